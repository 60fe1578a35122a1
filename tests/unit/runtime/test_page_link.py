"""Links to pages; numbers are statements of the pages specification."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

import revoila as st
from revoila.testing.v1 import AppTest

if TYPE_CHECKING:
    from pathlib import Path

PAGES = """
import revoila as st
def home(): ...
def other(): ...
home = st.Page(home, title="Home", icon="🏠", help="Start")
other = st.Page(other, title="Other", url_path="o", visibility="hidden")
site = st.Page("https://example.org", title="Site", icon="🌍", help="Far")
st.navigation([home, other, site])
"""


def draw(call: str, source: str = PAGES) -> dict[str, Any]:
    """Return what a link shows, without its default width."""
    at = AppTest.from_string(f"{source}\n{call}").run()
    assert not at.exception, at.exception
    return at.page_link[0].props


def error(call: str, source: str = PAGES) -> str:
    """Return the class of the error of a call."""
    (exception,) = AppTest.from_string(f"{source}\n{call}").run().exception
    return str(exception.proto.type.rsplit(".", 1)[-1])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An app with a folder of pages."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "my_app.py").write_text(
        dedent(
            """
            import revoila as st
            st.page_link("my_app.py")
            st.page_link("pages/2_📊_My Data.py", query_params={"a": "b c"})
            """
        )
    )
    (tmp_path / "pages" / "2_📊_My Data.py").write_text("import revoila as st\nst.page_link('my_app.py')")
    return tmp_path


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("home", {"page": "", "label": "Home", "icon": "🏠", "help": "Start"}),
        ("other", {"page": "o", "label": "Other"}),
        (
            "site",
            {"page": "https://example.org", "external": True, "label": "Site", "icon": "🌍", "help": "Far"},
        ),
        # A function is a new object in each run, a page may be one, too.
        ("st.Page(lambda: 1, title='Again', url_path='home')", {"page": "", "label": "Again"}),
        ("st.Page(lambda: 1, title='New', url_path='new')", {"page": "new", "label": "New"}),
    ],
)
def test_a_link_shows_what_its_page_says_of_itself(page: str, shown: dict[str, Any]) -> None:
    """Statement 41."""
    assert draw(f"st.page_link({page})") == shown


def test_what_the_author_says_counts_more_and_an_empty_text_is_nothing() -> None:
    """Statement 41."""
    link = "label='*Go*', icon=':material/home:', icon_position='right', help='tip', disabled=True, width='stretch'"
    assert draw(f"st.page_link(home, {link})") == {
        "page": "",
        "label": "*Go*",
        "icon": ":material/home:",
        "icon_position": "right",
        "help": "tip",
        "disabled": True,
        "width": "stretch",
    }
    assert draw("st.page_link(home, icon='', help='')") == {
        "page": "",
        "label": "Home",
        "icon": "",
        "help": "",
    }
    assert draw("st.page_link(home, use_container_width=True)")["width"] == "stretch"
    assert "width" not in draw("st.page_link(home, use_container_width=False, width=5)")


def test_files_are_found_from_the_main_script(folder: Path) -> None:
    """Statements 9 and 41, in the mode of a folder of pages."""
    at = AppTest.from_file(folder / "my_app.py").run()
    assert [link.props for link in at.page_link] == [
        {"page": "", "label": "my app"},
        {"page": "My_Data", "label": "My Data", "icon": "📊", "query_string": "a=b+c"},
    ]
    at.switch_page("pages/2_📊_My Data.py").run()
    assert [link.props["page"] for link in at.page_link] == [""]


def test_the_only_page_of_an_app_can_be_linked_to(tmp_path: Path) -> None:
    script = tmp_path / "my_app.py"
    script.write_text("import revoila as st\nst.page_link('my_app.py')")
    assert AppTest.from_file(script).run().page_link[0].props == {"page": "", "label": "my app"}


@pytest.mark.parametrize("path", ["str(here)", "here", "'view.py'"])
def test_a_path_may_be_absolute(tmp_path: Path, path: str) -> None:
    (tmp_path / "view.py").touch()
    script = tmp_path / "app.py"
    script.write_text(
        "import revoila as st\nfrom pathlib import Path\nhere = Path(__file__).parent / 'view.py'\n"
        f"st.navigation(['view.py', st.Page(print, url_path='p')])\nst.page_link({path})"
    )
    assert AppTest.from_file(script).run().page_link[0].props == {"page": "", "label": "view"}


def test_another_site_needs_a_label() -> None:
    """Statement 41."""
    assert draw("st.page_link('HTTPS://example.org', label='Site')") == {
        "page": "HTTPS://example.org",
        "external": True,
        "label": "Site",
    }
    for label in ("None", "''"):
        assert (
            error(f"st.page_link('https://example.org', label={label})")
            == "StreamlitMissingRequiredParameterError"
        )


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("{'a': 1, 'b': ['x', 'y']}", "a=1&b=x&b=y"),
        ("[('a', 1), ('a', 2)]", "a=1&a=2"),
        ("{}", None),
        ("None", None),
    ],
)
def test_a_link_may_bring_a_query(query: str, text: str | None) -> None:
    """Statements 39 and 41."""
    assert draw(f"st.page_link(other, query_params={query})").get("query_string") == text
    assert draw(f"st.page_link(site, query_params={query})").get("query_string") == text


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        ("'nope.py'", "StreamlitPageNotFoundError"),
        ("''", "StreamlitPageNotFoundError"),
        ("'o'", "StreamlitPageNotFoundError"),
        ("'javascript:alert(1)', label='x'", "StreamlitPageNotFoundError"),
        ("'ftp://example.org', label='x'", "StreamlitPageNotFoundError"),
        ("5", "TypeError"),
        ("None", "TypeError"),
        ("home, query_params='a=1'", "ValueError"),
        ("home, query_params=5", "StreamlitInvalidParameterTypeError"),
        ("home, query_params={'embed': 'true'}", "StreamlitAPIException"),
        ("home, query_params={'a': {'b': 1}}", "StreamlitQueryParamDictValueError"),
        ("home, icon='x'", "StreamlitAPIException"),
        ("home, icon_position='x'", "StreamlitValueError"),
        ("home, width=0", "StreamlitInvalidWidthError"),
        ("home, disabled='x'", "TypeError"),
    ],
)
def test_wrong_arguments_are_refused(arguments: str, kind: str) -> None:
    """Statement 41."""
    assert error(f"st.page_link({arguments})") == kind


def test_links_go_anywhere_and_need_no_run() -> None:
    at = AppTest.from_string(
        f"{PAGES}\nst.sidebar.page_link(other)\nwith st.form('f'): st.page_link(home)\n"
        "st.columns(2)[1].page_link(site)\nst.expander('e').page_link(other)"
    ).run()
    assert not at.exception
    assert [link.value for link in at.page_link] == ["Home", "Site", "Other", "Other"]
    assert [link.value for link in at.sidebar.page_link] == ["Other"]
    st.page_link("anything.py", label="Outside of a run nothing is looked for")
