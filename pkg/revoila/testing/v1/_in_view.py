"""Where on a page is an input? Known by its key, else by its place among those of its kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from revoila.errors import AppTestError
from revoila.graph._tree import Shown
from revoila.testing.v1._browser_values import elements, is_input
from revoila.testing.v1._operate import TEST_IDS
from revoila.testing.v1._page import key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from revoila.elements._element import Element

_KEY = re.compile("[^a-zA-Z0-9_-]")
"""What a key cannot have in the class of its element."""

_SIDEBAR = '[data-testid="stSidebar"]'


def box_of(page: Page, tree: Shown, element: Element, wait: Callable[[Callable[[], bool]], bool]) -> Locator:
    """Return an input on the page.

    Parameters
    ----------
    page : Page
        Of Playwright.
    tree : Shown
        What the app drew.
    element : Element
        The input, one of the tree.
    wait : Callable
        Waits for a while until something is so, and returns whether it is.

    Raises
    ------
    AppTestError
        It is not there.
    """
    named = f'[data-testid="{TEST_IDS[element.kind]}"]'
    key = element.props.get("key")
    if key is not None:
        keyed = page.locator(f".st-key-{_KEY.sub('-', key.strip())} {named}")
        if keyed.count() == 1:
            return keyed
    main, sidebar, *others = (root for root in tree.children if isinstance(root, Shown))
    alike = _ids_of_its_kind([sidebar], element)
    found = page.locator(f"{_SIDEBAR} {named}")
    if element.id not in alike:
        alike = _ids_of_its_kind([main, *others], element)
        found = page.locator(f"{named}:not({_SIDEBAR} *)")
    if not wait(lambda: found.count() == len(alike)):
        raise AppTestError(
            f"{name_of(element)} is not in view, where a visitor could operate it: the page shows {found.count()} "
            f"of {len(alike)} of its kind. Open what it is in with at.page (a tab, an expander, a popover), or give "
            "it a key."
        )
    return found.nth(alike.index(element.id))


def _ids_of_its_kind(roots: list[Shown], element: Element) -> list[str | None]:
    test_id = TEST_IDS[element.kind]
    return [
        one.id
        for root in roots
        for one in elements(root)
        if is_input(one) and TEST_IDS.get(one.kind) == test_id
    ]


def name_of(element: Element) -> str:
    """Return what an error calls an input."""
    key, label = key_of(element), element.props.get("label") or element.props.get("placeholder")
    words = [element.kind, *([repr(label)] if label else []), *([f"(key={key!r})"] if key else [])]
    return f"The input {' '.join(words)}"
