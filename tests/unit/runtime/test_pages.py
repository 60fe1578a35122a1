"""Pages of an app; numbers are statements of the pages specification."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

import revoila as st
from revoila.errors import (
    StreamlitAPIException,
    StreamlitIncompatibleParametersError,
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
    StreamlitPageNotFoundError,
    StreamlitValueError,
)
from revoila.runtime._page_registry import PageRegistry, page_sort_key

SITE = "https://example.org/docs"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, which is where files are looked for outside of a run."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def file_page(folder: Path, name: str, **kwargs: Any) -> st.Page:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).touch()
    return st.Page(name, **kwargs)


def home() -> None: ...


def second_page() -> None: ...


class Callable:
    """Something to call that has no name."""

    def __call__(self) -> None: ...


@pytest.mark.parametrize(
    ("name", "title", "icon", "url_path"),
    [
        ("1_Report.py", "Report", "", "Report"),
        ("2_📊_My Data.py", "My Data", "📊", "My_Data"),
        ("03-x.py", "x", "", "x"),
        ("03.py", "03", "", "03"),
        ("_hid.py", "hid", "", "hid"),
        ("10_z.py", "z", "", "z"),
        ("1report.py", "report", "", "report"),
        ("1 - 2.py", "2", "", "2"),
        ("1_2_3.py", "2 3", "", "2_3"),
        ("12ab34.py", "ab34", "", "ab34"),
        ("007_bond.py", "bond", "", "bond"),
        ("1_.py", "1", "", "1"),
        ("٣_arab.py", "٣ arab", "", "٣_arab"),
        ("a__b  c.py", "a b c", "", "a_b_c"),
        ("a-b.py", "a-b", "", "a-b"),
        ("a.b.py", "a.b", "", "a.b"),
        ("1__a_-_b.py", "a - b", "", "a_-_b"),
        ("CamelCase.py", "CamelCase", "", "CamelCase"),
        ("ünï code.py", "ünï code", "", "ünï_code"),
        ("__x__.py", "x ", "", "x_"),
        ("📊report.py", "report", "📊", "report"),
        ("1-📊-a.py", "a", "📊", "a"),
        ("📊📈_two.py", "📈 two", "📊", "📈_two"),
        ("a_📊_b.py", "a 📊 b", "", "a_📊_b"),
        ("👨\u200d👩\u200d👧_fam.py", "fam", "👨\u200d👩\u200d👧", "fam"),
        ("1_🇫🇷 france.py", "france", "🇫🇷", "france"),
        ("👍🏽up.py", "up", "👍🏽", "up"),
        ("⚙️Settings.py", "Settings", "⚙️", "Settings"),
        ("#️⃣ hash.py", "hash", "#️⃣", "hash"),
        ("ℹ_i.py", "i", "ℹ", "i"),  # noqa: RUF001  # the letter-like symbol is an emoji
        ("→_arrow.py", "→ arrow", "", "→_arrow"),
        ("★_star.py", "★ star", "", "★_star"),
    ],
)
def test_a_file_name_tells_title_icon_and_path(
    folder: Path, name: str, title: str, icon: str, url_path: str
) -> None:
    """Statements 3–5 and 13."""
    page = file_page(folder, name)
    assert (page.title, page.icon, page.url_path) == (title, icon, url_path)


@pytest.mark.parametrize("name", ["📊.py", "1_📊.py", "_.py", "-.py", "- -.py", "📊_.py", "notes.txt"])
def test_a_file_name_without_a_label_needs_a_title(folder: Path, name: str) -> None:
    """Statements 3 and 13."""
    with pytest.raises(StreamlitMissingRequiredParameterError, match="title"):
        file_page(folder, name)
    assert file_page(folder, name, title="Data", url_path="data").title == "Data"


def test_pages_are_sorted_by_number_and_then_by_label() -> None:
    """Statement 6."""
    names = ["b.py", "10_z.py", "A.py", "2_y.py", "03.py", "02_B.py", "c.py"]
    ordered = sorted(map(Path, names), key=page_sort_key)
    assert [path.name for path in ordered] == [
        "02_B.py",
        "2_y.py",
        "03.py",
        "10_z.py",
        "A.py",
        "b.py",
        "c.py",
    ]


def test_a_page_is_a_file_a_function_or_an_address(folder: Path) -> None:
    """Statements 11, 13 and 18."""
    assert file_page(folder, "sub/b c.py").url_path == "b_c"
    assert st.Page(Path("sub/b c.py")).title == "b c"
    assert st.Page(folder / "sub" / "b c.py").title == "b c"
    assert st.Page("sub/../sub/b c.py").title == "b c"
    function = st.Page(second_page)
    assert (function.title, function.url_path) == ("second page", "second_page")
    assert isinstance(function, st.Page)
    with pytest.raises(StreamlitMissingRequiredParameterError, match="title"):
        st.Page(3)  # type: ignore[arg-type]  # what is tested


@pytest.mark.parametrize("name", ["nope.py", "sub/nope.py", "sub", "", "https://", "ftp://example.org"])
def test_a_missing_file_is_not_found(folder: Path, name: str) -> None:
    """Statement 12."""
    (folder / "sub").mkdir()
    with pytest.raises(StreamlitPageNotFoundError, match="Unable to create Page"):
        st.Page(name)


def test_a_path_with_a_null_byte_is_refused(folder: Path) -> None:
    """Statement 12."""
    with pytest.raises(StreamlitAPIException, match="null bytes"):
        st.Page("a\0.py")


@pytest.mark.parametrize("page", [partial(home), Callable()])
def test_a_callable_without_a_name_needs_a_title(page: Any) -> None:
    """Statement 13."""
    with pytest.raises(StreamlitMissingRequiredParameterError, match="title"):
        st.Page(page)
    assert st.Page(page, title="My Title").url_path == "my_title"


def test_titles_are_taken_as_they_are() -> None:
    """Statement 13."""
    assert st.Page(home, title=" A_b ").title == " A_b "
    assert st.Page(home, title="").title == "home"
    with pytest.raises(StreamlitMissingRequiredParameterError, match="title"):
        st.Page(home, title="  ")


@pytest.mark.parametrize(
    ("icon", "shown"),
    [
        (None, "📊"),
        ("", ""),
        (" ", ""),
        ("🎈", "🎈"),
        (":material/home:", ":material/home:"),
        ("spinner", "spinner"),
    ],
)
def test_an_icon_replaces_the_inferred_one(folder: Path, icon: str | None, shown: str) -> None:
    """Statements 14 and 19."""
    assert file_page(folder, "📊 data.py", icon=icon).icon == shown


@pytest.mark.parametrize("icon", ["x", "📊📈", ":smile:", ":material/no_such_symbol:"])
def test_what_is_no_icon_is_refused(icon: str) -> None:
    """Statement 14."""
    with pytest.raises(StreamlitAPIException):
        st.Page(home, icon=icon)


@pytest.mark.parametrize(("url_path", "kept"), [("x", "x"), (" /x/ ", "x"), ("x y", "x y"), ("Ü", "Ü")])
def test_a_path_is_trimmed(url_path: str, kept: str) -> None:
    """Statement 15."""
    assert st.Page(home, url_path=url_path).url_path == kept


def test_a_path_is_not_nested_and_empty_for_the_default_page_only() -> None:
    """Statement 15."""
    with pytest.raises(StreamlitAPIException, match="cannot include `/`"):
        st.Page(home, url_path="a/b")
    for empty in ("", " ", "/"):
        with pytest.raises(StreamlitMissingRequiredParameterError, match="url_path"):
            st.Page(home, url_path=empty)
        assert st.Page(home, url_path=empty, default=True).url_path == ""


def test_the_default_page_has_no_path_but_reserves_its_own() -> None:
    """Statement 15."""
    page = st.Page(home, url_path="start", default=True)
    assert (page.url_path, page.pathname) == ("", "start")


def test_visibility_has_two_values() -> None:
    """Statement 17."""
    assert st.Page(home).visibility == "visible"
    assert st.Page(home, visibility="hidden").visibility == "hidden"
    with pytest.raises(StreamlitValueError, match="visibility"):
        st.Page(home, visibility="no")  # type: ignore[arg-type]  # what is tested


@pytest.mark.parametrize(
    ("title", "url_path"),
    [
        ("Docs", "docs"),
        ("My  Docs_2!", "my_docs_2!"),
        (" Ünï-code ", "ünï-code"),
        ("A/B?", "ab"),
        ("<a> & 'b' #1", "a_b_1"),
        ("--", "--"),
    ],
)
def test_a_link_gets_its_path_from_its_title(title: str, url_path: str) -> None:
    """Statement 18."""
    page = st.Page(SITE, title=title)
    assert (page.url_path, page.title) == (url_path, title)


def test_a_link_is_external_and_cannot_run() -> None:
    """Statement 18."""
    page = st.Page("HTTP://example.org", title="Docs", icon="📊", help="Elsewhere")
    assert (page.is_external, page.external_url) == (True, "HTTP://example.org")
    page.run()
    inner = st.Page(home)
    assert (inner.is_external, inner.external_url) == (False, None)
    with pytest.raises(StreamlitMissingRequiredParameterError, match="title"):
        st.Page(SITE)
    with pytest.raises(StreamlitMissingRequiredParameterError, match="title"):
        st.Page(SITE, title=" ")
    with pytest.raises(StreamlitIncompatibleParametersError):
        st.Page(SITE, title="Docs", default=True)


@pytest.mark.parametrize(
    "name", ["title", "icon", "url_path", "visibility", "help", "is_external", "external_url"]
)
def test_attributes_are_read_only(name: str) -> None:
    """Statement 19."""
    with pytest.raises(AttributeError):
        setattr(st.Page(home), name, "x")


def test_help_is_a_text_without_indentation() -> None:
    """Statement 19."""
    assert st.Page(home).help == ""
    assert st.Page(home, help="  a\n  b\n").help == "a\nb"


def test_the_identity_of_a_page_is_its_path(folder: Path) -> None:
    """Statement 20."""
    first = st.Page(home, title="One", icon="📊", url_path="x")
    other = file_page(folder, "y.py", title="Two", url_path="x", default=True)
    assert first.page_hash == other.page_hash
    assert first.page_hash != st.Page(home).page_hash


@pytest.mark.parametrize("pages", [[], {}, {"Section": []}, ()])
def test_navigation_needs_pages(pages: Any) -> None:
    """Statement 21."""
    with pytest.raises(StreamlitMissingRequiredParameterError, match="pages"):
        st.navigation(pages)


@pytest.mark.parametrize("pages", [[3], [None], [[home]], {"Section": [3]}, None, "app.py", 3])
def test_navigation_takes_pages_and_what_makes_them(pages: Any) -> None:
    """Statement 21."""
    with pytest.raises(StreamlitInvalidParameterTypeError, match="pages"):
        st.navigation(pages)


@pytest.mark.parametrize("page", [home, st.Page(home)])
def test_navigation_wants_a_single_page_in_a_list_too(page: Any) -> None:
    """Statement 21, with the kind of error that Streamlit 1.67 has."""
    with pytest.raises(AttributeError, match="into a list"):
        st.navigation(page)


def test_navigation_makes_pages_of_files_and_functions(folder: Path) -> None:
    """Statement 21."""
    (folder / "a.py").touch()
    assert st.navigation(["a.py", home]).title == "a"
    assert st.navigation((Path("a.py"), home)).title == "a"
    assert st.navigation({"Section": [home], "Other": ["a.py"]}).title == "home"


def test_the_default_page_is_the_declared_one_or_the_first_that_is_no_link() -> None:
    """Statement 23."""
    link, one, two = st.Page(SITE, title="Docs"), st.Page(home), st.Page(second_page)
    assert st.navigation([link, one, two]) is one
    assert (one.url_path, two.url_path) == ("", "second_page")
    three = st.Page(Callable(), title="Three", default=True)
    assert st.navigation([one, two, three]) is three
    assert (one.url_path, three.url_path) == ("home", "")


def test_there_is_one_default_page_and_it_is_no_link() -> None:
    """Statements 16 and 23."""
    with pytest.raises(StreamlitAPIException, match="Multiple Pages specified with `default=True`"):
        st.navigation([st.Page(home, default=True), st.Page(second_page, default=True)])
    with pytest.raises(StreamlitAPIException, match="at least one page that is not a link"):
        st.navigation([st.Page(SITE, title="Docs")])


def test_a_page_that_was_the_default_of_one_menu_is_not_of_the_next() -> None:
    one, two = st.Page(home), st.Page(second_page)
    assert st.navigation([one]) is one
    assert st.navigation([two]) is two
    assert st.navigation([one, two]) is one
    assert two.url_path == "second_page"


@pytest.mark.parametrize(
    "other",
    [
        lambda: st.Page(home),
        lambda: st.Page(home, visibility="hidden"),
        lambda: st.Page(home, default=True),
        lambda: st.Page(second_page, url_path="home"),
        lambda: st.Page(SITE, title="Home"),
    ],
)
def test_two_pages_cannot_have_one_path(other: Any) -> None:
    """Statement 27."""
    for pages in ([st.Page(home), other()], {"One": [st.Page(home)], "Two": [other()]}):
        with pytest.raises(StreamlitAPIException, match="Two pages resolve to the URL pathname `/home`"):
            st.navigation(pages)
    page = st.Page(home)
    with pytest.raises(StreamlitAPIException, match="Two pages resolve to the URL pathname `/home`"):
        st.navigation([page, page])


def test_paths_are_told_apart_by_case() -> None:
    """Statement 27."""
    assert st.navigation([st.Page(home), st.Page(second_page, url_path="Home")]).title == "home"


@pytest.mark.parametrize("position", ["bottom", None, True])
def test_an_unknown_position_is_refused(position: Any) -> None:
    """Statement 25."""
    with pytest.raises(StreamlitValueError, match="position"):
        st.navigation([home], position=position)


@pytest.mark.parametrize(
    ("expanded", "error"),
    [
        (-1, StreamlitValueError),
        (None, StreamlitInvalidParameterTypeError),
        ("x", StreamlitInvalidParameterTypeError),
        (1.5, StreamlitInvalidParameterTypeError),
    ],
)
def test_expanded_is_a_bool_or_a_count(expanded: Any, error: type[Exception]) -> None:
    """Statement 26."""
    with pytest.raises(error, match="expanded"):
        st.navigation([home], expanded=expanded)
    for fine in (True, False, 0, 7):
        st.navigation([home], expanded=fine)


# In a session.

APP = """
    import revoila as st
    def home():
        st.markdown("home")
    def second():
        st.markdown(f"second {st.query_params.get('x')}")
    pages = [st.Page(home), st.Page(second), st.Page("third.py", visibility="hidden")]
    st.markdown("above")
    page = st.navigation(pages)
    page.run()
    st.markdown("below")
"""
THIRD = {"third.py": "import revoila as st\nst.markdown(f'third {__name__} {__file__[-8:]}')\n'magic'"}


def go(app: Any, page: str | None, **message: Any) -> Any:
    app.session.handle_message({"method": "rerun", "page": page, "query": None, **message})
    return app.settle()


def listed(app: Any) -> list[tuple[str, str]]:
    return [
        (page["title"], page["url_path"])
        for section in app.app["navigation"]["sections"]
        for page in section["pages"]
    ]


def test_the_entrypoint_frames_the_page(visit: Any) -> None:
    """Statements 24, 28 and 29."""
    app = visit(APP, files=THIRD)
    assert app.texts == ["above", "home", "below"]
    assert go(app, "second").texts == ["above", "second None", "below"]
    assert go(app, "third").texts == ["above", "third __main__ third.py", "magic", "below"]
    assert app.app["page"] == "third"
    assert go(app, None).texts[1] == "third __main__ third.py"


def test_the_menu_lists_the_pages_in_sections(visit: Any) -> None:
    """Statements 17, 22, 23, 25 and 26."""
    app = visit("""
        import revoila as st
        def page(): ...
        st.navigation({
            "": [st.Page(page, title="One", help=" Help ", url_path="one")],
            "More": [
                st.Page(page, title="Two", icon="📊", url_path="two", visibility="hidden"),
                st.Page("https://example.org", title="Docs"),
            ],
        }, position="top", expanded=3)
    """)
    assert app.app["navigation"] == {
        "position": "top",
        "expanded": 3,
        "sections": [
            {
                "label": "",
                "pages": [{"url_path": "", "title": "One", "icon": "", "help": "Help", "default": True}],
            },
            {
                "label": "More",
                "pages": [
                    {"url_path": "two", "title": "Two", "icon": "📊", "hidden": True},
                    {
                        "url_path": "docs",
                        "title": "Docs",
                        "icon": "",
                        "external_url": "https://example.org",
                    },
                ],
            },
        ],
    }


def test_a_page_that_is_not_called_is_not_shown(visit: Any) -> None:
    """Statement 28."""
    app = visit(APP.replace("page.run()", "pass"), files=THIRD)
    assert app.texts == ["above", "below"]


@pytest.mark.parametrize("call", ["page.run(); page.run()", "pages[1].run()", "st.Page(home).run()"])
def test_only_the_current_page_runs_and_only_once(visit: Any, call: str) -> None:
    """Statement 28."""
    app = visit(APP.replace("page.run()", call), files=THIRD)
    (error,) = app.nodes("exception")
    assert error.props["message"].startswith("This page cannot be called directly.")


def test_a_page_may_run_again_in_the_next_run(visit: Any) -> None:
    """Statement 28, with page objects that outlive a run."""
    kept = "import revoila as st\ndef home(): st.markdown('home')\nPAGES = [st.Page(home)]"
    app = visit(
        "import revoila as st\nimport kept_pages\nst.navigation(kept_pages.PAGES).run()",
        files={"kept_pages.py": kept},
    )
    assert app.texts == ["home"]
    assert go(app, None).texts == ["home"]


def test_the_last_navigation_of_a_run_wins(visit: Any) -> None:
    """Statement 22."""
    app = visit("""
        import revoila as st
        def one(): st.markdown("one")
        def two(): st.markdown("two")
        st.navigation([one])
        st.navigation([two, one], position="top").run()
    """)
    assert app.texts == ["two"]
    assert app.app["navigation"]["position"] == "top"
    assert listed(app) == [("two", ""), ("one", "one")]


def test_an_address_finds_hidden_pages_and_the_own_path_of_the_default_page(visit: Any) -> None:
    """Statements 15, 17 and 24."""
    app = visit(APP, files=THIRD, opened=False).open("third")
    assert (app.texts[1], app.app["page_missing"]) == ("third __main__ third.py", False)
    assert go(app, "home").texts[1] == "home"
    assert (app.app["page"], app.app["page_missing"]) == ("", False)


def test_an_unknown_address_is_told_once(visit: Any) -> None:
    """Statement 24."""
    app = visit(APP, files=THIRD, opened=False).open("nowhere/else")
    assert (app.texts[1], app.app["page"], app.app["page_missing"]) == ("home", "", True)
    assert not go(app, None).app["page_missing"]
    assert go(app, "gone", history=True).app["page_missing"]


def test_an_unknown_address_is_told_although_the_script_reruns_itself(visit: Any) -> None:
    source = APP + "    if st.session_state.setdefault('n', 1) < 3:\n"
    source += "        st.session_state.n += 1\n        st.rerun()\n"
    app = visit(source, files=THIRD, opened=False).open("nowhere")
    assert app.session.state.get_item("n") == 3
    assert app.app["page_missing"]


def test_an_outdated_menu_leads_to_the_default_page_without_ado(visit: Any) -> None:
    """Statements 24 and 31."""
    app = visit(APP, files=THIRD)
    assert go(app, "gone").texts[1] == "home"
    assert (app.app["page"], app.app["page_missing"]) == ("", False)


def test_a_link_is_never_the_current_page(visit: Any) -> None:
    """Statement 18."""
    app = visit(
        """
        import revoila as st
        def home(): st.markdown("home")
        st.navigation([st.Page("https://example.org", title="Docs"), home]).run()
        """,
        opened=False,
    ).open("docs")
    assert (app.texts, app.app["page_missing"]) == (["home"], True)


DYNAMIC = """
    import revoila as st
    def one(): st.markdown("one")
    def two(): st.markdown("two")
    def three(): st.markdown("three")
    every = {"1": one, "2": two, "3": three}
    which = st.text_input("Pages", "123")
    st.navigation([every[n] for n in which]).run()
"""


def test_a_page_that_disappears_gives_way_to_the_default_page(visit: Any) -> None:
    """Statements 22 and 31."""
    app = go(visit(DYNAMIC), "two")
    assert app.texts == ["two"]
    app.change(Pages="13")
    assert (app.texts, app.app["page"], app.app["page_missing"]) == (["one"], "", False)
    assert app.change(Pages="123").texts == ["one"]


def test_the_current_page_stays_when_another_becomes_the_default(visit: Any) -> None:
    """Statements 20 and 24."""
    app = visit(DYNAMIC)
    app.change(Pages="312")
    assert (app.texts, app.app["page"]) == (["one"], "one")
    assert listed(app) == [("three", ""), ("one", "one"), ("two", "two")]


@pytest.mark.parametrize(
    ("pages", "shown"), [("[home]", "hidden"), ("[home, second]", "sidebar"), ("{'A': [home]}", "hidden")]
)
def test_a_single_page_has_no_menu(visit: Any, pages: str, shown: str) -> None:
    """Statement 25."""
    app = visit(f"""
        import revoila as st
        def home(): ...
        def second(): ...
        st.navigation({pages}).run()
    """)
    assert app.app["navigation"]["position"] == shown


def test_the_menu_can_be_switched_off_by_configuration(visit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statement 9."""
    app = visit(APP, files=THIRD, opened=False)
    monkeypatch.setitem(app.session.options.values, "client.showSidebarNavigation", False)  # a value
    app.open()
    assert app.app["navigation"]["position"] == "hidden"
    assert go(app, "second").texts[1] == "second None"


def test_functions_see_the_globals_of_the_entrypoint_and_have_inputs_of_their_own(visit: Any) -> None:
    """Statement 30."""
    app = visit("""
        import revoila as st
        name = "Ada"
        def one(): st.markdown(f"{name} {st.text_input('Text', key='text')}")
        def two(): st.markdown(f"{name} {st.text_input('Text', key='text')}")
        st.navigation([one, two]).run()
    """)
    assert app.change(Text="x").texts == ["Ada x"]
    first = app.input("Text").id
    assert go(app, "two").texts == ["Ada"]
    assert app.input("Text").id != first


def test_an_error_in_a_page_is_shown_and_the_next_page_works(visit: Any) -> None:
    """Statements 28 and 30."""
    app = visit(APP.replace('st.markdown("home")', "1 / 0"), files=THIRD)
    assert [node.props["type"] for node in app.nodes("exception")] == ["ZeroDivisionError"]
    assert go(app, "second").texts == ["above", "second None", "below"]


def test_a_title_and_an_icon_come_from_the_page(visit: Any) -> None:
    """Statement 45."""
    app = visit("""
        import revoila as st
        def home(): ...
        def two(): st.set_page_config(page_title="Own")
        st.navigation([st.Page(home, title="Home", icon="📊"), st.Page(two)]).run()
    """)
    assert (app.app["title"], app.app["icon"]) == ("Home", "📊")
    assert go(app, "two").app["title"] == "Own"


# The folder.

FOLDER = {
    "pages/2_📊_My Data.py": "import revoila as st\nst.markdown(f'data {shared}' if 'shared' in globals() else 'data')",
    "pages/10_z.py": "import revoila as st\nst.markdown('z')",
    "pages/a.py": "import revoila as st\nst.markdown('a')",
    "pages/__init__.py": "",
    "pages/.hidden.py": "",
    "pages/notes.txt": "",
    "pages/sub/inner.py": "",
}


def test_the_files_of_the_folder_are_pages(visit: Any) -> None:
    """Statements 1, 3, 5, 6 and 7."""
    files = {name: text for name, text in FOLDER.items() if "sub" not in name}
    app = visit("import revoila as st\nshared = 1\nst.markdown('main')", files=files)
    assert app.texts == ["main"]
    assert listed(app) == [("app", ""), ("My Data", "My_Data"), ("z", "z"), ("a", "a")]
    assert go(app, "My_Data").texts == ["data"]
    assert go(app, "").texts == ["main"]
    assert go(app, "app").texts == ["main"]


def test_the_folder_is_not_searched_below(tmp_path: Path) -> None:
    """Statement 1."""
    for name in FOLDER:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "app.py").touch()
    assert [page.title for page in PageRegistry(tmp_path / "app.py").folder_pages()] == [
        "app",
        "My Data",
        "z",
        "a",
    ]


def test_a_folder_without_pages_is_no_menu(visit: Any) -> None:
    """Statement 1."""
    app = visit("import revoila as st\nst.markdown('main')", files={"pages/__init__.py": ""})
    assert app.app["navigation"] is None


def test_an_app_without_pages_tells_an_unknown_address_once(visit: Any) -> None:
    """Statement 44."""
    app = visit("import revoila as st\nst.markdown('main')", opened=False).open("nowhere")
    assert (app.texts, app.app["page_missing"]) == (["main"], True)
    assert not go(app, None).app["page_missing"]


@pytest.mark.parametrize("name", ["📊.py", "_.py"])
def test_a_file_without_a_label_is_a_page_all_the_same(tmp_path: Path, name: str) -> None:
    """Statement 3."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / name).touch()
    (tmp_path / "app.py").touch()
    _, page = PageRegistry(tmp_path / "app.py").folder_pages()
    assert (page.title, page.url_path) == (name[:-3], name[:-3])


def test_two_files_of_one_path_are_refused(visit: Any) -> None:
    """Statement 8."""
    app = visit("", files={"pages/1_a.py": "", "pages/2_a.py": ""})
    (error,) = app.nodes("exception")
    assert "Two pages resolve to the URL pathname `/a`" in error.props["message"]


def test_new_files_are_in_the_menu_of_the_next_run(visit: Any) -> None:
    """Statement 10."""
    app = visit("import revoila as st", files={"pages/a.py": ""})
    (app.path.parent / "pages" / "b.py").touch()
    assert listed(go(app, None)) == [("app", ""), ("a", "a"), ("b", "b")]


def test_declared_pages_replace_the_folder(visit: Any) -> None:
    """Statement 2."""
    app = visit(APP, files={**THIRD, "pages/a.py": ""}, opened=False).open("a")
    assert (app.texts[1], app.app["page_missing"]) == ("home", True)


def test_pages_declared_by_a_module_replace_the_folder_in_all_sessions(visit: Any) -> None:
    """Statement 2."""
    menu = "import revoila as st\ndef show(): st.navigation(['pages/inside.py']).run()"
    source = "import revoila as st\nimport own_menu\nst.markdown('above')\nown_menu.show()"
    files = {"own_menu.py": menu, "pages/inside.py": "import revoila as st\nst.markdown('inside')"}
    app = visit(source, files=files)
    assert app.texts == ["above", "inside"]
    assert listed(app) == [("inside", "")]
    # In the folder there is a page of that path, which would come without the entrypoint.
    other = visit(source, files=files, opened=False).open("inside")
    assert other.texts == ["above", "inside"]
    assert listed(other) == [("inside", "")]
