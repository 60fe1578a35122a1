# ruff: noqa: N802, ARG001  # the names are Streamlit's, and so will be the parameters
# the names are Streamlit's, and so will be the parameters
"""Column types of Streamlit 1.67 that are still to come: calling one says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from revoila.elements.data.column_types import check_chart_color

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


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
) -> NoReturn:
    """Show cells as one of several options. Still to come.

    Parameters
    ----------
    label, width, help, disabled, required, pinned, default, options, format_func
        As in Streamlit 1.67.

    Raises
    ------
    NotImplementedError
        Always.
    """
    _refuse("SelectboxColumn")


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
) -> NoReturn:
    """Show cells as several of some options. Still to come.

    Parameters
    ----------
    label, width, help, disabled, required, pinned, default, options, accept_new_options, color, format_func
        As in Streamlit 1.67.

    Raises
    ------
    NotImplementedError
        Always.
    """
    _refuse("MultiselectColumn")


def ListColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    default: Iterable[str] | None = None,
) -> NoReturn:
    """Show cells as lists. Still to come.

    Parameters
    ----------
    label, width, help, pinned, disabled, required, default
        As in Streamlit 1.67.

    Raises
    ------
    NotImplementedError
        Always.
    """
    _refuse("ListColumn")


def ImageColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
) -> NoReturn:
    """Show cells as images. Still to come.

    Parameters
    ----------
    label, width, help, pinned, alignment
        As in Streamlit 1.67.

    Raises
    ------
    NotImplementedError
        Always.
    """
    _refuse("ImageColumn")


def AudioColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
) -> NoReturn:
    """Show cells as audio players. Still to come.

    Parameters
    ----------
    label, width, help, pinned, alignment
        As in Streamlit 1.67.

    Raises
    ------
    NotImplementedError
        Always.
    """
    _refuse("AudioColumn")


def VideoColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
) -> NoReturn:
    """Show cells as video players. Still to come.

    Parameters
    ----------
    label, width, help, pinned, alignment
        As in Streamlit 1.67.

    Raises
    ------
    NotImplementedError
        Always.
    """
    _refuse("VideoColumn")


def LineChartColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: float | None = None,
    y_max: float | None = None,
    color: str | None = None,
) -> NoReturn:
    """Show cells as line charts. Still to come.

    Parameters
    ----------
    label, width, help, pinned, y_min, y_max, color
        As in Streamlit 1.67.

    Raises
    ------
    NotImplementedError
        Always.
    StreamlitValueError
        `color` is no colour.
    """
    check_chart_color(color)
    _refuse("LineChartColumn")


def AreaChartColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: float | None = None,
    y_max: float | None = None,
    color: str | None = None,
) -> NoReturn:
    """Show cells as area charts. Still to come.

    Parameters
    ----------
    label, width, help, pinned, y_min, y_max, color
        As in Streamlit 1.67.

    Raises
    ------
    NotImplementedError
        Always.
    StreamlitValueError
        `color` is no colour.
    """
    check_chart_color(color)
    _refuse("AreaChartColumn")


def BarChartColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    y_min: float | None = None,
    y_max: float | None = None,
    color: str | None = None,
) -> NoReturn:
    """Show cells as bar charts. Still to come.

    Parameters
    ----------
    label, width, help, pinned, y_min, y_max, color
        As in Streamlit 1.67.

    Raises
    ------
    NotImplementedError
        Always.
    StreamlitValueError
        `color` is no colour.
    """
    check_chart_color(color)
    _refuse("BarChartColumn")


def JsonColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
) -> NoReturn:
    """Show cells as JSON. Still to come.

    Parameters
    ----------
    label, width, help, pinned, alignment
        As in Streamlit 1.67.

    Raises
    ------
    NotImplementedError
        Always.
    """
    _refuse("JsonColumn")


def MarkdownColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    disabled: bool | None = None,
    required: bool | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
    default: str | None = None,
) -> NoReturn:
    """Show cells as Markdown. Still to come.

    Parameters
    ----------
    label, width, help, disabled, required, pinned, alignment, default
        As in Streamlit 1.67.

    Raises
    ------
    NotImplementedError
        Always.
    """
    _refuse("MarkdownColumn")


def ButtonColumn(
    label: str | None = None,
    *,
    width: str | int | None = None,
    help: str | None = None,
    pinned: bool | None = None,
    alignment: str | None = None,
    type: str = "secondary",
    on_click: Callable[..., Any] | None = None,
    args: Any = None,
    kwargs: Any = None,
    key: str | None = None,
) -> NoReturn:
    """Show cells as buttons. Still to come.

    Parameters
    ----------
    label, width, help, pinned, alignment, type, on_click, args, kwargs, key
        As in Streamlit 1.67.

    Raises
    ------
    NotImplementedError
        Always.
    """
    _refuse("ButtonColumn")


def _refuse(name: str) -> NoReturn:
    raise NotImplementedError(
        f"`st.column_config.{name}` is part of Streamlit 1.67 but not available in Revoilà yet."
    )
