"""Which values do the parameters of text, layout, status and chat commands take, and what do they say to others?

The table was compared with Streamlit 1.67, call by call; what differs is named beside the value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import revoila as st
from revoila import errors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.unit.elements.conftest import Page

VE = errors.StreamlitValueError
TE = errors.StreamlitInvalidParameterTypeError
RE = errors.StreamlitValueOutOfRangeError
MR = errors.StreamlitMissingRequiredParameterError
IC = errors.StreamlitIncompatibleParametersError
WE = errors.StreamlitInvalidWidthError
HE = errors.StreamlitInvalidHeightError
API = errors.StreamlitAPIException


class Values(NamedTuple):
    """What a parameter takes, and what it refuses with which error."""

    good: tuple[Any, ...]
    bad: tuple[tuple[type[Exception], tuple[Any, ...]], ...] = ()


def choice(*names: Any, error: type[Exception] = VE) -> Values:
    """Return the values of a parameter that takes some words."""
    return Values(names, ((error, ("other", None, 5)),))


SIZE_ERRORS = (0, -1, 1.5, None, "other")
WIDTH = Values(("stretch", "content", 1, 100, True), ((WE, (*SIZE_ERRORS, "auto")), (RE, (2**32,))))
STRETCH = Values(("stretch", 1, 100), ((WE, (*SIZE_ERRORS, "auto", "content")), (RE, (2**32,))))
AUTO = Values((*WIDTH.good, "auto"), ((WE, SIZE_ERRORS), (RE, (2**32,))))
HEIGHT = Values(("stretch", "content", 1, 100), ((HE, (*SIZE_ERRORS, "auto")), (RE, (2**32,))))
FLAG = Values((True, False, 1, 0), ((TypeError, (None, "other")),))
STRICT = Values((True, False), ((VE, (None, 1, "other")),))
HELP = Values((None, "", "a tip"))
ICON = Values(
    (None, "", " ", "🎈", ":material/star:", "spinner"),
    ((API, (":material/no_such_name:", ":smile:", "ab", "🎈🎈", "https://example.org/a.png")), (TE, (5,))),
)
ALIGNMENT = Values(("left", "center", "right", "justify", None), ((VE, ("other", 5)),))
ROW_ALIGNMENT = choice("top", "center", "bottom")
LOOK = choice("default", "compact", "step")
GAP = Values(
    ("xxsmall", "xsmall", "small", "medium", "large", "xlarge", "xxlarge", "SMALL", None, 0, 10),
    ((VE, (-1, True, 1.5, "other", "")),),
)
TOLD = Values(("ignore", "rerun", print), ((VE, (None, "other", 5)),))
KEY = Values((None, "name", 5), ((API, ("$$ID-name",)),))
TEXT: dict[str, Values] = {"help": HELP, "width": WIDTH, "text_alignment": ALIGNMENT, "wrap": STRICT}
HEADING: dict[str, Values] = {
    **TEXT,
    "anchor": Values((None, "a", "", False), ((VE, (True,)), (TE, (5,)))),
    "icon": ICON,
}
DIVIDER = Values((True, False, None, "red", "gray", "grey", "rainbow"), ((API, ("other", 5, "primary")),))
MARKDOWN: dict[str, Values] = {**TEXT, "unsafe_allow_html": FLAG}
ALERT: dict[str, Values] = {"icon": ICON, "width": STRETCH, "title": Values((None, "", "Title"))}

TABLE: dict[str, tuple[tuple[Any, ...], dict[str, Values]]] = {
    "title": (("x",), HEADING),
    "header": (("x",), {**HEADING, "divider": DIVIDER}),
    "subheader": (("x",), {**HEADING, "divider": DIVIDER}),
    "markdown": (("x",), {**MARKDOWN, "width": AUTO, "anchors": Values((True, False, None))}),
    "caption": (("x",), MARKDOWN),
    "text": (("x",), TEXT),
    "latex": (("x",), {"help": HELP, "width": WIDTH}),
    "code": (
        ("x",),
        {
            "language": Values((None, "python", "unheard of"), ((TypeError, (5,)),)),
            "line_numbers": FLAG,
            "wrap_lines": FLAG,
            "height": Values((*HEIGHT.good, None), ((HE, (0, -1, 1.5, "other", "auto")), (RE, (2**32,)))),
            "width": WIDTH,
        },
    ),
    "badge": (
        ("x",),
        {"icon": ICON, "color": Values(("blue", "grey", "primary", "any")), "width": WIDTH, "help": HELP},
    ),
    "divider": ((), {"width": STRETCH}),
    "html": (("<b>x</b>",), {"width": WIDTH, "unsafe_allow_javascript": FLAG}),
    "help": ((str,), {"width": STRETCH}),
    "json": (({},), {"expanded": Values((True, False, 2), ((TE, ("other", None)),)), "width": STRETCH}),
    "metric": (
        ("Label", 5),
        {
            "delta": Values((None, "", 5, -1.5, "x", "-x"), ((TE, ([1],)),)),
            "delta_color": choice("normal", "inverse", "off", "red", "gray", "grey", "primary"),
            "delta_arrow": choice("auto", "up", "down", "off"),
            "label_visibility": choice("visible", "hidden", "collapsed"),
            "border": FLAG,
            "chart_data": Values((None, [], [1, 2]), ((API, ("ab", ["a"])),)),
            "icon": ICON,
            "help": HELP,
            "width": WIDTH,
            "height": HEIGHT,
        },
    ),
    "error": (("x",), ALERT),
    "warning": (("x",), ALERT),
    "info": (("x",), ALERT),
    "success": (("x",), ALERT),
    "exception": ((ValueError("x"),), {"width": STRETCH}),
    "progress": (
        (),
        {
            "value": Values(
                (0, 50, 100, 0.0, 1.0, 1 + 1e-10),
                (
                    (RE, (-1, 101, -0.1, 1.1, float("inf"), float("nan"))),
                    (TE, ("x", None)),
                    (TypeError, (True,)),
                ),
            ),
        },
    ),
    "spinner": (("x",), {"show_time": Values((True, False)), "width": WIDTH}),
    "status": (
        (),
        {
            "label": Values(("x", "", None), ((TypeError, (5,)),)),
            "expanded": FLAG,
            "state": choice("running", "complete", "error"),
            "type": LOOK,
            "width": STRETCH,
        },
    ),
    "skeleton": (
        (),
        {
            "height": Values(
                (None, "stretch", 100), ((HE, ("content", 0, -1, 1.5, "other")), (RE, (2**32,)))
            ),
            "width": STRETCH,
        },
    ),
    "columns": (
        (),
        {
            "spec": Values(
                (1, 3, [1, 2], (1, 2), [1.5, 2], range(1, 3)),
                (
                    (errors.StreamlitInvalidColumnSpecError, (0, -1, [0], [], [1, -1])),
                    (TE, ("ab", None, 1.5, ["a"])),
                ),
            ),
            "gap": GAP,
            "vertical_alignment": ROW_ALIGNMENT,
            "border": FLAG,
            "width": STRETCH,
            "wrap": STRICT,
        },
    ),
    "container": (
        (),
        {
            "border": Values((True, False, None, 1), ((TypeError, ("other",)),)),
            "key": KEY,
            "width": WIDTH,
            "height": HEIGHT,
            "horizontal": Values((True, False, None)),
            "horizontal_alignment": choice("left", "center", "right", "distribute"),
            "vertical_alignment": choice("top", "center", "bottom", "distribute"),
            "gap": GAP,
            "wrap": Values((True,), ((IC, (False,)),)),
            "autoscroll": Values((True, False, None)),
        },
    ),
    "expander": (
        (),
        {
            "label": Values(("x", ""), ((MR, (None,)), (TypeError, (5,)))),
            "expanded": FLAG,
            "key": KEY,
            "icon": ICON,
            "type": LOOK,
            "width": STRETCH,
            "on_change": TOLD,
        },
    ),
    "tabs": (
        (),
        {
            "tabs": Values((["a", "b"], ("a",), ["a", "a"]), ((MR, ([], None)), (TE, ([1], [None])))),
            "width": STRETCH,
            "height": HEIGHT,
            "on_change": TOLD,
            "key": KEY,
        },
    ),
    "popover": (
        ("x",),
        {
            "type": choice("primary", "secondary", "tertiary"),
            "help": HELP,
            "icon": ICON,
            "disabled": FLAG,
            "key": KEY,
            "width": WIDTH,
            "on_change": TOLD,
        },
    ),
    "form": (
        (),
        {
            "key": Values(("name",), ((TypeError, (None, 5)),)),
            "border": FLAG,
            "enter_to_submit": FLAG,
            "clear_on_submit": FLAG,
            "width": WIDTH,
            "height": HEIGHT,
        },
    ),
    "grid": (
        (),
        {
            "columns": Values(
                ("auto", 1, 24), ((RE, (0, 25, -1)), (VE, ("other",)), (TE, (None, 1.5, True, [1])))
            ),
            "min_column_width": Values(("auto", 100), ((VE, (0, -1, "other")), (TE, (1.5, None, True)))),
            "wrap": Values((True,), ((IC, (False,)), (VE, (None, 1, "other")))),
            "gap": Values(
                (*GAP.good, (1, 2), ["small", None]), (*GAP.bad, (VE, ((), (1,), (1, 2, 3), ("other", 1))))
            ),
            "vertical_alignment": ROW_ALIGNMENT,
            "border": Values((True, False), ((TE, (None, 1, "other")),)),
            "row_height": Values(("content", 50), ((VE, (0, "other")), (TE, (None, True, 1.5)))),
            "width": STRETCH,
            "height": HEIGHT,
            "key": KEY,
            "dense": Values((True, False), ((TE, (None, 1, "other")),)),
        },
    ),
    "space": (
        (),
        {
            "size": Values(
                ("xxsmall", "small", "xxlarge", "stretch", 5),
                ((VE, ("SMALL", "content", "other", 0, -1, 1.5, None)),),
            )
        },
    ),
    "chat_message": (
        (),
        {
            "name": Values(("user", "AI", "Ada", ""), ((MR, (None,)), (AttributeError, (5,)))),
            "avatar": Values(
                (
                    None,
                    "user",
                    "ai",
                    "🎈",
                    ":material/star:",
                    "https://example.org/a.png",
                    "/app/static/a.png",
                ),
                ((API, ("x", "", "🎈🎈", ":material/no_such_name:", "spinner", 5, b"x", "no.png", "Human")),),
            ),
            "width": WIDTH,
        },
    ),
    "chat_input": (
        (),
        {
            "placeholder": Values(("x", "", None, 5)),
            # Streamlit's errors for these are those of its wire format.
            "max_chars": Values((None, 0, 5), ((ValueError, (-1,)), (TypeError, ("5", 5.0, True)))),
            "max_upload_size": Values((None, 5), ((VE, (0, -1, "5", 1.5)),)),
            "accept_file": Values((False,), ((VE, ("other", None, 1)),)),
            "accept_audio": Values((False, 0), ((TypeError, (None,)),)),
            "audio_sample_rate": Values((16000, 8000, None), ((VE, (5, "x")),)),
            "file_type": Values((None, "png", ["png", "pdf"])),
            "disabled": FLAG,
            "submit_mode": choice("submit", "disable", "stop"),
            "on_submit": Values((None, print), ((API, ("rerun", "ignore")), (VE, ("other", 5)))),
            "width": STRETCH,
            "height": HEIGHT,
            "key": Values((None, "name", 5), ((VE, ("",)), (API, ("$$ID-name",)))),
        },
    ),
    "toast": (
        (),
        {
            # A fake run shows none.
            "body": Values((), ((MR, ("",)),)),
        },
    ),
}

REQUIRED: dict[str, dict[str, Any]] = {
    "columns": {"spec": 2},
    "expander": {"label": "x"},
    "tabs": {"tabs": ["a", "b"]},
    "form": {"key": "name"},
    "status": {"label": "x"},
    "progress": {"value": 5},
    "chat_message": {"name": "user"},
    "toast": {"body": "x"},
}
"""Arguments that a call needs; the table has their values, too."""


def calls(wanted: Callable[[Values], Iterator[tuple[Any, ...]]]) -> list[Any]:
    """Return a parameter of pytest for every value that is wanted of the table."""
    return [
        pytest.param(command, args, name, value, *error, id=f"{command}-{name}-{value!r}"[:60])
        for command, (args, parameters) in TABLE.items()
        for name, values in parameters.items()
        for value, *error in wanted(values)
    ]


def call(command: str, args: tuple[Any, ...], name: str, value: Any) -> Any:
    """Call a command with one argument besides those that it needs; a spinner begins."""
    made = getattr(st, command)(*args, **{**REQUIRED.get(command, {}), name: value})
    if command == "spinner":
        with made:
            pass
    return made


@pytest.mark.parametrize(
    ("command", "args", "name", "value"), calls(lambda values: ((value,) for value in values.good))
)
def test_a_valid_value_is_taken(
    page: Page, command: str, args: tuple[Any, ...], name: str, value: Any
) -> None:
    drawn = len(page.main) + len(page.bottom)
    call(command, args, name, value)
    if command != "spinner":
        assert len(page.main) + len(page.bottom) == drawn + 1


@pytest.mark.parametrize(
    ("command", "args", "name", "value", "error"),
    calls(lambda values: ((value, error) for error, bad in values.bad for value in bad)),
)
def test_any_other_is_refused_by_an_error_of_its_kind(
    page: Page, command: str, args: tuple[Any, ...], name: str, value: Any, error: type[Exception]
) -> None:
    with pytest.raises(error) as raised:
        call(command, args, name, value)
    assert raised.type is error or error in (API, TypeError, RE)
    assert page.main == page.bottom == []
