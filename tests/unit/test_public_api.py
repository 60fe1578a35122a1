"""What is public, and what is said of names that are not (there yet)?

Numbers are statements of the execution specification.
"""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import revoila as st
from revoila import errors
from revoila._commands import (
    COMMANDS,
    COMMANDS_TO_COME,
    MODULES,
    MODULES_TO_COME,
    NOT_YET,
    PAGE_COMMANDS,
    PAGE_COMMANDS_TO_COME,
)
from revoila.elements._handle import DeltaGenerator
from revoila.errors import StreamlitAPIException

HERE = Path(__file__).parent
API = json.loads((HERE / "data" / "streamlit_signatures.json").read_text("utf-8"))
TOP = {name for name in (*API["signatures"], *API["others"]) if "." not in name}
METHODS = set(API["methods"]) - {"dg"}
"""Methods of Streamlit's containers, but for one that returns the container itself."""

OURS = {"widget", "task", "report_progress"}
OTHERS = sorted(set(API["others"]) - {"_bottom"})
"""Objects and modules."""

OBJECTS_TO_COME = {"user"}
FUNCTIONS_TO_COME = sorted(NOT_YET - OBJECTS_TO_COME - MODULES_TO_COME)

PUBLIC = [
    "App", "Page", "altair_chart", "area_chart", "audio", "audio_input", "badge", "balloons", "bar_chart",
    "bottom", "button", "cache_data", "cache_resource", "camera_input", "caption", "chat_input", "chat_message",
    "checkbox", "code", "color_picker", "column_config", "columns", "components", "container", "context",
    "data_editor", "dataframe", "date_input", "datetime_input", "dialog", "divider", "download_button",
    "echarts_chart", "echo", "empty", "error", "errors", "exception", "expander", "feedback", "file_uploader",
    "form", "form_submit_button", "fragment", "get_option", "graphviz_chart", "grid", "header", "help", "html",
    "iframe", "image", "info", "json", "latex", "line_chart", "link_button", "logo", "map", "markdown",
    "menu_button", "mermaid_chart", "metric", "multiselect", "navigation", "number_input", "page_link",
    "pagination", "pdf", "pills", "plotly_chart", "popover", "progress", "pydeck_chart", "pyplot",
    "query_params", "radio", "report_progress", "rerun", "scatter_chart", "secrets", "segmented_control",
    "select_slider", "selectbox", "session_state", "set_option", "set_page_config", "sidebar", "skeleton",
    "slider", "snow", "space", "spinner", "status", "stop", "subheader", "success", "switch_page", "table",
    "tabs", "task", "testing", "text", "text_area", "text_input", "time_input", "title", "toast", "toggle",
    "typing", "vega_lite_chart", "video", "warning", "widget", "write", "write_stream",
]  # fmt: skip


def test_the_public_names_are_these() -> None:
    assert sorted(st.__all__) == PUBLIC
    assert {name for name in dir(st) if not name.startswith("__")} == set(PUBLIC)


def test_every_public_name_can_be_loaded_by_a_star_import() -> None:
    names: dict[str, Any] = {}
    exec("from revoila import *", names)  # noqa: S102  # what is tested
    assert set(PUBLIC) <= set(names)
    assert all(isinstance(names[name], ModuleType) for name in MODULES)


def test_every_name_of_streamlit_is_here_or_announced() -> None:
    assert TOP - {"_bottom"} == ({*COMMANDS, *PAGE_COMMANDS, *MODULES, *NOT_YET} - OURS)


def test_a_name_is_either_here_or_announced() -> None:
    assert not {*COMMANDS, *PAGE_COMMANDS, *MODULES} & NOT_YET


def test_every_method_of_streamlits_containers_is_here_or_announced() -> None:
    assert ({*COMMANDS, *COMMANDS_TO_COME} - OURS) == METHODS


def test_methods_of_containers_look_like_the_commands() -> None:
    box = st.container()
    for name in COMMANDS:
        command, method = getattr(st, name), getattr(box, name)
        assert inspect.signature(method) == inspect.signature(command), name
        assert (method.__name__, method.__doc__) == (command.__name__, command.__doc__)


@pytest.mark.parametrize("name", FUNCTIONS_TO_COME)
def test_a_command_to_come_names_itself_when_it_is_called(name: str) -> None:
    with pytest.raises(NotImplementedError, match=rf"`st\.{name}`"):
        getattr(st, name)("argument", option=1)


@pytest.mark.parametrize("name", sorted(COMMANDS_TO_COME))
def test_a_method_to_come_names_itself_when_it_is_called(name: str) -> None:
    for container in (st.sidebar, st.bottom, st.container()):
        with pytest.raises(NotImplementedError, match=rf"`st\.{name}`"):
            getattr(container, name)()


@pytest.mark.parametrize(
    "use",
    [
        lambda api: api.user.is_logged_in,
        lambda api: api.user["name"],
        lambda api: bool(api.user),
        lambda api: list(api.user),
        lambda api: len(api.user),
        lambda api: api.connections.SQLConnection,
        lambda api: api.components.v2.component,
    ],
)
def test_objects_and_modules_to_come_are_refused_when_they_are_read(use: Any) -> None:
    with pytest.raises(NotImplementedError, match=r"`st\.(user|context|connections|components\.v2)`"):
        use(st)


def test_a_context_manager_to_come_is_refused() -> None:
    with pytest.raises(NotImplementedError, match=r"`st\.connection`"), st.connection("x"):  # type: ignore[attr-defined]
        pass


def test_what_is_to_come_can_be_asked_for_its_protocols() -> None:
    api: Any = st
    assert not hasattr(api.login, "_repr_html_")
    assert not hasattr(api.login, "__wrapped__")
    assert repr(api.login) == "<st.login: not available in Revoilà yet>"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("buton", "module 'revoila' has no attribute 'buton'. Did you mean st.button?"),
        ("text_inpt", "module 'revoila' has no attribute 'text_inpt'. Did you mean st.text_input?"),
        ("Slider", "module 'revoila' has no attribute 'Slider'. Did you mean st.slider?"),
        ("multi_select", "module 'revoila' has no attribute 'multi_select'. Did you mean st.multiselect?"),
        ("xyz", "module 'revoila' has no attribute 'xyz'."),
        ("_private", "module 'revoila' has no attribute '_private'."),
    ],
)
def test_an_unknown_name_is_an_error_that_tells_the_right_one(name: str, said: str) -> None:
    """Statement 62."""
    with pytest.raises(AttributeError) as caught:
        getattr(st, name)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cache", "cache_data"),
        ("experimental_memo", "cache_data"),
        ("experimental_singleton", "cache_resource"),
        ("experimental_rerun", "rerun"),
        ("experimental_get_query_params", "query_params"),
        ("experimental_set_query_params", "query_params"),
        ("experimental_user", "user"),
        ("experimental_dialog", "dialog"),
        ("beta_columns", "columns"),
    ],
)
def test_an_old_name_is_an_error_that_tells_the_new_one(old: str, new: str) -> None:
    """Statements 62 and 136, and statement 73 of state."""
    with pytest.raises(AttributeError, match=rf"'{old}'. It is an old name; use st\.{new}\.$"):
        getattr(st, old)


def test_the_bottom_has_its_old_name_too() -> None:
    """Statement 136."""
    assert st._bottom is st.bottom  # type: ignore[attr-defined]


PAGE_FUNCTIONS = sorted({*PAGE_COMMANDS, *PAGE_COMMANDS_TO_COME} - set(API["others"]))


@pytest.mark.parametrize("name", PAGE_FUNCTIONS)
def test_what_exists_only_on_the_package_says_so(name: str) -> None:
    """Statement 61."""
    for container, shown in (
        (st.sidebar, "`st.sidebar`"),
        (st.bottom, "`DeltaGenerator` objects"),
        (st.container(), "`DeltaGenerator` objects"),
        (st.empty(), "`DeltaGenerator` objects"),
    ):
        with pytest.raises(StreamlitAPIException) as caught:
            getattr(container, name)()
        assert (
            str(caught.value) == f"Method `{name}()` does not exist for {shown}. Did you mean `st.{name}()`?"
        )


@pytest.mark.parametrize("name", ["foo", "buton", "experimental_rerun", *OTHERS])
def test_what_is_no_function_at_all_is_no_command(name: str) -> None:
    """Statement 61."""
    refuse = getattr(st.sidebar, name)
    with pytest.raises(StreamlitAPIException) as caught:
        refuse("argument")
    assert str(caught.value) == f"`{name}()` is not a valid Streamlit command."


@pytest.mark.parametrize("name", ["_repr_html_", "_ipython_display_", "__wrapped__", "__array__"])
def test_containers_have_no_methods_of_protocols_that_they_do_not_follow(name: str) -> None:
    assert not hasattr(st.container(), name)


def test_commands_of_the_class_are_the_functions() -> None:
    assert DeltaGenerator.slider is st.slider  # type: ignore[comparison-overlap]


@pytest.mark.parametrize("name", API["errors"])
def test_every_error_of_streamlit_exists_in_the_same_family(name: str) -> None:
    """Statement 118."""
    kind = getattr(errors, name)
    assert issubclass(kind, Exception)
    assert [base.__name__ for base in kind.__bases__] == API["errors"][name]


NO_MISUSE = {
    "Error",
    "FragmentHandledException",
    "FragmentStorageKeyError",
    "MarkdownFormattedException",
    "NoSessionContext",
    "StreamlitComponentRegistryError",
    "StreamlitMaxRetriesError",
}


@pytest.mark.parametrize("name", sorted(API["errors"].keys() - NO_MISUSE))
def test_every_misuse_is_caught_by_one_base(name: str) -> None:
    """Statement 118."""
    assert issubclass(getattr(errors, name), StreamlitAPIException)
    assert StreamlitAPIException.__mro__[1:4] == (errors.MarkdownFormattedException, errors.Error, Exception)


def test_the_stubs_are_up_to_date() -> None:
    program = HERE.parent / "typing" / "generate_stubs.py"
    done = subprocess.run(
        [sys.executable, str(program), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
