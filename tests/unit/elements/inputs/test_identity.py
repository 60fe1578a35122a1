"""What makes an input the same in the next run; numbers are statements of the state specification.

`INPUTS` says of every parameter of every input whether it counts. That it does so is
what Streamlit 1.67 does with the same calls.
"""

from __future__ import annotations

import inspect
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import revoila as st
from revoila.errors import (
    DuplicateWidgetID,
    StreamlitAPIException,
    StreamlitDuplicateElementId,
    StreamlitDuplicateElementKey,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.elements.conftest import Page

    from revoila.elements._element import ElementId


class Input(NamedTuple):
    """An input and its parameters."""

    base: dict[str, Any]
    """A call of it."""
    counts: dict[str, Any]
    """Other values of what is part of the identity of an input without a key."""
    keyed: tuple[str, ...] = ()
    """Which of these count beside a key, too."""
    never: dict[str, Any] = {}  # noqa: RUF012  # nobody changes it
    """Other values of what never counts."""


def note(*_args: Any) -> None:
    """Be a callback."""


CALLBACK = {"args": (1,), "kwargs": {"a": 1}, "disabled": True, "rerun": False}
NEVER = CALLBACK | {"on_change": note, "label_visibility": "hidden"}
FACE = {"label": "Other", "help": "Help", "width": 200}
CHECKED = Input({"label": "Label"}, FACE | {"value": True}, never=NEVER | {"wrap": True})
PRESSED = Input(
    {"label": "Label"},
    FACE
    | {
        "type": "primary",
        "icon": "🐧",
        "icon_position": "right",
        "use_container_width": True,
        "shortcut": "Ctrl+K",
    },
    never=CALLBACK | {"on_click": note, "wrap": True},
)
NUMBERS = {"label": "Label", "min_value": 0, "max_value": 9, "value": 2, "step": 1}
OTHER_NUMBERS = {"min_value": 1, "max_value": 8, "value": 3, "step": 2, "format": "%03d"}
WRITTEN = FACE | {"value": "x", "max_chars": 9, "placeholder": "p", "required": True}
DATES = {"label": "Label", "value": "2027-02-03", "min_value": "2027-01-01", "max_value": "2027-12-31"}
OTHER_DATES = {"value": "2027-03-04", "min_value": "2027-01-02", "max_value": "2027-12-30"}
OPTIONS = {"label": "Label", "options": ["1", "2", "3"]}
LABELLED = NEVER | {"format_func": lambda option: f"{option}"}
PICKED = Input(
    OPTIONS,
    FACE | {"options": ["1", "2"], "default": "1", "selection_mode": "multi", "required": True},
    ("selection_mode",),
    LABELLED | {"wrap": True},
)

TRIGGERS = {"button", "download_button", "link_button", "menu_button"}
"""Inputs whose value is there for one run only."""

INPUTS = {
    "button": PRESSED,
    "download_button": Input(
        {"label": "Label", "data": "x"},
        PRESSED.counts | {"file_name": "a.txt", "mime": "text/csv"},
        never=PRESSED.never | {"data": "y"},
    ),
    "link_button": PRESSED._replace(
        base={"label": "Label", "url": "x", "on_click": "rerun"}, counts=PRESSED.counts | {"url": "y"}
    ),
    "menu_button": Input(
        OPTIONS,
        FACE | {"options": ["1", "2"], "type": "primary", "icon": "🐧"},
        (),
        CALLBACK | {"on_click": note, "wrap": True, "format_func": lambda option: f"{option}"},
    ),
    "pagination": Input(
        {"num_pages": 5},
        {"num_pages": 6, "default": 2, "max_visible_pages": 3, "width": 200},
        (),
        CALLBACK | {"on_change": note},
    ),
    "checkbox": CHECKED,
    "toggle": CHECKED,
    "text_input": Input(
        {"label": "Label"},
        WRITTEN | {"type": "password", "autocomplete": "name", "icon": "🐧", "validate": "a+", "live": True},
        ("max_chars", "validate"),
        NEVER,
    ),
    "text_area": Input({"label": "Label"}, WRITTEN | {"height": 200, "live": True}, ("max_chars",), NEVER),
    "number_input": Input(
        NUMBERS, FACE | OTHER_NUMBERS | {"placeholder": "p", "icon": "🐧", "required": True}, (), NEVER
    ),
    "slider": Input(
        NUMBERS, FACE | OTHER_NUMBERS, ("min_value", "max_value", "step"), NEVER | {"debounce": "1s"}
    ),
    "selectbox": Input(
        OPTIONS,
        FACE
        | {
            "options": ["1", "2"],
            "index": 1,
            "placeholder": "p",
            "accept_new_options": True,
            "filter_mode": "contains",
            "icon": "🐧",
            "required": True,
        },
        ("accept_new_options",),
        LABELLED,
    ),
    "multiselect": Input(
        OPTIONS,
        FACE
        | {
            "options": ["1", "2"],
            "default": "1",
            "max_selections": 2,
            "placeholder": "p",
            "accept_new_options": True,
            "filter_mode": "contains",
            "select_all": False,
        },
        ("max_selections", "accept_new_options"),
        LABELLED | {"wrap": True},
    ),
    "pills": PICKED,
    "segmented_control": PICKED,
    "feedback": Input(
        {}, {"options": "stars", "default": 1, "width": 200}, ("options",), CALLBACK | {"on_change": note}
    ),
    "select_slider": Input(
        OPTIONS, FACE | {"options": ["1", "2"], "value": ("1", "2")}, (), LABELLED | {"debounce": "1s"}
    ),
    "file_uploader": Input(
        {"label": "Label"},
        FACE | {"type": ["csv"], "accept_multiple_files": True, "max_upload_size": 5},
        ("type", "accept_multiple_files", "max_upload_size"),
        NEVER,
    ),
    "camera_input": Input({"label": "Label"}, FACE | {"resolution": "480p"}, (), NEVER),
    "audio_input": Input({"label": "Label"}, FACE | {"sample_rate": 8000}, (), NEVER),
    "radio": Input(
        OPTIONS,
        FACE | {"options": ["1", "2"], "index": 1, "horizontal": True, "captions": ["a", "b", "c"]},
        (),
        LABELLED,
    ),
    "date_input": Input(
        DATES,
        FACE | OTHER_DATES | {"format": "DD.MM.YYYY", "required": True},
        ("format",),
        NEVER,
    ),
    "time_input": Input(
        {"label": "Label", "value": "08:00"},
        FACE | {"value": "09:00", "step": 60, "format": "12h", "required": True},
        ("step",),
        NEVER,
    ),
    "datetime_input": Input(
        DATES,
        FACE | OTHER_DATES | {"format": "DD.MM.YYYY", "step": 60, "required": True},
        ("format", "step"),
        NEVER,
    ),
    "color_picker": Input({"label": "Label"}, FACE | {"value": "#abc"}, (), NEVER),
}

CHANGES = [
    (command, name, key, name not in one.never and (key is None or name in one.keyed))
    for command, one in INPUTS.items()
    for name in {**one.counts, **one.never}
    for key in (None, "k")
]


@pytest.fixture
def identity(page: Page) -> Callable[..., ElementId]:
    """Return a function that draws an input in a run of its own and returns its identity."""

    def draw(command: str, **arguments: Any) -> ElementId:
        page.rerun()
        getattr(st, command)(**arguments)
        return page.specs[-1].id

    return draw


@pytest.mark.parametrize("command", INPUTS)
def test_the_table_knows_every_parameter(command: str) -> None:
    one = INPUTS[command]
    asked = {*inspect.signature(getattr(st, command)).parameters} - {"key", "bind", "persist_state"}
    assert {*one.counts, *one.never} == asked
    assert {*one.keyed} <= {*one.counts}


@pytest.mark.parametrize(("command", "name", "key", "other"), CHANGES)
def test_a_parameter_makes_another_input_or_does_not(
    identity: Callable[..., ElementId], command: str, name: str, key: str | None, other: bool
) -> None:
    """Statements 2, 7, 8, 9 and 11."""
    one = INPUTS[command]
    changed = {**one.counts, **one.never}[name]
    before = identity(command, key=key, **one.base)
    after = identity(command, key=key, **one.base | {name: changed})
    assert (before != after) is other
    assert identity(command, key=key, **one.base) == before


NOT_KEPT = TRIGGERS | {"file_uploader", "camera_input", "audio_input"}


@pytest.mark.parametrize("command", sorted(INPUTS.keys() - NOT_KEPT))
def test_how_long_a_value_is_kept_is_no_part_of_the_identity(
    identity: Callable[..., ElementId], command: str
) -> None:
    """Statement 7."""
    base = INPUTS[command].base
    assert identity(command, key="k", **base) == identity(command, key="k", persist_state="page", **base)


@pytest.mark.parametrize("name", sorted({*PRESSED.counts, *PRESSED.never}))
def test_a_submit_button_is_itself_by_its_key(page: Page, name: str) -> None:
    """Statement 9; without a key of its own it has that of statement 88 of the execution specification."""
    found = []
    for arguments in ({}, {name: {**PRESSED.counts, **PRESSED.never}[name]}):
        for key in ("k", None):
            page.rerun()
            st.form("f").form_submit_button(**{"label": "Go"} | arguments, key=key)
            found.append(page.specs[-1].id)
    assert found[0] == found[2]
    assert (found[1] == found[3]) is (name != "label")


def test_options_count_by_their_labels(identity: Callable[..., ElementId]) -> None:
    """Statements 7 and 8."""
    for command in ("selectbox", "radio", "multiselect", "pills", "segmented_control", "select_slider"):
        assert identity(command, label="l", options=[1, 2]) == identity(
            command, label="l", options=["1", "2"]
        )
        assert identity(command, label="l", options=["A"], format_func=str.lower) == identity(
            command, label="l", options=["a"]
        )
        assert identity(command, label="l", options=["A"]) != identity(command, label="l", options=["a"])


@pytest.mark.parametrize("key", ["name", 7, None, "None", "with space - ü"])
def test_an_identity_ends_with_the_key(identity: Callable[..., ElementId], key: Any) -> None:
    """Statements 1 and 4: that of no key and that of the key "None" are alike."""
    start, digest, end = identity("text_input", label="l", key=key).split("-", 2)
    assert (start, end) == ("$$ID", str(key))
    assert set(digest) <= set("0123456789abcdef")
    assert len(digest) == 32


def test_the_key_none_is_no_key(page: Page) -> None:
    """Statement 4."""
    st.text_input("a", key="None")
    st.text_input("b", key="None")
    with pytest.raises(StreamlitDuplicateElementId):
        st.text_input("a")
    assert [spec.key for spec in page.specs] == [None, None]


@pytest.mark.parametrize("command", INPUTS)
def test_a_key_is_a_text_and_not_empty(page: Page, command: str) -> None:
    """Statements 1 and 4."""
    draw, base = getattr(st, command), INPUTS[command].base
    with pytest.raises(StreamlitValueError, match=r"Invalid `key` value.*a non-empty string"):
        draw(key="", **base)
    with pytest.raises(StreamlitAPIException, match=r"^Keys beginning with \$\$ID are reserved\.$"):
        draw(key="$$ID-1-a", **base)
    draw(key=1, **base)
    with pytest.raises(
        StreamlitDuplicateElementKey, match="There are multiple elements with the same `key='1'`"
    ):
        draw(key="1", **base)


@pytest.mark.parametrize("command", INPUTS)
def test_commands_have_inputs_of_their_own(identity: Callable[..., ElementId], command: str) -> None:
    """Statement 2: a checkbox is no toggle, whatever they are called with."""
    others = {identity(other, key="k", **one.base) for other, one in INPUTS.items() if other != command}
    assert identity(command, key="k", **INPUTS[command].base) not in others


@pytest.mark.parametrize("command", INPUTS)
@pytest.mark.parametrize("key", [None, "k"])
def test_pages_have_inputs_of_their_own(
    page: Page, identity: Callable[..., ElementId], command: str, key: str | None
) -> None:
    """Statements 2 and 3."""
    base = INPUTS[command].base
    page.run.page_hash = "first"
    before = identity(command, key=key, **base)
    page.run.page_hash = "second"
    assert identity(command, key=key, **base) != before


@pytest.mark.parametrize("command", sorted(INPUTS.keys() - TRIGGERS))
def test_forms_and_the_sidebar_keep_equal_inputs_apart(page: Page, command: str) -> None:
    """Statements 2 and 3."""
    base = INPUTS[command].base
    places: list[Any] = [
        nullcontext(),
        st.sidebar,
        st.bottom,
        st.form("f"),
        st.form("g"),
        st.sidebar.form("h"),
    ]
    for place in places:
        with place:
            getattr(st, command)(**base)
    assert len({spec.id for spec in page.specs}) == len(places)


@pytest.mark.parametrize("command", INPUTS)
def test_columns_and_expanders_do_not_keep_equal_inputs_apart(page: Page, command: str) -> None:
    """Statements 3 and 5."""
    base = INPUTS[command].base
    left, right = st.columns(2)
    places = [right, st.expander("e"), st.container(), st.tabs(["t"])[0], st.popover("p")]
    getattr(left, command)(**base)
    for place in places:
        with pytest.raises(StreamlitDuplicateElementId, match=f"There are multiple `{command}` elements"):
            getattr(place, command)(**base)
    assert len(page.specs) == 1


@pytest.mark.parametrize("place", ["form", "sidebar", "columns"])
def test_a_key_counts_everywhere(page: Page, place: str) -> None:
    """Statements 2 and 5: whatever has it, and wherever."""
    st.text_input("a", key="k")
    inside: dict[str, Callable[[], Any]] = {
        "form": lambda: st.form("f"),
        "sidebar": lambda: st.sidebar,
        "columns": lambda: st.columns(1)[0],
    }
    with pytest.raises(StreamlitDuplicateElementKey, match="`key='k'`") as failure:
        inside[place]().slider("b", key="k")
    assert isinstance(failure.value, DuplicateWidgetID)
    assert page.kinds()[0] == "text_input"


def test_both_mistakes_are_of_one_family() -> None:
    """Statement 5."""
    assert issubclass(StreamlitDuplicateElementKey, DuplicateWidgetID)
    assert issubclass(StreamlitDuplicateElementId, DuplicateWidgetID)
    assert issubclass(DuplicateWidgetID, StreamlitAPIException)


def test_the_next_run_may_use_a_key_again(page: Page) -> None:
    """Statement 6."""
    for _ in range(2):
        st.text_input("a", key="k")
        page.rerun()


def test_a_keyed_container_has_its_key_alone(page: Page) -> None:
    """Statement 9."""
    st.container(key="k")
    first = page.last.element.id
    page.rerun()
    st.container(key="k", border=True, height=100)
    assert page.last.element.id == first
    page.rerun()
    st.container(key="other")
    assert page.last.element.id != first


def test_a_keyed_slider_whose_bounds_nobody_gives_is_the_same_for_other_values(
    identity: Callable[..., ElementId],
) -> None:
    """Statement 9: the usual bounds follow the value."""
    assert identity("slider", label="l", key="k", value=5) == identity(
        "slider", label="l", key="k", value=500
    )
