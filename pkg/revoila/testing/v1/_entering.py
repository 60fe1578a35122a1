"""Enters values into the inputs of a page, and sees to it that they are what the app gets."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from revoila.errors import AppTestError, EventRefusedError
from revoila.testing.v1._browser_page import MILLISECONDS
from revoila.testing.v1._browser_values import SeenInput, elements
from revoila.testing.v1._in_view import box_of, name_of
from revoila.testing.v1._operate import TEST_IDS, Use
from revoila.testing.v1._refused import RefusedValueError

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from revoila.elements._element import Element, ElementId
    from revoila.testing.v1._browser_page import BrowserPage
    from revoila.testing.v1._browser_values import BrowserUploads

USING = 10_000
"""How long an input may take to be there for use, in milliseconds."""

LAGGING = 1.0
"""How long the last of several values may take to be sent, in seconds."""

COMPLAINTS = ".rv-field-error"
"""What fields say of a value that they do not send."""

FORM_AROUND = "xpath=ancestor::*[@data-testid='stForm'][1]"


class Entering:
    """Uses the inputs of a page.

    Parameters
    ----------
    view : BrowserPage
        The page.
    uploads : BrowserUploads
        Files of the test.
    """

    def __init__(self, view: BrowserPage, uploads: BrowserUploads) -> None:
        self._view = view
        self._uploads = uploads
        self._awaited: dict[ElementId, tuple[str, Any]] = {}
        """What inputs are called that were used, and what the page is to send of them."""

    def check(self, id_: ElementId, value: Any) -> Element:
        """Return an input on the page that a visitor can set to a value.

        Raises
        ------
        AppTestError
            There is none.
        RefusedValueError
            No visitor could do so.
        """
        element = next((one for one in elements(self._view.tree) if one.id == id_), None)
        if element is None:
            raise AppTestError(f"The app does not show the input any more that was to become {value!r}.")
        name = name_of(element)
        if element.kind not in TEST_IDS:
            raise AppTestError(f'{name} cannot be operated in a browser. Use at.page, or host="kernel".')
        spec = SeenInput(element, self._uploads)
        if not spec.trigger and spec.uploads is None:
            try:
                spec.decode(spec.encode(value))
            except EventRefusedError as error:
                raise RefusedValueError(
                    f"{name} cannot be set to {value!r} by a visitor: {error}."
                ) from error
        return element

    def use(self, id_: ElementId, value: Any, trigger: bool) -> int:
        """Operate an input; return the number of the run before that which this started.

        Raises
        ------
        AppTestError
            A visitor does not get at it.
        RefusedValueError
            The page does not take the value, or makes another one of it.
        """
        from playwright.sync_api import Error

        view, frames = self._view, self._view.frames
        before = view.settle()
        element = self.check(id_, value)
        name, spec = name_of(element), SeenInput(element, self._uploads)
        wire = value if trigger and element.kind != "menu_button" else spec.encode(value)
        if not trigger and spec.uploads is None:
            self._awaited[id_] = name, wire
        frames.entered.pop(id_, None)
        box = self._box(element)
        in_form = element.props.get("form_id") is not None and element.kind != "form_submit_button"
        try:
            for step in Use(view.page, box, element, value, wire).steps():
                before, sent = view.settle(), frames.sent
                step()
                complaints = None if in_form else self._complaints_until_sent(box, element, sent)
                if complaints is not None:
                    raise RefusedValueError(
                        f"The page does not take {value!r} for {name}. {complaints}".rstrip()
                    )
        except Error as error:
            raise AppTestError(
                f"{name} could not be set to {value!r}: a visitor does not get at it. Is it in a closed tab, "
                f"expander or popover? Open that with at.page. {error}"
            ) from error
        self._check_entered()
        return before

    def _box(self, element: Element) -> Locator:
        """Return where an input is on the page."""
        view = self._view
        return box_of(view.page, view.tree, element, lambda holds: view.until(holds, USING / MILLISECONDS))

    def _complaints_until_sent(self, box: Locator, element: Element, before: int) -> str | None:
        """Return what the page says of a value that it does not send; None as soon as it has sent it."""
        if element.kind == "form_submit_button":
            box = box.locator(FORM_AROUND)
        complaints: list[str] = []

        def is_over() -> bool:
            # What a field says it says with the last key.
            self._view.pump()
            if self._view.frames.sent > before:
                return True
            complaints[:] = box.locator(COMPLAINTS).all_inner_texts()
            return bool(complaints)

        self._view.until(is_over, USING / MILLISECONDS)
        return None if self._view.frames.sent > before else "; ".join(complaints)

    def _check_entered(self) -> None:
        """See that what the page has sent is what the test has asked for.

        Raises
        ------
        RefusedValueError
            It is something else.
        """
        entered = self._view.frames.entered
        for id_ in self._awaited.keys() & entered.keys():
            name, wire = self._awaited.pop(id_)
            # What is sent while something is written comes first.
            if not self._view.until(partial(_is, entered, id_, wire), LAGGING):
                raise RefusedValueError(f"The page has made {entered[id_]!r} of {wire!r} for {name}.")


def _is(entered: dict[str, Any], id_: str, wire: Any) -> bool:
    return bool(entered[id_] == wire)
