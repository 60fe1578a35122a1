# ruff: noqa: N802  # the names are Streamlit's
"""Buttons in the cells of a column, and what a click tells the script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from revoila.elements._draw import active_form, declare_input
from revoila.elements._element import InputSpec
from revoila.elements._identity import check_input_key, derive_id
from revoila.elements._params import check_on_change
from revoila.elements._state_dict import StateDict
from revoila.elements.inputs._declaration import refuse
from revoila.elements.inputs._pressing import check_on_click
from revoila.errors import StreamlitMissingRequiredParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._element import Props
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


class Cells(Protocol):
    """A table whose cells can be read one by one."""

    @property
    def rows(self) -> int:
        """How many rows it has."""

    def cell(self, place: int, row: int) -> Any:
        """Return a value by the position of its column, those of the index first, and of its row."""


def with_buttons(columns: Iterable[dict[str, Any]], cells: Cells, column_config: Any) -> list[dict[str, Any]]:
    """Declare the buttons of a table that is about to be drawn and return its columns with what presses them.

    Parameters
    ----------
    columns : iterable of dict
        Descriptions; where ``"button"`` is there it is the key of a `ButtonColumnResult`.
    cells : Cells
        The table.
    column_config : mapping or None
        The author's settings: session state has an entry also for what is not in the table.
    """
    places: dict[str, int] = {}
    for column in columns:
        if column.get("button") is not None:
            # Of several columns with one name, the first has the buttons.
            places.setdefault(str(column["button"]), int(column["name"]))
    told = {
        str(result.key): declare_buttons(result, cells, places.get(str(result.key)))
        for result in (column_config or {}).values()
        if isinstance(result, ButtonColumnResult)
    }

    def with_button(column: dict[str, Any]) -> dict[str, Any]:
        key = column.get("button")
        if key is None:
            return column
        return {**column, "button": told[key] if places[key] == int(column["name"]) else None}

    return [with_button(column) for column in columns]


def declare_buttons(result: ButtonColumnResult, cells: Cells, place: int | None) -> Props:
    """Declare the buttons of a column that is about to be drawn and return what the browser needs to press one.

    Parameters
    ----------
    result : ButtonColumnResult
        The author's setting.
    cells : Cells
        The table.
    place : int or None
        Position of the column; None where the table has no such column.

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
        decode=lambda wire: _decode(wire, cells, place),
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
    props.pop("value", None)  # outside of a run there is none
    return {**props, "id": spec.id}


def _decode(wire: Any, cells: Cells, place: int | None) -> ButtonColumnClickState:
    """Return the click on a button that the kernel has drawn; the label is the kernel's, not the browser's."""
    from revoila.elements.data._values import is_missing  # imports pyarrow

    if place is None:
        refuse(wire, "there is no such column")
    if not isinstance(wire, dict) or not wire.keys() <= {"row", "item"}:
        refuse(wire, "not a click on a button of a column")
    row = _position(wire.get("row"), cells.rows)
    value = cells.cell(place, row)
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
