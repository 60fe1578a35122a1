# ruff: noqa: N802  # the names are Streamlit's
# the names are Streamlit's
"""How cells with dates and times look."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from revoila.elements.data.column_types import ColumnConfig


def DatetimeColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
    default: dt.datetime | None = None,
    format: str | None = None,
    min_value: dt.datetime | None = None,
    max_value: dt.datetime | None = None,
    step: float | dt.timedelta | None = None,
    timezone: str | None = None,
) -> ColumnConfig:
    """Show cells as moments.

    Behaves as Streamlit 1.67 `st.column_config.DatetimeColumn`.

    Parameters
    ----------
    label, width, help, disabled, required, pinned, alignment
        As for `Column`.
    default : dt.datetime, optional
        Value of the cell in a row that an editor adds.
    format : str, optional
        Moment-style tokens, or "localized", "distance", "calendar" or "iso8601".
    min_value : dt.datetime, optional
        Smallest value that an editor accepts.
    max_value : dt.datetime, optional
        Largest value that an editor accepts.
    step : float or dt.timedelta, optional
        Distance of the values that an editor accepts, in seconds.
    timezone : str, optional
        Zone to show the values in; None keeps that of the data.

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
        "default": _iso(default),
        "type_config": {
            "type": "datetime",
            "format": format,
            "min_value": _iso(min_value),
            "max_value": _iso(max_value),
            "step": _seconds(step),
            "timezone": timezone,
        },
    }


def DateColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
    default: dt.date | None = None,
    format: str | None = None,
    min_value: dt.date | None = None,
    max_value: dt.date | None = None,
    step: int | None = None,
) -> ColumnConfig:
    """Show cells as dates.

    Behaves as Streamlit 1.67 `st.column_config.DateColumn`.

    Parameters
    ----------
    label, width, help, disabled, required, pinned, alignment
        As for `Column`.
    default : dt.date, optional
        Value of the cell in a row that an editor adds.
    format : str, optional
        Moment-style tokens, or "localized", "distance" or "iso8601".
    min_value : dt.date, optional
        Smallest value that an editor accepts.
    max_value : dt.date, optional
        Largest value that an editor accepts.
    step : int, optional
        Distance of the values that an editor accepts, in days.

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
        "default": _iso(default),
        "type_config": {
            "type": "date",
            "format": format,
            "min_value": _iso(min_value),
            "max_value": _iso(max_value),
            "step": step,
        },
    }


def TimeColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
    default: dt.time | None = None,
    format: str | None = None,
    min_value: dt.time | None = None,
    max_value: dt.time | None = None,
    step: float | dt.timedelta | None = None,
) -> ColumnConfig:
    """Show cells as times of day.

    Behaves as Streamlit 1.67 `st.column_config.TimeColumn`.

    Parameters
    ----------
    label, width, help, disabled, required, pinned, alignment
        As for `Column`.
    default : dt.time, optional
        Value of the cell in a row that an editor adds.
    format : str, optional
        Moment-style tokens, or "localized" or "iso8601".
    min_value : dt.time, optional
        Smallest value that an editor accepts.
    max_value : dt.time, optional
        Largest value that an editor accepts.
    step : float or dt.timedelta, optional
        Distance of the values that an editor accepts, in seconds.

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
        "default": _iso(default),
        "type_config": {
            "type": "time",
            "format": format,
            "min_value": _iso(min_value),
            "max_value": _iso(max_value),
            "step": _seconds(step),
        },
    }


def _iso(value: dt.date | dt.time | None) -> str | None:
    return None if value is None else value.isoformat()


def _seconds(step: float | dt.timedelta | None) -> float | None:
    return step.total_seconds() if isinstance(step, dt.timedelta) else step
