"""Menus, page numbers and links in app tests; numbers are statements of the app-testing specification."""

from __future__ import annotations

from typing import Any

import pytest

from revoila.testing.v1 import AppTest, AppTestError
from revoila.testing.v1.element_tree import LinkButton, MenuButton, PageLink, Pagination

MENU = """
import revoila as st
log = st.session_state.setdefault("log", [])
chosen = st.menu_button("Menu", [0, 1, 2], key="k", on_click=lambda: log.append(st.session_state.k))
st.text(repr(chosen))
st.text(log)
"""
PAGES = """
import revoila as st
log = st.session_state.setdefault("log", [])
page = st.pagination(5, key="k", default=2, on_change=lambda: log.append(st.session_state.k))
st.text(page)
st.text(log)
"""
LINKS = """
import revoila as st
st.text(st.link_button("Report", "https://example.org", key="k", on_click="rerun", type="primary"))
st.link_button("Quiet", "https://example.org", help="tip")
st.page_link("https://example.org", label="Page", icon="🐧")
"""


def run(source: str) -> AppTest:
    """Return an app after its first run."""
    return AppTest.from_string(source, default_timeout=30).run()


def texts(at: AppTest) -> list[Any]:
    """Return what the app writes."""
    return [text.value for text in at.text]


def test_a_menu_has_labels_and_no_value() -> None:
    at = run(MENU)
    menu = at.menu_button("k")
    assert isinstance(menu, MenuButton)
    assert (menu.label, menu.options, menu.value) == ("Menu", ["0", "1", "2"], None)
    assert menu.format_func(1) == "1"


@pytest.mark.parametrize("choice", [0, "0"])
def test_a_choice_is_there_for_one_run(choice: Any) -> None:
    """Statements 44, 46 and 48."""
    at = run(MENU)
    assert at.menu_button[0].click(choice).value == choice
    at.run()
    assert (at.menu_button[0].value, texts(at)) == (0, ["0", "[0]"])
    at.run()
    assert (at.menu_button[0].value, texts(at)) == (None, ["None", "[0]"])


def test_the_same_choice_counts_each_time() -> None:
    """Statement 47."""
    at = run(MENU)
    for _ in range(2):
        at.menu_button[0].click_index(2).run()
    assert texts(at) == ["2", "[2, 2]"]


def test_what_is_not_in_the_menu_is_not_chosen() -> None:
    at = run(MENU)
    for other in (5, "z", None):
        at.menu_button[0].set_value(other).run()
        assert (at.menu_button[0].value, texts(at)) == (None, ["None", "[]"])
    with pytest.raises(IndexError):
        at.menu_button[0].click_index(7)


def test_a_label_stands_for_an_option_with_another_one() -> None:
    """Statement 46."""
    at = run(
        "import revoila as st\nst.text(st.menu_button('m', [{'n': 1}], format_func=lambda x: f\"No {x['n']}\"))"
    )
    assert texts(at.menu_button[0].click("No 1").run()) == ["{'n': 1}"]
    assert texts(at.menu_button[0].click({"n": 1}).run()) == ["{'n': 1}"]


def test_pages_are_turned() -> None:
    at = run(PAGES)
    pages = at.pagination("k")
    assert isinstance(pages, Pagination)
    assert (pages.value, pages.num_pages, pages.default, pages.proto.max_visible_pages) == (2, 5, 2, 7)
    assert at.pagination[0].select(4).value == 4
    assert texts(at.run()) == ["4", "[4]"]
    assert texts(at.pagination[0].set_value(4).run()) == ["4", "[4]"]


@pytest.mark.parametrize("page", [0, 6, "3", None, 2.0, True])
@pytest.mark.parametrize("call", ["select", "set_value"])
def test_there_are_no_other_pages(call: str, page: Any) -> None:
    at = run(PAGES)
    with pytest.raises(AppTestError, match=r"Cannot turn pagination \(key='k'\)"):
        getattr(at.pagination[0], call)(page)


def test_links_are_read() -> None:
    """Statements 29 and 40."""
    at = run(LINKS)
    first, second = at.link_button
    assert isinstance(first, LinkButton)
    assert (first.value, first.key, first.url, first.proto.type) == (
        "Report",
        "k",
        "https://example.org",
        "primary",
    )
    assert (second.value, second.key, second.proto.help, second.proto.type) == (
        "Quiet",
        None,
        "tip",
        "secondary",
    )
    (link,) = at.page_link
    assert isinstance(link, PageLink)
    assert (link.value, link.page, link.proto.external, link.proto.icon) == (
        "Page",
        "https://example.org",
        True,
        "🐧",
    )
    assert texts(at) == ["False"]


def test_links_are_not_followed() -> None:
    """Statement 39."""
    at = run(LINKS)
    with pytest.raises(AppTestError, match=r"^click\(\) is not supported for link_button \(key='k'\)"):
        at.link_button[0].click()
    with pytest.raises(AppTestError, match=r"^click\(\) is not supported for page_link"):
        at.page_link[0].click()
    with pytest.raises(AppTestError, match=r"^set_value\(\) is not supported for page_link"):
        at.page_link[0].set_value(1)
