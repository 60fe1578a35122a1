"""The options as traits of a Jupyter application."""

from __future__ import annotations

from typing import Any

import pytest
from traitlets.config import Application

from revoila.config._table import OPTIONS
from revoila.config.options import load_options, use_command_line
from revoila.config.traits import CONFIGURABLES, Client, Limits, Theme, option_values


class Demo(Application):
    """An application with our options."""

    name = "demo"
    classes = list(CONFIGURABLES)  # noqa: RUF012  # as traitlets wants it


def test_there_is_a_class_for_each_section_that_jupyter_configures() -> None:
    names = [kind.__name__ for kind in CONFIGURABLES]
    assert names == ["Theme", "Secrets", "Runner", "Client", "Server", "Limits"]


def test_every_option_of_a_section_is_a_trait_with_its_default() -> None:
    for kind in CONFIGURABLES:
        section = kind.__name__.lower()
        traits = kind.class_traits(config=True)
        made: Any = kind()
        for option in OPTIONS.values():
            if option.section == section:
                assert traits[option.trait].help.startswith(option.help)
                assert getattr(made, option.trait) == option.default
    assert set(Theme.class_traits(config=True)) >= {"sidebar", "light", "dark", "primary_color", "base"}


def test_the_help_and_the_generated_file_show_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    Demo().print_help(classes=True)
    text = capsys.readouterr().out
    assert "--Theme.primary_color" in text
    assert "--Limits.elements" in text
    assert "STREAMLIT_CLIENT_TOOLBAR_MODE" in text
    generated = Demo().generate_config_file()
    assert "# c.Client.show_error_details = 'full'" in generated
    assert "# c.Server.port = 8501" in generated


def test_the_command_line_of_an_application_becomes_options() -> None:
    app = Demo()
    app.parse_command_line(
        [
            "--Theme.base=dark",
            "--Theme.base_font_size=18",
            "--Server.enable_cors=False",
            "--Limits.elements=5",
            "--Client.toolbar_mode=minimal",
        ]
    )
    use_command_line(option_values(app.cli_config))
    options = load_options()
    assert options.get("theme.base") == "dark"
    assert options.get("theme.baseFontSize") == 18
    assert options.get("server.enableCORS") is False
    assert options.get("limits.elements") == 5
    assert options.get("client.toolbarMode") == "minimal"


def test_traits_are_checked() -> None:
    client: Any = Client(toolbar_mode="viewer")
    assert client.toolbar_mode == "viewer"
    with pytest.raises(Exception, match="int"):
        Limits(elements="many")
