"""Using the inputs of a page with mouse and keys, as a visitor does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from revoila.errors import AppTestError
from revoila.testing.v1._source import new_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from revoila.elements._element import Element

TEST_IDS = {
    "button": "stButton",
    "checkbox": "stCheckbox",
    "chat_input": "stChatInput",
    "color_picker": "stColorPicker",
    "date_input": "stDateInput",
    "datetime_input": "stDateTimeInput",
    "download_button": "stDownloadButton",
    "feedback": "stFeedback",
    "file_uploader": "stFileUploader",
    "form_submit_button": "stFormSubmitButton",
    "menu_button": "stMenuButton",
    "multiselect": "stMultiSelect",
    "number_input": "stNumberInput",
    "pagination": "stPagination",
    "pills": "stButtonGroup",
    "radio": "stRadio",
    "segmented_control": "stButtonGroup",
    "select_slider": "stSlider",
    "selectbox": "stSelectbox",
    "slider": "stSlider",
    "text_area": "stTextArea",
    "text_input": "stTextInput",
    "time_input": "stTimeInput",
    "toggle": "stCheckbox",
}
"""What inputs that can be used are called on the page, by their kind."""


class Use:
    """One input that is used.

    Parameters
    ----------
    page : Page
        What it is on.
    box : Locator
        The input on it.
    element : Element
        What the app drew.
    value : object
        What the input is to hold, in Python.
    wire : object
        The same as it travels.
    """

    def __init__(self, page: Page, box: Locator, element: Element, value: Any, wire: Any) -> None:
        self.page, self.box, self.props = page, box, element.props
        self.kind, self.value, self.wire = element.kind, value, wire

    @property
    def shown(self) -> Any:
        """What the input holds now."""
        return self.props.get("value")

    @property
    def options(self) -> list[str]:
        """Labels of what it offers."""
        return list(self.props["options"])

    def steps(self) -> Iterator[Callable[[], None]]:
        """Iterate over what is to be done; the page is to come to rest after each."""
        if self.wire != self.shown or self.kind in _ALWAYS:
            yield from _WAYS[self.kind](self)

    def write(self, text: str) -> None:
        """Write a text into its field, and leave that."""
        field = self.box.locator("input, textarea").first
        field.fill(text)
        field.blur()

    def close_popup(self) -> None:
        """Close the list or the calendar that a field has opened, which would lie over what comes next."""
        # Where there is none, the key would close the dialog that the input is in.
        if self.page.locator(".rv-popup:visible, [role=listbox]:visible").count():
            self.page.keyboard.press("Escape")

    def choose(self, label: str) -> None:
        """Take an option from the list that drops down."""
        field = self.box.locator("input").first
        field.click()
        if field.get_attribute("readonly") is None:
            field.fill(label)
        option = self.page.get_by_role("option", name=label, exact=True)
        if label in self.options:
            option.first.click()
        else:
            field.press("Enter")


def _press(use: Use) -> Iterator[Callable[[], None]]:
    yield use.box.get_by_role("button").first.click


def _pick_from_menu(use: Use) -> Iterator[Callable[[], None]]:
    def pick() -> None:
        use.box.get_by_role("button").first.click()
        use.page.get_by_role("menuitem").nth(use.options.index(use.wire)).click()

    yield pick


def _tick(use: Use) -> Iterator[Callable[[], None]]:
    yield use.box.locator("label").first.click


def _write(use: Use) -> Iterator[Callable[[], None]]:
    text = "" if use.value is None else str(use.value)

    def write() -> None:
        if not text:
            # Where nothing was written there is nothing to empty.
            use.box.locator("input, textarea").first.fill("0")
        use.write(text)

    yield write


def _say(use: Use) -> Iterator[Callable[[], None]]:
    if not isinstance(use.value, str):
        raise AppTestError("Files cannot be attached to a message from there.")

    def say() -> None:
        field = use.box.get_by_role("textbox")
        field.fill(use.value)
        field.press("Enter")

    yield say


def _write_moment(use: Use) -> Iterator[Callable[[], None]]:
    values = use.value if isinstance(use.value, (list, tuple)) else () if use.value is None else (use.value,)
    if use.kind == "date_input":
        text = " – ".join(day.isoformat() for day in values)
    elif use.kind == "time_input":
        text = "".join(clock.isoformat()[: 8 if use.props["step"] % 60 else 5] for clock in values)
    else:
        text = "".join(moment.strftime("%Y-%m-%d %H:%M") for moment in values)

    def write() -> None:
        use.write(text)
        use.close_popup()

    yield write


def _mix(use: Use) -> Iterator[Callable[[], None]]:
    def mix() -> None:
        use.box.get_by_test_id("stColorPickerBlock").click()
        panel = use.page.get_by_test_id("stColorPickerPopover")
        panel.get_by_label("Hex").fill(use.value)
        use.page.keyboard.press("Enter")

    yield mix


def _take_option(use: Use) -> Iterator[Callable[[], None]]:
    if use.kind == "radio":
        if use.wire is not None:
            yield use.box.get_by_test_id("stRadioOption").nth(use.options.index(use.wire)).click
    elif use.wire is None:
        yield use.box.get_by_role("button", name="Clear value").click
    else:
        yield lambda: use.choose(use.wire)


def _take_options(use: Use) -> Iterator[Callable[[], None]]:
    kept = _kept(use.shown, use.wire)
    for label in use.shown:
        if label not in kept:
            yield use.box.get_by_role("button", name=f"Remove {label}", exact=True).first.click
    for label in use.wire[len(kept) :]:
        yield partial(_add, use, label)


def _kept(before: list[str], after: list[str]) -> list[str]:
    """Return what stays chosen: what is chosen later comes behind it."""
    kept = [label for label in before if label in after]
    return kept if kept == after[: len(kept)] else []


def _add(use: Use, label: str) -> None:
    use.choose(label)
    # The list stays open for more.
    use.close_popup()


def _press_options(use: Use) -> Iterator[Callable[[], None]]:
    before, after = ([wire] if isinstance(wire, str) else list(wire or ()) for wire in (use.shown, use.wire))
    several = bool(use.props.get("several"))
    kept = _kept(before, after)
    # Where only one is pressed, a press of it or of another one lets go of it.
    pressed = [label for label in before if label not in kept and (several or not after)]
    pressed += [label for label in after if label not in kept]
    for label in pressed:
        yield use.box.locator(".rv-row-button").nth(use.options.index(label)).click


def _slide(use: Use) -> Iterator[Callable[[], None]]:
    places = [use.options.index(one) if use.kind == "select_slider" else one for one in use.wire]
    shown = [use.options.index(one) if use.kind == "select_slider" else one for one in use.shown]
    handles = list(enumerate(places))
    if len(places) > 1 and places[0] > shown[1]:
        # The first handle cannot pass the second, which has to go ahead.
        handles.reverse()
    for index, place in handles:
        if place != shown[index]:
            handle = use.box.locator("input[type=range]").nth(index)
            yield partial(_move, handle, place)


def _move(handle: Locator, place: float) -> None:
    handle.focus()
    handle.fill(f"{place:.15g}")
    handle.blur()


def _rate(use: Use) -> Iterator[Callable[[], None]]:
    rating = use.shown if use.wire is None else use.wire
    yield use.box.locator(f'[data-rating="{use.props["options"]}-{rating}"]').click


def _turn(use: Use) -> Iterator[Callable[[], None]]:
    yield use.box.get_by_role("button", name=f"Page {use.wire}", exact=True).click


def _give_files(use: Use) -> Iterator[Callable[[], None]]:
    for _ in use.shown or ():
        yield use.box.get_by_test_id("stFileChipDeleteBtn").first.click
    given = use.value if isinstance(use.value, list) else [] if use.value is None else [use.value]
    if given:
        field = use.box.get_by_test_id("stFileUploaderDropzoneInput")
        if use.props.get("folders"):
            yield partial(_give_folder, field, given)
            return
        files: Any = [
            {"name": one.name, "mimeType": one.type, "buffer": bytes(one.getvalue())} for one in given
        ]
        yield lambda: field.set_input_files(files)


def _give_folder(field: Locator, given: list[Any]) -> None:
    """Choose a folder with files.

    Raises
    ------
    AppTestError
        The files are not those of one folder.
    """
    # A browser reads files when it sends them, which may be when their form is sent.
    around = new_folder().resolve()
    paths = [(around / one.name).resolve() for one in given]
    if (
        not all(around in path.parent.parents for path in paths)
        or len({_top(around, one) for one in paths}) > 1
    ):
        raise AppTestError(
            "A visitor gives all files of one folder, whose name their names begin with, such as "
            f"'data/a.csv': {', '.join(repr(one.name) for one in given)}."
        )
    for path, one in zip(paths, given, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.getvalue())
    field.set_input_files(around / _top(around, paths[0]))


def _top(around: Path, path: Path) -> str:
    return path.relative_to(around).parts[0]


_ALWAYS = frozenset(
    {"button", "form_submit_button", "download_button", "menu_button", "chat_input", "file_uploader"}
)
"""Kinds that are used whatever they show."""

_WAYS: dict[str, Callable[[Use], Iterator[Callable[[], None]]]] = {
    "button": _press,
    "chat_input": _say,
    "checkbox": _tick,
    "color_picker": _mix,
    "date_input": _write_moment,
    "datetime_input": _write_moment,
    "download_button": _press,
    "feedback": _rate,
    "file_uploader": _give_files,
    "form_submit_button": _press,
    "menu_button": _pick_from_menu,
    "multiselect": _take_options,
    "number_input": _write,
    "pagination": _turn,
    "pills": _press_options,
    "radio": _take_option,
    "segmented_control": _press_options,
    "select_slider": _slide,
    "selectbox": _take_option,
    "slider": _slide,
    "text_area": _write,
    "text_input": _write,
    "time_input": _write_moment,
    "toggle": _tick,
}
