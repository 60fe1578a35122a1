# ruff: noqa: N802  # the names are Streamlit's
"""Buttons in the cells of a column, and what a click tells the script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from revoila.elements._draw import active_form, declare_input
from revoila.elements._element import InputSpec
from revoila.elements._identity import check_input_key, derive_id
from revoila.elements._params import check_on_change
from revoila.elements._state_dict import StateDict
from revoila.elements.inputs._declaration import refuse
from revoila.elements.inputs._pressing import check_on_click
from revoila.errors import StreamlitMissingRequiredParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from revoila.elements._element import Props
    from revoila.elements.data._frame import Column
    from revoila.elements.data.column_types import ColumnConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonColumnResult:
    """The setting of a column of buttons that can be clicked.

    Parameters
    ----------
    config : dict
        How its cells look.
    on_click : Callable or None
        Called before the script.
    args, kwargs : iterable and mapping, or None
        Arguments of `on_click`.
    key : str
        Where session state has a click.
    """

    config: ColumnConfig
    on_click: Callable[..., Any] | None
    args: Iterable[Any] | None
    kwargs: Mapping[str, Any] | None
    key: str


class ButtonColumnClickState(StateDict):
    """The click on a button in a column: ``row``, a position in the data, and ``label``, the text of the button."""


def ButtonColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
    type: str = "secondary",
    on_click: Callable[..., Any] | None = None,
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    key: str | None = None,
) -> ButtonColumnResult | ColumnConfig:
    """Show cells as buttons, whose labels are the values; a list becomes a menu of its items.

    Behaves as Streamlit 1.67 `st.column_config.ButtonColumn`. For the run that a click starts,
    ``st.session_state[key]`` is ``{"row": position, "label": text}``; otherwise it is None.

    Parameters
    ----------
    label, width, help, pinned
        As for `Column`.
    alignment : "left", "center" or "right", optional
        Where the buttons are in their cells; None is the centre.
    type : "secondary", "primary" or "tertiary", default "secondary"
        Outlined, filled, or text only.
    on_click : Callable, optional
        Called before the script when a button is clicked.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_click`.
    key : str, optional
        The name in session state. Without it nothing happens on a click.

    Returns
    -------
    ButtonColumnResult or dict
        The setting, for `column_config`.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        A callback or its arguments without `key`.

    Examples
    --------
    >>> import revoila as st
    >>> column = st.column_config.ButtonColumn("Do", key="do", on_click=print)
    >>> st.dataframe({"task": ["Sweep"], "do": ["Done"]}, column_config={"do": column})  # doctest: +SKIP
    """
    config: ColumnConfig = {
        "label": label,
        "width": width,
        "help": help,
        "pinned": pinned,
        "alignment": alignment,
        "disabled": True,
        "type_config": {"type": "button", "button_type": type},
    }
    if key is not None:
        return ButtonColumnResult(config=config, on_click=on_click, args=args, kwargs=kwargs, key=key)
    if on_click is not None or args or kwargs:
        raise StreamlitMissingRequiredParameterError(
            "key",
            detail="Session state needs a name for the clicks that `on_click`, `args` and `kwargs` are for.",
        )
    return config


def with_buttons(
    columns: Iterable[dict[str, Any]], cells: Sequence[Column], column_config: Any
) -> list[dict[str, Any]]:
    """Declare the buttons of a frame that is about to be drawn and return its columns with what presses them.

    Parameters
    ----------
    columns : iterable of dict
        Descriptions; where ``"button"`` is there it is a `ButtonColumnResult`.
    cells : sequence of Column
        The columns of the frame, index first.
    column_config : mapping or None
        The author's settings: session state has an entry also for what is not in the frame.
    """
    declared: set[int] = set()

    def declared_once(column: dict[str, Any]) -> dict[str, Any]:
        result = column.get("button")
        if result is None:
            return column
        # Of several columns with one name, the first has the buttons.
        told = None if id(result) in declared else declare_buttons(result, cells[int(column["name"])])
        declared.add(id(result))
        return {**column, "button": told}

    found = [declared_once(column) for column in columns]
    for result in (column_config or {}).values():
        if isinstance(result, ButtonColumnResult) and id(result) not in declared:
            declare_buttons(result, None)
    return found


def declare_buttons(result: ButtonColumnResult, column: Column | None) -> Props:
    """Declare the buttons of a column that is about to be drawn and return what the browser needs to press one.

    Parameters
    ----------
    result : ButtonColumnResult
        The author's setting.
    column : Column or None
        The cells; None where the frame has no such column.

    Raises
    ------
    StreamlitAPIException
        `on_click` is a mode that inputs with a value have.
    StreamlitValueError
        `on_click` cannot be called, or the key is empty.
    StreamlitInvalidFormCallbackError
        There is a callback, inside a form.
    """
    key = check_input_key(result.key)
    check_on_click(result.on_click)
    callback, _ = check_on_change(result.on_click, parameter="on_click")
    spec: InputSpec[ButtonColumnClickState | None] = InputSpec(
        id=derive_id("button_column", key, {}),
        kind="button_column",
        key=key,
        default=None,
        decode=lambda wire: _decode(wire, column),
        encode=lambda _click: None,
        trigger=True,
        assignable=False,
        on_change=callback,
        args=tuple(result.args or ()),
        kwargs=dict(result.kwargs or {}),
        form=active_form(),
    )
    props: Props = {}
    declare_input(spec, props)
    del props["value"]
    return {**props, "id": spec.id}


def _decode(wire: Any, column: Column | None) -> ButtonColumnClickState:
    """Return the click on a button that the kernel has drawn; the label is the kernel's, not the browser's."""
    from revoila.elements.data._values import is_missing  # imports pyarrow

    if column is None:
        refuse(wire, "there is no such column")
    if not isinstance(wire, dict) or not wire.keys() <= {"row", "item"}:
        refuse(wire, "not a click on a button of a column")
    cells = column.values.array
    row = _position(wire.get("row"), len(cells))
    value = cells[row].as_py()
    if isinstance(value, list):
        value = value[_position(wire.get("item"), len(value))]
    elif "item" in wire:
        refuse(wire, "a cell with one button")
    if is_missing(value):
        refuse(wire, "no button")
    return ButtonColumnClickState({"row": row, "label": str(value)})


def _position(wire: Any, count: int) -> int:
    if not isinstance(wire, int) or isinstance(wire, bool) or not 0 <= wire < count:
        refuse(wire, "not a position")
    return wire
