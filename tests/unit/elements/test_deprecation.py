"""Older names and parameters; numbers are statements of the execution specification."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import altair as alt
import pytest

import revoila
from revoila import _commands
from revoila.components import v1
from revoila.elements import _deprecation
from revoila.elements._deprecation import notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from matplotlib.figure import Figure
    from tests.unit.elements.conftest import Page

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
CHART = alt.Chart({"values": [{"a": 1}]}).mark_bar().encode(x="a:Q")


@pytest.fixture(autouse=True)
def nothing_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_deprecation, "_told", set())


@pytest.fixture
def fig() -> Iterator[Figure]:
    pyplot = pytest.importorskip("matplotlib.pyplot")
    figure, _ = pyplot.subplots()
    yield figure
    pyplot.close(figure)


def test_the_older_name_of_the_bottom_still_works_and_says_so_once(
    page: Page, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statements 136 and 138; whoever looks at the page has not to know."""
    monkeypatch.setattr(_deprecation, "_told", set())
    assert _commands.load("_bottom") is revoila.bottom
    assert _commands.load("_bottom") is revoila.bottom
    assert caplog.text.count("st._bottom") == 1
    assert page.kinds() == []


WIDTHS: dict[str, Callable[..., Any]] = {
    "image": lambda **given: revoila.image(PICTURE, **given),
    "dataframe": lambda **given: revoila.dataframe({"a": [1]}, **given),
    "altair_chart": lambda **given: revoila.altair_chart(CHART, **given),
    "line_chart": lambda **given: revoila.line_chart([1], **given),
    "area_chart": lambda **given: revoila.area_chart([1], **given),
    "bar_chart": lambda **given: revoila.bar_chart([1], **given),
    "scatter_chart": lambda **given: revoila.scatter_chart([1], **given),
}


@pytest.mark.parametrize("command", WIDTHS)
def test_use_container_width_overrides_the_words_and_is_logged_each_time(
    page: Page, command: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Statements 137 and 138."""
    draw = WIDTHS[command]
    draw(width="content", use_container_width=True)
    assert page.props().get("width", "stretch") == "stretch"
    draw(width=200, use_container_width=True)
    assert page.props().get("width", "stretch") == "stretch"
    draw(width="stretch", use_container_width=False)
    assert page.props()["width"] == "content"
    # As the implementation does it, pixels count where the container does not.
    draw(width=200, use_container_width=False)
    assert page.props()["width"] == 200
    assert caplog.text.count(f"`use_container_width` of `st.{command}`") == 4
    assert "warning" not in page.kinds()


def test_the_older_width_of_a_plot_overrides_pixels_too(page: Page, fig: Figure) -> None:
    """Statement 137."""
    revoila.pyplot(fig, width=200, use_container_width=False)
    assert page.props()["width"] == "content"


@pytest.mark.parametrize(
    "draw",
    [
        lambda **given: revoila.button("Go", **given),
        lambda **given: revoila.popover("Go", **given),
    ],
)
def test_the_older_width_of_a_button_is_taken_without_a_word(
    page: Page, draw: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Statements 137 and 138."""
    draw(width=200, use_container_width=True)
    assert page.props()["width"] == "stretch"
    assert caplog.text == ""


@pytest.mark.parametrize(
    ("level", "is_shown"),
    [
        ("full", True),
        (True, True),
        ("true", True),
        ("stacktrace", False),
        (False, False),
        ("type", False),
        ("none", False),
    ],
)
def test_a_notice_is_always_logged_and_shown_where_errors_are(
    page: Page, level: Any, is_shown: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """Statement 138."""
    page.options["client.showErrorDetails"] = level
    notice("Use `b` for `a`.")
    assert page.kinds() == ["warning"] * is_shown
    assert caplog.messages == ["Use `b` for `a`."]


def test_some_notices_are_for_the_log_or_for_once(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    """Statement 138."""
    notice("x", shown=False)
    assert page.kinds() == []
    notice("y", once=True)
    notice("y", once=True)
    assert page.kinds() == ["warning"]
    assert caplog.messages == ["x", "y"]


def test_an_option_keeps_notices_off_the_page(page: Page, caplog: pytest.LogCaptureFixture) -> None:
    page.options["global.suppressDeprecationWarnings"] = True
    notice("x")
    assert page.kinds() == []
    assert caplog.messages == ["x"]


def test_a_notice_does_not_take_the_slot_of_its_element(page: Page) -> None:
    """Statement 138."""
    slot = revoila.container().empty()
    slot.image(PICTURE, use_column_width=True)
    assert page.kinds() == ["container", "warning"]
    assert page.kinds(page.main[0].children) == ["image"]


def test_what_shows_a_notice(page: Page, fig: Figure, tmp_path: Path) -> None:
    """Statement 138."""
    (tmp_path / "x.html").write_text("<p>")
    revoila.image(PICTURE, use_column_width="auto")
    revoila.pyplot(fig, dpi=10)
    revoila.html(str(tmp_path / "x.html"))
    assert page.kinds() == ["warning", "image", "warning", "image", "warning", "html"]


def test_the_frames_of_components_are_noted_in_the_log_only(
    page: Page, caplog: pytest.LogCaptureFixture
) -> None:
    """Statement 138."""
    v1.html("<p>")
    v1.html("<p>")
    v1.iframe("https://example.org")
    assert page.kinds() == ["iframe_html"] * 3
    assert caplog.text.count("`st.components.v1.html`") == 2
    assert caplog.text.count("`st.components.v1.iframe`") == 1


def test_outside_of_a_run_a_notice_is_just_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Statements 135 and 138."""
    notice("x")
    assert caplog.messages == ["x"]
