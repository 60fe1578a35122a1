"""What do buttons declare alike? Their look, and that a press holds for one run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import active_form
from revoila.elements._icon import check_icon
from revoila.elements._params import (
    add_present,
    asked_width,
    call_args,
    call_kwargs,
    check_choice,
    check_flag,
    help_text,
)
from revoila.elements.inputs._declaration import Declaration, label_text, refuse, size
from revoila.elements.inputs._shortcut import check_shortcut
from revoila.errors import StreamlitAPIException, StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from revoila.elements._element import Props

TYPES = ("primary", "secondary", "tertiary")


def declare_press(
    command: str,
    key: str | None,
    on_click: Any,
    args: Iterable[Any] | None,
    kwargs: Mapping[str, Any] | None,
    disabled: Any,
    rerun: Any,
) -> Declaration:
    """Check the parameters of a button whose click always runs the script.

    Raises
    ------
    StreamlitAPIException
        `on_click` is a mode that other buttons have.
    StreamlitValueError
        `on_click` cannot be called.
    """
    check_on_click(on_click)
    return Declaration(
        kind=command,
        key=key,
        form=active_form(),
        disabled=check_flag("disabled", disabled),
        on_change=on_click,
        rerun=check_flag("rerun", rerun),
        args=call_args(args),
        kwargs=call_kwargs(kwargs),
        trigger=True,
    )


def check_on_click(on_click: Any) -> None:
    """Refuse what is neither a callback nor None.

    Raises
    ------
    StreamlitAPIException
        `on_click` is a mode that other inputs have.
    StreamlitValueError
        `on_click` cannot be called.
    """
    if on_click in ("rerun", "ignore"):
        raise StreamlitAPIException(
            f"`on_click={on_click!r}` is not supported here. Pass a function, or nothing."
        )
    if on_click is not None and not callable(on_click):
        raise StreamlitValueError("on_click", ["a callback function", "None"])


def button_face(
    label: Any,
    *,
    help: Any,
    type: Any,
    icon: Any,
    wrap: Any,
    width: str | int = "content",
    icon_position: Any = "left",
    shortcut: Any = None,
) -> Props:
    """Return what all buttons show.

    Parameters
    ----------
    label, help, type, icon, wrap, icon_position, shortcut
        As given.
    width : str or int, default "content"
        Checked already; `draw_press` takes one that is not.
    """
    position = check_choice("icon_position", icon_position, ("left", "right"))
    return add_present(
        {"label": label_text(label), "type": check_choice("type", type, TYPES)},
        help=help_text(help),
        icon=check_icon(icon),
        icon_position=None if position == "left" else position,
        width=None if width == "content" else width,
        shortcut=check_shortcut(shortcut),
        wrap=None if wrap is None else check_flag("wrap", wrap),
    )


def draw_press(
    base: Declaration, props: Props, width: Any = "content", use_container_width: bool | None = None
) -> bool:
    """Draw a button and return whether it was pressed for this run.

    Parameters
    ----------
    base : Declaration
        What it has in common with other inputs.
    props : dict
        What it shows.
    width : str or int, default "content"
        As given.
    use_container_width : bool, optional
        The older parameter, which overrides `width`.
    """
    width = asked_width(width, use_container_width)
    return base.draw(
        props,
        default=False,
        decode=decode_press,
        # The browser never shows a button as pressed.
        encode=lambda _pressed: False,
        identity={"width given": repr(width)},
        size=lambda: size(width, "content"),
    )


def decode_press(wire: Any) -> bool:
    """Return True for a press, which is all that a button sends."""
    if wire is not True:
        refuse(wire, "a button is only ever pressed")
    return True
