"""Charts of one line of code: lines, areas, bars and points of a table's columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._params import check_choice
from revoila.elements.charts._draw import draw_simple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from revoila.elements._handle import DeltaGenerator

_STACKS = (True, False, "normalize", "center", "layered", None)


def line_chart(
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    width: str | int = "stretch",
    height: str | int = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> DeltaGenerator:
    """Draw a line chart of columns of a table.

    Behaves as Streamlit 1.67 `st.line_chart`.

    Parameters
    ----------
    data : object, optional
        Anything that `st.dataframe` takes.
    x : str, optional
        Column of the x axis; None takes the row labels.
    y : str or sequence of str, optional
        Columns to draw; None draws all that are not used otherwise. Several
        columns get a colour each, and a legend.
    x_label, y_label : str, optional
        Titles of the axes; None takes the names of the columns.
    color : str, tuple, list or None, optional
        A colour; a column with colours, categories or numbers; for several
        columns a list of as many colours.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    height : "content", "stretch" or int, default "content"
        Height, in CSS pixels when a number.
    use_container_width : bool, optional
        The older way to choose between "stretch" and "content".
    alt : str, optional
        Description for those who cannot see the chart.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the chart.

    Raises
    ------
    StreamlitDataframeConversionError
        `data` is no table.
    StreamlitAPIException
        A column is missing, `color` is no colour, or there are not as many
        colours as columns.
    StreamlitInvalidParameterTypeError
        `x` is of the wrong type.
    StreamlitInvalidColorError
        One of several colours, or a cell of a column of colours, is none.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    StreamlitInvalidHeightError
        `height` is neither a known word nor a positive number.

    Examples
    --------
    >>> import revoila as st
    >>> st.line_chart({"day": [1, 2, 3], "rain": [0, 4, 2]}, x="day", y="rain")  # doctest: +SKIP
    """
    return draw_simple(
        "line",
        "line_chart",
        data,
        x=x,
        y=y,
        x_label=x_label,
        y_label=y_label,
        color=color,
        width=width,
        height=height,
        use_container_width=use_container_width,
        alt=alt,
    )


def area_chart(
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    stack: bool | str | None = None,
    width: str | int = "stretch",
    height: str | int = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> DeltaGenerator:
    """Draw an area chart of columns of a table.

    Behaves as Streamlit 1.67 `st.area_chart`.

    Parameters
    ----------
    data : object, optional
        Anything that `st.dataframe` takes.
    x : str, optional
        Column of the x axis; None takes the row labels.
    y : str or sequence of str, optional
        Columns to draw; None draws all that are not used otherwise. Several
        columns get a colour each, and a legend.
    x_label, y_label : str, optional
        Titles of the axes; None takes the names of the columns.
    color : str, tuple, list or None, optional
        A colour; a column with colours, categories or numbers; for several
        columns a list of as many colours.
    stack : bool, "normalize", "center" or None, optional
        None and False draw areas over each other, half transparent; True puts them
        on each other, "normalize" fills the height, "center" makes a stream.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    height : "content", "stretch" or int, default "content"
        Height, in CSS pixels when a number.
    use_container_width : bool, optional
        The older way to choose between "stretch" and "content".
    alt : str, optional
        Description for those who cannot see the chart.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the chart.

    Raises
    ------
    StreamlitDataframeConversionError
        `data` is no table.
    StreamlitAPIException
        A column is missing, `color` is no colour, or there are not as many
        colours as columns.
    StreamlitInvalidParameterTypeError
        `x` is of the wrong type.
    StreamlitValueError
        `stack` is not one of the accepted values.
    StreamlitInvalidColorError
        One of several colours, or a cell of a column of colours, is none.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    StreamlitInvalidHeightError
        `height` is neither a known word nor a positive number.

    Examples
    --------
    >>> import revoila as st
    >>> st.area_chart({"rain": [0, 4, 2], "snow": [1, 0, 3]}, stack=True)  # doctest: +SKIP
    """
    check_choice("stack", stack, _STACKS)
    return draw_simple(
        "area",
        "area_chart",
        data,
        x=x,
        y=y,
        x_label=x_label,
        y_label=y_label,
        color=color,
        stack=stack,
        width=width,
        height=height,
        use_container_width=use_container_width,
        alt=alt,
    )


def bar_chart(
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    horizontal: bool = False,
    sort: bool | str = True,
    stack: bool | str | None = None,
    width: str | int = "stretch",
    height: str | int = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> DeltaGenerator:
    """Draw a bar chart of columns of a table.

    Behaves as Streamlit 1.67 `st.bar_chart`.

    Parameters
    ----------
    data : object, optional
        Anything that `st.dataframe` takes.
    x : str, optional
        Column of the x axis; None takes the row labels.
    y : str or sequence of str, optional
        Columns to draw; None draws all that are not used otherwise. Several
        columns get a colour each, and a legend.
    x_label, y_label : str, optional
        Titles of the axes; None takes the names of the columns.
    color : str, tuple, list or None, optional
        A colour; a column with colours, categories or numbers; for several
        columns a list of as many colours.
    horizontal : bool, default False
        Whether bars lie.
    sort : bool or str, default True
        True orders bars by `x`, False keeps the order of the data; a column name,
        with a minus for descending, orders them by that column.
    stack : bool, "normalize", "center", "layered" or None, optional
        None and True put bars on each other, False beside each other, "layered" over
        each other; "normalize" fills the height, "center" puts them around the middle.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    height : "content", "stretch" or int, default "content"
        Height, in CSS pixels when a number.
    use_container_width : bool, optional
        The older way to choose between "stretch" and "content".
    alt : str, optional
        Description for those who cannot see the chart.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the chart.

    Raises
    ------
    StreamlitDataframeConversionError
        `data` is no table.
    StreamlitAPIException
        A column is missing, `color` is no colour, or there are not as many
        colours as columns.
    StreamlitInvalidParameterTypeError
        `x` or `sort` is of the wrong type.
    StreamlitValueError
        `stack` is not one of the accepted values.
    StreamlitInvalidColorError
        One of several colours, or a cell of a column of colours, is none.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    StreamlitInvalidHeightError
        `height` is neither a known word nor a positive number.

    Examples
    --------
    >>> import revoila as st
    >>> st.bar_chart({"city": ["Oslo", "Lyon"], "rain": [4, 2]}, x="city", sort="-rain")  # doctest: +SKIP
    """
    check_choice("stack", stack, _STACKS)
    return draw_simple(
        "bar",
        "bar_chart",
        data,
        x=x,
        y=y,
        x_label=x_label,
        y_label=y_label,
        color=color,
        horizontal=horizontal,
        sort=sort,
        stack=stack,
        width=width,
        height=height,
        use_container_width=use_container_width,
        alt=alt,
    )


def scatter_chart(
    data: Any = None,
    *,
    x: str | None = None,
    y: str | Sequence[str] | None = None,
    x_label: str | None = None,
    y_label: str | None = None,
    color: Any = None,
    size: str | float | None = None,
    width: str | int = "stretch",
    height: str | int = "content",
    use_container_width: bool | None = None,
    alt: str | None = None,
) -> DeltaGenerator:
    """Draw a scatter chart of columns of a table.

    Behaves as Streamlit 1.67 `st.scatter_chart`.

    Parameters
    ----------
    data : object, optional
        Anything that `st.dataframe` takes.
    x : str, optional
        Column of the x axis; None takes the row labels.
    y : str or sequence of str, optional
        Columns to draw; None draws all that are not used otherwise. Several
        columns get a colour each, and a legend.
    x_label, y_label : str, optional
        Titles of the axes; None takes the names of the columns.
    color : str, tuple, list or None, optional
        A colour; a column with colours, categories or numbers; for several
        columns a list of as many colours.
    size : float or str, optional
        Area of the points in square CSS pixels, or a column that decides it.
    width : "stretch", "content" or int, default "stretch"
        Width, in CSS pixels when a number.
    height : "content", "stretch" or int, default "content"
        Height, in CSS pixels when a number.
    use_container_width : bool, optional
        The older way to choose between "stretch" and "content".
    alt : str, optional
        Description for those who cannot see the chart.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the chart.

    Raises
    ------
    StreamlitDataframeConversionError
        `data` is no table.
    StreamlitAPIException
        A column is missing, `color` is no colour, or there are not as many
        colours as columns.
    StreamlitInvalidParameterTypeError
        `x` is of the wrong type.
    StreamlitValueError
        `size` is neither a number nor a column.
    StreamlitInvalidColorError
        One of several colours, or a cell of a column of colours, is none.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    StreamlitInvalidHeightError
        `height` is neither a known word nor a positive number.

    Examples
    --------
    >>> import revoila as st
    >>> st.scatter_chart({"x": [1, 2], "y": [3, 1], "kind": ["a", "b"]}, x="x", y="y", color="kind")  # doctest: +SKIP
    """
    return draw_simple(
        "circle",
        "scatter_chart",
        data,
        x=x,
        y=y,
        x_label=x_label,
        y_label=y_label,
        color=color,
        size=size,
        width=width,
        height=height,
        use_container_width=use_container_width,
        alt=alt,
    )
