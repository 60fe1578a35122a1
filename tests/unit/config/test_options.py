"""Options: where they come from, which one wins, and what the app may ask and change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from revoila.config import options as module
from revoila.config._table import OPTIONS, snake_case
from revoila.config.options import (
    command_line_environment,
    get_option,
    load_options,
    set_option,
    use_command_line,
)
from revoila.config.redaction import MASK, redact
from revoila.config.sizes import parse_size
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from tests.unit.config.conftest import Places


def test_the_table_has_streamlits_names_and_defaults() -> None:
    assert OPTIONS["server.port"].default == 8501
    assert OPTIONS["client.toolbarMode"].scriptable
    assert OPTIONS["server.cookieSecret"].sensitive
    assert len([name for name in OPTIONS if name.startswith("theme.")]) == 55 + 5 * 48
    assert [name for name, option in OPTIONS.items() if option.scriptable] == [
        "logger.enableRich",
        "client.showErrorDetails",
        "client.toolbarMode",
        "client.disableDataExport",
        "client.showSidebarNavigation",
    ]


@pytest.mark.parametrize("option", OPTIONS.values(), ids=lambda option: option.name)
def test_every_option_is_described_and_accepts_its_default(option: Any) -> None:
    from revoila.config._values import checked_value

    assert option.help.endswith(".")
    assert option.status in ("used", "later", "inert")
    assert option.default is None or checked_value(option, option.default) == option.default


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        ("server.enableCORS", "SERVER_ENABLE_CORS"),
        ("runner.cacheBackgroundRefreshTTLMultiplier", "RUNNER_CACHE_BACKGROUND_REFRESH_TTL_MULTIPLIER"),
        ("runner.postScriptGC", "RUNNER_POST_SCRIPT_GC"),
        ("global.e2eTest", "GLOBAL_E2E_TEST"),
        ("theme.light.sidebar.primaryColor", "THEME_LIGHT_SIDEBAR_PRIMARY_COLOR"),
    ],
)
def test_names_of_variables_are_streamlits(name: str, variable: str) -> None:
    assert OPTIONS[name].variable == variable


def test_traits_are_named_as_in_python() -> None:
    assert (OPTIONS["server.enableCORS"].trait, snake_case("baseUrlPath")) == ("enable_cors", "base_url_path")


def test_each_source_wins_over_the_one_before(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    def port() -> Any:
        return load_options(places.script_dir).get("server.port")

    steps = [port()]
    places.write("home", "config.toml", "[server]\nport = 1\n")
    steps.append(port())
    places.write("jupyter", "jupyter_revoila_config.py", "c.Server.port = 2\n")
    steps.append(port())
    places.write("jupyter", "jupyter_revoila_config.json", '{"Server": {"port": 3}}')
    steps.append(port())
    places.write("cwd", "config.toml", "[server]\nport = 4\n")
    steps.append(port())
    places.write("script_dir", "config.toml", "[server]\nport = 5\n")
    steps.append(port())
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "6")
    steps.append(port())
    monkeypatch.setenv("REVOILA_SERVER_PORT", "7")
    steps.append(port())
    use_command_line({"server.port": "8"})
    steps.append(port())
    assert steps == [8501, 1, 2, 3, 4, 5, 6, 7, 8]


def test_set_option_wins_over_all_and_shows_at_once(places: Places) -> None:
    places.write("cwd", "config.toml", '[client]\ntoolbarMode = "viewer"\n')
    before = load_options()
    assert before.get("client.toolbarMode") == "viewer"
    set_option("client.toolbarMode", "minimal")
    assert before.get("client.toolbarMode") == get_option("client.toolbarMode") == "minimal"
    assert before.source("client.toolbarMode") == "st.set_option"


def test_sources_are_merged_option_by_option_and_named(places: Places) -> None:
    home = places.write("home", "config.toml", '[client]\ntoolbarMode = "viewer"\n[server]\nport = 1\n')
    project = places.write("cwd", "config.toml", "[server]\nport = 2\n")
    options = load_options()
    assert options.get("client.toolbarMode") == "viewer"
    assert options.source("client.toolbarMode") == str(home)
    assert options.source("server.port") == str(project)
    assert options.source("server.address") is None


def test_an_unchanged_world_gives_the_same_snapshot_and_a_change_a_new_one(places: Places) -> None:
    first = load_options(places.script_dir)
    assert load_options(places.script_dir) is first
    path = places.write("script_dir", "config.toml", "[server]\nport = 1\n")
    second = load_options(places.script_dir)
    assert (first.get("server.port"), second.get("server.port")) == (8501, 1)
    path.write_text("[server]\nport = 2\n")
    os.utime(path, ns=(1, 1))
    assert load_options(places.script_dir).get("server.port") == 2


def test_values_cannot_be_changed_through_what_is_returned(places: Places) -> None:
    places.write("cwd", "config.toml", '[server]\nallowedHosts = ["a"]\n')
    load_options().get("server.allowedHosts").append("b")
    load_options().get("server.corsAllowedOrigins").append("b")
    assert load_options().get("server.allowedHosts") == ["a"]
    assert load_options().get("server.corsAllowedOrigins") == []


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("server.enableCORS", "false", False),
        ("server.enableCORS", "0", False),
        ("runner.magicEnabled", "TRUE", True),
        ("server.port", "80", 80),
        ("runner.connectionDefaultTTL", "1.5", 1.5),
        ("server.allowedHosts", "a,b  c", ["a", "b", "c"]),
        ("server.trustedUserHeaders", '{"a": "b"}', {"a": "b"}),
        ("server.maxCacheDataSize", "2GB", "2GB"),
        ("client.showErrorDetails", "true", "full"),
        ("client.showErrorDetails", "False", "stacktrace"),
        ("client.showErrorDetails", "none", "none"),
        ("theme.baseFontSize", "18", 18),
        ("theme.linkUnderline", "false", False),
        ("theme.primaryColor", "#fff", "#fff"),
        ("theme.chartCategoricalColors", '["red"]', ["red"]),
    ],
)
def test_texts_of_the_environment_become_values(
    name: str, text: str, value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"STREAMLIT_{OPTIONS[name].variable}", text)
    assert load_options().get(name) == value


@pytest.mark.parametrize(
    ("name", "toml"),
    [
        ("server.port", '"many"'),
        ("server.port", "8.5"),
        ("server.port", "true"),
        ("server.enableCORS", '"perhaps"'),
        ("client.toolbarMode", '"all"'),
        ("client.toolbarMode", "5"),
        ("runner.connectionDefaultTTL", '"x"'),
        ("runner.connectionDefaultTTL", "true"),
        ("server.allowedHosts", "[1]"),
        ("server.baseUrlPath", "[]"),
        ("server.maxCacheDataSize", '"2"'),
        ("server.trustedUserHeaders", '"{"'),
        ("server.trustedUserHeaders", '"[]"'),
    ],
)
def test_a_value_that_an_option_cannot_have_is_ignored_with_a_warning(
    name: str, toml: str, places: Places, caplog: pytest.LogCaptureFixture
) -> None:
    section, _, key = name.rpartition(".")
    default = load_options().get(name)
    places.write("cwd", "config.toml", f"[{section}]\n{key} = {toml}\n")
    assert load_options().get(name) == default
    assert f"is ignored for {name}. Expected:" in caplog.text


def test_an_invalid_value_leaves_the_one_below(places: Places) -> None:
    places.write("home", "config.toml", "[server]\nport = 1\n")
    places.write("cwd", "config.toml", '[server]\nport = "x"\n')
    assert load_options().get("server.port") == 1


def test_options_that_do_not_exist_are_ignored_with_a_warning(
    places: Places, caplog: pytest.LogCaptureFixture
) -> None:
    places.write("cwd", "config.toml", "top = 1\n[nosuch]\na = 1\n[server]\nprot = 80\n[theme.foo]\nx = 1\n")
    places.write("jupyter", "jupyter_revoila_config.json", '{"Server": {"prot": 1}, "ServerApp": {"x": 1}}')
    load_options()
    for name in ("top", "nosuch.a", "server.prot", "theme.foo.x"):
        assert f'"{name}" is not a valid config option' in caplog.text
    assert "ServerApp" not in caplog.text


def test_an_option_that_nothing_reads_yet_says_so(places: Places, caplog: pytest.LogCaptureFixture) -> None:
    places.write(
        "cwd", "config.toml", "[server]\nenableStaticServing = true\n[browser]\ngatherUsageStats = false\n"
    )
    assert load_options().get("server.enableStaticServing") is True
    assert '"server.enableStaticServing" is accepted but has no effect yet' in caplog.text
    assert "gatherUsageStats" not in caplog.text


def test_a_file_that_is_no_toml_is_left_out(places: Places, caplog: pytest.LogCaptureFixture) -> None:
    path = places.write("cwd", "config.toml", "[server\n")
    assert load_options().get("server.port") == 8501
    assert f"{path} cannot be read and is left out" in caplog.text


def test_a_jupyter_file_that_fails_is_left_out(places: Places, caplog: pytest.LogCaptureFixture) -> None:
    path = places.write(
        "jupyter", "jupyter_revoila_config.py", "c.Server.port = 1\nraise RuntimeError('no')\n"
    )
    assert load_options().get("server.port") == 8501
    assert f"{path} cannot be read and is left out" in caplog.text


def test_the_files_of_other_applications_are_not_executed(places: Places) -> None:
    for name in ("jupyter_config.py", "jupyter_server_config.py", "voila.py"):
        places.write("jupyter", name, "raise SystemExit('executed')\n")
    assert load_options().get("server.port") == 8501


def test_jupyter_files_know_traits_and_streamlits_names(places: Places) -> None:
    places.write(
        "jupyter",
        "jupyter_revoila_config.py",
        "c.Theme.primary_color = 'teal'\n"
        "c.Theme.baseRadius = 'small'\n"
        "c.Theme.light = {'text_color': 'black', 'sidebar': {'backgroundColor': '#eee'}}\n"
        "c.Secrets.files = ['/a.toml']\n"
        "c.Secrets.files.append('/b.toml')\n"
        "c.Server.allowed_hosts.append('x')\n"
        "c.Limits.elements = 5\n"
        "c.Client.show_error_details = 'type'\n"
        "c.Runner.cache_hash_seed = 3\n",
    )
    options = load_options()
    found = {
        name: options.get(name)
        for name in (
            "theme.primaryColor",
            "theme.baseRadius",
            "theme.light.textColor",
            "theme.light.sidebar.backgroundColor",
            "secrets.files",
            "server.allowedHosts",
            "limits.elements",
            "client.showErrorDetails",
            "runner.cacheHashSeed",
        )
    }
    expected = ["teal", "small", "black", "#eee", ["/a.toml", "/b.toml"], ["x"], 5, "type", 3]
    assert list(found.values()) == expected


def test_texts_may_name_a_variable_of_the_environment(
    places: Places, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MY_PORT", "81")
    places.write("cwd", "config.toml", '[server]\nport = "env:MY_PORT"\ncookieSecret = "env:NOT_THERE"\n')
    assert load_options().get("server.port") == 81
    assert not load_options().get("server.cookieSecret").startswith("env:")
    assert "NOT_THERE" in caplog.text


def test_sensitive_values_are_not_logged_and_not_given_on_the_command_line(
    places: Places, caplog: pytest.LogCaptureFixture
) -> None:
    places.write("cwd", "config.toml", '[server]\ncookieSecret = ["hush-hush"]\n')
    load_options()
    assert "cookieSecret" in caplog.text
    assert "hush" not in caplog.text
    places.write("cwd", "config.toml", '[server]\ncookieSecret = "hush-hush"\n')
    assert redact(load_options().get("server.cookieSecret")) == MASK
    with pytest.raises(ValueError, match="command line"):
        use_command_line({"server.cookieSecret": "x"})
    with pytest.raises(ValueError, match="no option"):
        use_command_line({"server.nope": "x"})


def test_the_command_line_reaches_the_kernel_through_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert command_line_environment() == {}
    use_command_line({"server.port": "80", "theme.base": "dark"})
    carried = command_line_environment()
    use_command_line({})
    for name, value in carried.items():
        monkeypatch.setenv(name, value)
    assert load_options().get("server.port") == 80
    assert load_options().source("theme.base") == "the command line"


@pytest.mark.parametrize("text", ["[", "[1]"])
def test_a_broken_carrier_is_ignored(
    text: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(module.COMMAND_LINE, text)
    assert load_options().get("server.port") == 8501
    assert module.COMMAND_LINE in caplog.text


def test_some_defaults_are_computed(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    options = load_options(places.script_dir)
    assert options.get("browser.serverPort") == 8501
    assert len(options.get("server.cookieSecret")) == 64
    assert options.get("server.cookieSecret") == load_options().get("server.cookieSecret")
    assert options.get("secrets.files") == [
        str(folder / ".streamlit" / "secrets.toml") for folder in (places.home, places.cwd, places.script_dir)
    ]
    places.write("jupyter", "secrets.toml", "a = 1\n")
    monkeypatch.setattr(module, "PAUSE", 0.0)
    assert options.get("secrets.files")[1] == str(places.jupyter / "secrets.toml")
    monkeypatch.setattr("revoila.config.options.sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "MIR_SOCKET"):
        monkeypatch.delenv(name, raising=False)
    assert options.get("server.headless") is True
    monkeypatch.setenv("DISPLAY", ":0")
    assert options.get("server.headless") is False


def test_a_section_can_be_read_by_trait_name() -> None:
    limits = load_options().section("limits")
    assert limits["elements"] == 10_000
    assert limits["events_per_second"] == 50


@pytest.mark.parametrize("name", ["foo.bar", "theme", "theme.light", "Server.Port", ""])
def test_asking_for_an_option_that_does_not_exist(name: str, run: Any) -> None:
    with pytest.raises(RuntimeError, match=rf'Config key "{name}" not defined\.'):
        get_option(name)
    with pytest.raises(RuntimeError, match=rf'Config key "{name}" not defined\.'):
        load_options().get(name)


def test_an_app_sees_the_options_of_its_own_folder(places: Places, run: Any) -> None:
    places.write("script_dir", "config.toml", "[server]\nport = 9\n")
    assert get_option("server.port") == 9


def test_only_some_options_can_be_set_by_the_script() -> None:
    with pytest.raises(StreamlitAPIException, match=r"server\.port cannot be set on the fly") as info:
        set_option("server.port", 1)
    assert "--server.port" in str(info.value)
    with pytest.raises(StreamlitAPIException, match=r"Unrecognized config option: foo\.bar"):
        set_option("foo.bar", 1)


def test_setting_an_impossible_value_changes_nothing(caplog: pytest.LogCaptureFixture) -> None:
    set_option("client.toolbarMode", "all")
    assert get_option("client.toolbarMode") == "auto"
    assert "st.set_option" in caplog.text
    set_option("client.showErrorDetails", False)
    assert get_option("client.showErrorDetails") == "stacktrace"


def test_options_without_jupyter_files_need_no_traitlets() -> None:
    probe = (
        "import sys, revoila.config.options as o; o.get_option('server.port'); "
        "import revoila.config.secrets, revoila.config.theme, revoila.caching; "
        "print([name for name in ('traitlets', 'pandas', 'numpy', 'ipywidgets') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, check=True, text=True, env=os.environ
    )
    assert done.stdout.strip() == "[]"


def test_a_snapshot_is_cheap_to_ask_for_again(places: Places) -> None:
    load_options(places.script_dir)
    started = time.perf_counter()
    for _ in range(50):
        load_options(places.script_dir)
    assert (time.perf_counter() - started) / 50 < 0.01


@pytest.mark.parametrize(
    ("value", "size"),
    [
        (5, 5),
        ("1KB", 1024),
        ("1 kib", 1024),
        ("1.5GB", 1610612736),
        (".5 mb", 524288),
        ("2TiB", 2 * 1024**4),
        ("7 B", 7),
        (0, None),
        ("0KB", None),
        ("1", None),
        ("1K", None),
        ("KB", None),
        ("-1KB", None),
        ("1PB", None),
    ],
)
def test_sizes_have_a_unit_and_count_in_steps_of_1024(value: Any, size: int | None) -> None:
    assert parse_size(value) == size


def test_the_carried_command_line_is_plain_json() -> None:
    use_command_line({"server.allowedHosts": ["a"]})
    assert json.loads(command_line_environment()[module.COMMAND_LINE]) == {"server.allowedHosts": ["a"]}
