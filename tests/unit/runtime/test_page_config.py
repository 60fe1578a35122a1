"""What a script says about the page as a whole; numbers are statements of the pages specification."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import revoila as st
from revoila._context import activate
from revoila.elements._element import Branch, Element, Place
from revoila.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitInvalidURLError,
    StreamlitValueError,
)
from revoila.runtime.page_config import RANDOM_ICONS, PageConfig

if TYPE_CHECKING:
    from pathlib import Path

PIXEL = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\xdac\xfc\xcf\xc0P\x0f\x00\x04\x85\x01\x80\x84\xa9\x8c!\x00\x00\x00\x00IEND\xaeB`\x82"
)


class Run:
    """The one thing of a run that is needed here."""

    def __init__(self) -> None:
        self.config = PageConfig()


@pytest.fixture
def config() -> Any:
    """What the run that is active in the test says about its page."""
    run: Any = Run()
    with activate(run, Place(Branch(Element("main", {}), None, "main", None))):
        yield run.config


def test_nothing_happens_outside_of_a_run() -> None:
    """Statements 47 and 53."""
    st.set_page_config("Title", "📊", "wide", "expanded", {"About": "x"})
    with pytest.raises(StreamlitValueError):
        st.set_page_config(layout="narrow")  # type: ignore[arg-type]  # what is tested
    with pytest.raises(StreamlitAPIException, match=r"does not exist for `st\.sidebar`"):
        st.sidebar.set_page_config("Title")  # type: ignore[attr-defined]  # what is tested


def test_arguments_may_be_given_by_position(config: PageConfig) -> None:
    """Statement 47."""
    st.set_page_config("Title", "📊", "wide", 300, {"About": "x"})
    assert (config.title, config.icon, config.layout, config.sidebar_state) == ("Title", "📊", "wide", 300)
    assert config.menu_items == {"about": "x"}


def test_calls_add_up_and_the_later_wins(config: PageConfig) -> None:
    """Statement 48."""
    st.set_page_config(page_title="One", layout="wide", menu_items={"About": "x"})
    st.set_page_config(page_icon="📊", initial_sidebar_state="collapsed")
    st.set_page_config(page_title="Two", menu_items={"Get help": "https://example.org"})
    st.set_page_config()
    assert (config.title, config.icon, config.layout) == ("Two", "📊", "wide")
    assert config.sidebar_state == "collapsed"
    assert config.menu_items == {"about": "x", "get_help": "https://example.org"}


def test_each_run_starts_from_the_defaults(visit: Any) -> None:
    """Statement 48."""
    app = visit("""
        import revoila as st
        st.markdown("not the first command")
        st.set_page_config(page_title="Mine")
        if st.checkbox("Wide", True):
            st.set_page_config(layout="wide")
    """)
    assert (app.app["title"], app.app["layout"]) == ("Mine", "wide")
    app.change(Wide=False)
    assert (app.app["title"], app.app["layout"]) == ("Mine", "centered")


def test_a_page_overrides_the_entrypoint(visit: Any) -> None:
    """Statement 48."""
    app = visit("""
        import revoila as st
        st.set_page_config("App", layout="wide")
        def one(): st.set_page_config("One")
        def two(): pass
        st.navigation([one, two]).run()
    """)
    assert (app.app["title"], app.app["layout"]) == ("One", "wide")
    app.session.handle_message({"method": "rerun", "page": "two", "query": None})
    assert app.settle().app["title"] == "App"


def test_the_title_is_that_of_the_file_unless_it_is_set(visit: Any) -> None:
    """Statement 45."""
    app = visit("import revoila as st\nst.set_page_config(page_title='')")
    assert app.app["title"] == "app"


@pytest.mark.parametrize("layout", ["x", "Wide", " wide", 3, True])
def test_a_layout_is_centered_or_wide(config: PageConfig, layout: Any) -> None:
    """Statement 49."""
    with pytest.raises(StreamlitValueError, match="layout"):
        st.set_page_config(layout=layout)
    assert config.layout == "centered"


@pytest.mark.parametrize("state", ["auto", "expanded", "collapsed", "locked", 1, 300, 10**9])
def test_the_sidebar_starts_in_a_state_or_with_a_width(config: PageConfig, state: Any) -> None:
    """Statement 50."""
    st.set_page_config(initial_sidebar_state=state)
    assert config.sidebar_state == state


@pytest.mark.parametrize("state", ["x", "", "300", 0, -5, 3.5, True, False])
def test_other_states_of_the_sidebar_are_refused(config: PageConfig, state: Any) -> None:
    """Statement 50."""
    with pytest.raises(StreamlitValueError, match="initial_sidebar_state"):
        st.set_page_config(initial_sidebar_state=state)
    assert config.sidebar_state == "auto"


@pytest.mark.parametrize(
    "icon",
    [
        "📊",
        "👨\u200d👩\u200d👧",
        ":shark:",
        ":+1:",
        ":material/home:",
        "https://example.org/icon.png",
        "data:image/png;base64,xx",
        "no such file.png",
        "x",
        "📊📈",
    ],
)
def test_an_icon_in_words_travels_as_it_is(config: PageConfig, icon: str) -> None:
    """Statement 51."""
    st.set_page_config(page_icon=icon)
    assert config.icon == icon


def test_a_random_icon_is_an_emoji(config: PageConfig) -> None:
    """Statement 51."""
    st.set_page_config(page_icon="random")
    assert config.icon in RANDOM_ICONS


def test_an_unknown_material_symbol_is_refused(config: PageConfig) -> None:
    """Statement 51."""
    with pytest.raises(StreamlitAPIException, match="Material symbol"):
        st.set_page_config(page_icon=":material/no_such_symbol:")


def test_an_icon_may_be_a_picture(config: PageConfig, tmp_path: Path) -> None:
    """Statement 51."""
    import numpy as np
    from PIL import Image

    file = tmp_path / "icon.png"
    file.write_bytes(PIXEL)
    for icon in (PIXEL, file, str(file), Image.new("RGB", (2, 2)), np.zeros((2, 2, 3), np.uint8)):
        st.set_page_config(page_icon=icon)
        assert config.icon.startswith("data:image/")
    st.set_page_config(page_icon="<svg xmlns='http://www.w3.org/2000/svg'></svg>")
    assert config.icon.startswith("data:image/svg+xml;base64,")
    st.set_page_config(page_icon=tmp_path / "none.png")
    assert config.icon == str(tmp_path / "none.png")


@pytest.mark.parametrize("icon", [3, ["📊"], ("a", "b"), object(), b"abc"])
def test_an_icon_that_is_no_picture_is_an_error(config: PageConfig, icon: Any) -> None:
    """Statement 51."""
    with pytest.raises((AttributeError, OSError)):
        st.set_page_config(page_icon=icon)
    assert config.icon is None


def test_an_icon_in_words_loads_no_picture_library() -> None:
    program = (
        "import revoila as st, sys\n"
        "for icon in ('📊', 'random', ':shark:', ':material/home:', 'https://example.org/i.png'):\n"
        "    st.set_page_config(page_icon=icon)\n"
        "print({'PIL', 'numpy', 'revoila.elements.media.image'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_entries_of_the_menu_are_found_by_their_names(config: PageConfig) -> None:
    """Statement 52."""
    st.set_page_config(
        menu_items={
            "get HELP ": "HTTPS://example.org",
            "Report a Bug": " mailto:me@example.org",
            "ABOUT": "  # Title\n  text",
        }
    )
    assert config.menu_items == {
        "get_help": "HTTPS://example.org",
        "report_a_bug": "mailto:me@example.org",
        "about": "# Title\ntext",
    }
    st.set_page_config(menu_items={"Get help": None, "About": None})
    assert config.menu_items == {
        "get_help": None,
        "report_a_bug": "mailto:me@example.org",
        "about": None,
    }


@pytest.mark.parametrize(
    ("items", "error"),
    [
        ({"Help": "https://example.org"}, StreamlitValueError),
        ({"Get_help": "https://example.org"}, StreamlitValueError),
        ({3: "x"}, StreamlitValueError),
        ({"Get help": "ftp://example.org"}, StreamlitInvalidURLError),
        ({"Get help": "javascript:alert(1)"}, StreamlitInvalidURLError),
        ({"Get help": "example.org"}, StreamlitInvalidURLError),
        ({"Get help": ""}, StreamlitInvalidURLError),
        ({"Get help": "https://"}, StreamlitInvalidURLError),
        ({"Get help": 3}, StreamlitInvalidURLError),
        ({"Report a bug": "mailto:"}, StreamlitInvalidURLError),
        ("About", StreamlitInvalidParameterTypeError),
        ([("About", "x")], StreamlitInvalidParameterTypeError),
    ],
)
def test_other_entries_and_addresses_are_refused(
    config: PageConfig, items: Any, error: type[Exception]
) -> None:
    """Statement 52."""
    with pytest.raises(error):
        st.set_page_config(page_title="Title", menu_items=items)
    assert (config.title, config.menu_items) == (None, {})
