# ruff: noqa: N802  # the names are Streamlit's
"""How cells look that hold a picture, a recording, or numbers to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila.elements.data.column_types import check_chart_color

if TYPE_CHECKING:
    from revoila.elements.data.column_types import ColumnConfig


def ImageColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
) -> ColumnConfig:
    """Show cells as pictures; a double click shows one in full.

    Behaves as Streamlit 1.67 `st.column_config.ImageColumn`. Cells are URLs, ``data:`` URLs with a
    picture, or paths of static files (``/app/static/…``).

    Parameters
    ----------
    label, width, help, pinned, alignment
        As for `Column`.

    Returns
    -------
    dict
        The setting, for `column_config`.
    """
    return _of_address("image", label, width, help, pinned, alignment)


def AudioColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
) -> ColumnConfig:
    """Show cells as recordings of sound; a double click opens the player.

    Behaves as Streamlit 1.67 `st.column_config.AudioColumn`. Cells are addresses as in an `ImageColumn`.

    Parameters
    ----------
    label, width, help, pinned, alignment
        As for `Column`.

    Returns
    -------
    dict
        The setting, for `column_config`.
    """
    return _of_address("audio", label, width, help, pinned, alignment)


def VideoColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
) -> ColumnConfig:
    """Show cells as films; a double click opens the player.

    Behaves as Streamlit 1.67 `st.column_config.VideoColumn`. Cells are addresses as in an `ImageColumn`.

    Parameters
    ----------
    label, width, help, pinned, alignment
        As for `Column`.

    Returns
    -------
    dict
        The setting, for `column_config`.
    """
    return _of_address("video", label, width, help, pinned, alignment)


def LineChartColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: float | None = None,
    y_max: float | None = None,
    color: str | None = None,
) -> ColumnConfig:
    """Show cells, which are lists of numbers, as small line charts.

    Behaves as Streamlit 1.67 `st.column_config.LineChartColumn`.

    Parameters
    ----------
    label, width, help, pinned
        As for `Column`.
    y_min : float, optional
        Value at the lower edge; None takes the smallest of each cell.
    y_max : float, optional
        Value at the upper edge; None takes the largest of each cell.
    color : str, optional
        Colour of the line: "auto" is green for a rise and red for a fall, "auto-inverse" the other way
        round; or a palette name, a hexadecimal or ``rgb()`` text.

    Returns
    -------
    dict
        The setting, for `column_config`.

    Raises
    ------
    StreamlitValueError
        `color` is no colour.
    """
    return _of_numbers("line_chart", label, width, help, pinned, y_min, y_max, color)


def AreaChartColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: float | None = None,
    y_max: float | None = None,
    color: str | None = None,
) -> ColumnConfig:
    """Show cells, which are lists of numbers, as small area charts.

    Behaves as Streamlit 1.67 `st.column_config.AreaChartColumn`.

    Parameters
    ----------
    label, width, help, pinned, y_min, y_max, color
        As for `LineChartColumn`.

    Returns
    -------
    dict
        The setting, for `column_config`.

    Raises
    ------
    StreamlitValueError
        `color` is no colour.
    """
    return _of_numbers("area_chart", label, width, help, pinned, y_min, y_max, color)


def BarChartColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: float | None = None,
    y_max: float | None = None,
    color: str | None = None,
) -> ColumnConfig:
    """Show cells, which are lists of numbers, as small bar charts.

    Behaves as Streamlit 1.67 `st.column_config.BarChartColumn`.

    Parameters
    ----------
    label, width, help, pinned, y_min, y_max, color
        As for `LineChartColumn`.

    Returns
    -------
    dict
        The setting, for `column_config`.

    Raises
    ------
    StreamlitValueError
        `color` is no colour.
    """
    return _of_numbers("bar_chart", label, width, help, pinned, y_min, y_max, color)


def _of_address(
    kind: str,
    label: str | None,
    width: str | int | None,
    help: str | None,
    pinned: bool | None,
    alignment: str | None,
) -> ColumnConfig:
    return {
        "label": label,
        "width": width,
        "help": help,
        "pinned": pinned,
        "alignment": alignment,
        "type_config": {"type": kind},
    }


def _of_numbers(
    kind: str,
    label: str | None,
    width: str | int | None,
    help: str | None,
    pinned: bool | None,
    y_min: float | None,
    y_max: float | None,
    color: str | None,
) -> ColumnConfig:
    check_chart_color(color)
    return {
        "label": label,
        "width": width,
        "help": help,
        "pinned": pinned,
        "type_config": {"type": kind, "y_min": y_min, "y_max": y_max, "color": color},
    }
