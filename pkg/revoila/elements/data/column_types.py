# ruff: noqa: N802  # the names are Streamlit's
# the names are Streamlit's
"""How the cells of one dataframe column look.

Each function returns the setting of a column, a plain dict as in Streamlit
1.67. What a type says about editing is kept for the data editor; a read-only
dataframe has no use for it.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from revoila.elements._color import PALETTE, is_color
from revoila.elements._icon import check_icon
from revoila.errors import StreamlitValueError

ColumnConfig: TypeAlias = dict[str, Any]
"""Settings of a column; what is None is left to the data."""

_AUTOMATIC = ("auto", "auto-inverse")


def Column(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
) -> ColumnConfig:
    """Show cells by the type of their data.

    Behaves as Streamlit 1.67 `st.column_config.Column`; the parameters are those of all types.

    Parameters
    ----------
    label : str, optional
        Header text; None keeps the name of the column.
    width : "small", "medium", "large" or int, optional
        75, 200 or 400 CSS pixels, or a number of them; None fits the content.
    help : str, optional
        Tooltip of the header, as Markdown.
    disabled : bool, optional
        Whether an editor refuses changes.
    required : bool, optional
        Whether an editor refuses empty cells.
    pinned : bool, optional
        Whether the column stays in view; None pins the index only.
    alignment : "left", "center" or "right", optional
        Where cells are aligned; None follows their type.

    Returns
    -------
    dict
        The setting, for `column_config`.

    Examples
    --------
    >>> import revoila as st
    >>> st.dataframe({"a": [1]}, column_config={"a": st.column_config.Column("A", width="small")})  # doctest: +SKIP
    """
    return {
        "label": label,
        "width": width,
        "help": help,
        "disabled": disabled,
        "required": required,
        "pinned": pinned,
        "alignment": alignment,
    }


def TextColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
    default: str | None = None,
    max_chars: int | None = None,
    validate: str | None = None,
) -> ColumnConfig:
    """Show cells as text.

    Behaves as Streamlit 1.67 `st.column_config.TextColumn`.

    Parameters
    ----------
    label, width, help, disabled, required, pinned, alignment
        As for `Column`.
    default : str, optional
        Value of the cell in a row that an editor adds.
    max_chars : int, optional
        Longest text that an editor accepts.
    validate : str, optional
        Regular expression (JavaScript) for what an editor accepts.

    Returns
    -------
    dict
        The setting, for `column_config`.
    """
    return {
        "label": label,
        "width": width,
        "help": help,
        "disabled": disabled,
        "required": required,
        "pinned": pinned,
        "alignment": alignment,
        "default": default,
        "type_config": {"type": "text", "max_chars": max_chars, "validate": validate},
    }


def NumberColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
    default: float | None = None,
    format: str | None = None,
    min_value: float | None = None,
    max_value: float | None = None,
    step: float | None = None,
) -> ColumnConfig:
    """Show cells as numbers.

    Behaves as Streamlit 1.67 `st.column_config.NumberColumn`.

    Parameters
    ----------
    label, width, help, disabled, required, pinned, alignment
        As for `Column`.
    default : float, optional
        Value of the cell in a row that an editor adds.
    format : str, optional
        Name such as "dollar" or "compact", or a printf pattern such as ``"%d km"``.
    min_value : float, optional
        Smallest value that an editor accepts.
    max_value : float, optional
        Largest value that an editor accepts.
    step : float, optional
        Distance of the values that an editor accepts; its decimals are shown.

    Returns
    -------
    dict
        The setting, for `column_config`.
    """
    return {
        "label": label,
        "width": width,
        "help": help,
        "disabled": disabled,
        "required": required,
        "pinned": pinned,
        "alignment": alignment,
        "default": default,
        "type_config": {
            "type": "number",
            "min_value": min_value,
            "max_value": max_value,
            "format": format,
            "step": step,
        },
    }


def CheckboxColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
    default: bool | None = None,
) -> ColumnConfig:
    """Show cells as checkboxes.

    Behaves as Streamlit 1.67 `st.column_config.CheckboxColumn`.

    Parameters
    ----------
    label, width, help, disabled, required, pinned, alignment
        As for `Column`.
    default : bool, optional
        Value of the cell in a row that an editor adds.

    Returns
    -------
    dict
        The setting, for `column_config`.
    """
    return {
        "label": label,
        "width": width,
        "help": help,
        "disabled": disabled,
        "required": required,
        "pinned": pinned,
        "alignment": alignment,
        "default": default,
        "type_config": {"type": "checkbox"},
    }


def LinkColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
    default: str | None = None,
    max_chars: int | None = None,
    validate: str | None = None,
    display_text: str | None = None,
) -> ColumnConfig:
    """Show cells as links.

    Behaves as Streamlit 1.67 `st.column_config.LinkColumn`.

    Parameters
    ----------
    label, width, help, disabled, required, pinned, alignment
        As for `Column`.
    default : str, optional
        Value of the cell in a row that an editor adds.
    max_chars : int, optional
        Longest text that an editor accepts.
    validate : str, optional
        Regular expression (JavaScript) for what an editor accepts.
    display_text : str, optional
        Text to show: fixed, a Material symbol, or a regular expression whose first group
        is taken from the URL.

    Returns
    -------
    dict
        The setting, for `column_config`.

    Raises
    ------
    StreamlitAPIException
        `display_text` is a Material symbol that does not exist.
    """
    if display_text is not None and display_text.startswith(":material/"):
        check_icon(display_text)
    return {
        "label": label,
        "width": width,
        "help": help,
        "disabled": disabled,
        "required": required,
        "pinned": pinned,
        "alignment": alignment,
        "default": default,
        "type_config": {
            "type": "link",
            "max_chars": max_chars,
            "validate": validate,
            "display_text": display_text,
        },
    }


def ProgressColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    format: str | None = None,
    min_value: float | None = None,
    max_value: float | None = None,
    step: float | None = None,
    color: str | None = None,
) -> ColumnConfig:
    """Show cells as bars.

    Behaves as Streamlit 1.67 `st.column_config.ProgressColumn`.

    Parameters
    ----------
    label, width, help, pinned
        As for `Column`.
    format : str, optional
        Name such as "percent", or a printf pattern, of the text beside the bar.
    min_value : float, optional
        Value of an empty bar; None is 0.
    max_value : float, optional
        Value of a full bar; None is 100 for ints and 1.0 for floats.
    step : float, optional
        Precision of the numbers.
    color : str, optional
        Colour of the bar: "auto", "auto-inverse", a palette name, or a hexadecimal or ``rgb()`` text.

    Returns
    -------
    dict
        The setting, for `column_config`.

    Raises
    ------
    StreamlitValueError
        `color` is no colour.
    """
    check_chart_color(color)
    return {
        "label": label,
        "width": width,
        "help": help,
        "pinned": pinned,
        "type_config": {
            "type": "progress",
            "format": format,
            "min_value": min_value,
            "max_value": max_value,
            "step": step,
            "color": color,
        },
    }


def check_chart_color(color: Any) -> None:
    """Refuse what is no colour of a bar or small chart.

    Raises
    ------
    StreamlitValueError
        Neither a colour nor a way to choose one.
    """
    known = color in _AUTOMATIC or (isinstance(color, str) and is_color(color))
    if color is not None and not known:
        raise StreamlitValueError(
            "color", [*_AUTOMATIC, *PALETTE, "a hexadecimal color", "an rgb() or rgba() color"]
        )
