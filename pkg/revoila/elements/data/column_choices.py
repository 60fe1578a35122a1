# ruff: noqa: N802  # the names are Streamlit's
"""How cells look that hold one option, several of them, or a list."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from revoila.elements.data.column_types import ColumnConfig


def SelectboxColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    default: Any = None,
    options: Iterable[Any] | None = None,
    format_func: Callable[[Any], str] | None = None,
) -> ColumnConfig:
    """Show cells as one of several options.

    Behaves as Streamlit 1.67 `st.column_config.SelectboxColumn`.

    Parameters
    ----------
    label, width, help, disabled, required, pinned
        As for `Column`.
    default : str, int, float or bool, optional
        Value of the cell in a row that an editor adds.
    options : iterable of str, int, float or bool, optional
        What an editor offers; None takes the categories of the data.
    format_func : Callable, optional
        From an option to the text that stands for it.

    Returns
    -------
    dict
        The setting, for `column_config`.

    Raises
    ------
    TypeError
        `options` cannot be iterated.
    """
    offered = None if options is None else [_plain(option) for option in options]
    if offered is not None and format_func is not None:
        offered = [{"value": option, "label": format_func(option)} for option in offered]
    return {
        "label": label,
        "width": width,
        "help": help,
        "disabled": disabled,
        "required": required,
        "pinned": pinned,
        "default": default,
        "type_config": {"type": "selectbox", "options": offered},
    }


def MultiselectColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    default: Iterable[str] | None = None,
    options: Iterable[str] | None = None,
    accept_new_options: bool | None = None,
    color: str | Iterable[str] | None = None,
    format_func: Callable[[str], str] | None = None,
) -> ColumnConfig:
    """Show cells as several of some options, each a chip.

    Behaves as Streamlit 1.67 `st.column_config.MultiselectColumn`.

    Parameters
    ----------
    label, width, help, disabled, required, pinned
        As for `Column`.
    default : iterable of str, optional
        Value of the cell in a row that an editor adds.
    options : iterable of str, optional
        What an editor offers.
    accept_new_options : bool, optional
        Whether an editor takes other texts as well.
    color : str or iterable of str, optional
        Colour of the chips: "auto" takes those of categories in charts, "primary" or any CSS colour is
        for all options, several are taken in turn. Needs `options`.
    format_func : Callable, optional
        From an option to the text that stands for it.

    Returns
    -------
    dict
        The setting, for `column_config`.

    Raises
    ------
    TypeError
        `options`, `default` or `color` cannot be iterated.
    """
    return {
        "label": label,
        "width": width,
        "help": help,
        "disabled": disabled,
        "required": required,
        "pinned": pinned,
        "default": None if default is None else list(default),
        "type_config": {
            "type": "multiselect",
            "options": None if options is None else _chips(options, color, format_func),
            "accept_new_options": accept_new_options,
        },
    }


def ListColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    default: Iterable[str] | None = None,
) -> ColumnConfig:
    """Show cells as lists.

    Behaves as Streamlit 1.67 `st.column_config.ListColumn`.

    Parameters
    ----------
    label, width, help, pinned, disabled, required
        As for `Column`.
    default : iterable of str, optional
        Value of the cell in a row that an editor adds.

    Returns
    -------
    dict
        The setting, for `column_config`.

    Raises
    ------
    TypeError
        `default` cannot be iterated.
    """
    return {
        "label": label,
        "width": width,
        "help": help,
        "pinned": pinned,
        "disabled": disabled,
        "required": required,
        "default": None if default is None else list(default),
        "type_config": {"type": "list"},
    }


def _chips(options: Iterable[Any], color: Any, format_func: Any) -> list[dict[str, Any]]:
    chips: list[dict[str, Any]] = [{"value": _plain(option)} for option in options]
    if format_func is not None:
        for chip in chips:
            chip["label"] = format_func(chip["value"])
    if color is not None:
        colors = list(color) if not isinstance(color, str) else [color]
        for chip, one in zip(chips, cycle(colors), strict=False):
            chip["color"] = one
    return chips


def _plain(option: Any) -> Any:
    """Return an option as Python has it: those of ``unique()`` are of NumPy."""
    return option.item() if hasattr(type(option), "item") else option
