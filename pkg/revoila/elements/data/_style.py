"""What a pandas Styler adds to its frame: the text of each cell, and rules for colours and fonts."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from revoila.elements.data._arrow import write_stream
from revoila.errors import StreamlitAPIException

_PROPERTIES = ("color", "background", "background-color", "opacity", "text-align", "text-decoration")
_FAMILIES = ("font", "border")
"""Properties that travel; what would move a cell or load something does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The look of a styled frame.

    Parameters
    ----------
    data : pandas.DataFrame
        The frame itself.
    props : dict
        ``display``: an Arrow stream of texts, and ``rules``: CSS with the cells it is for.
    caption : str or None
        Text above a static table.
    hides_index : bool
        Whether the Styler hides the index.
    hidden : frozenset of int
        Positions of the columns that it hides.
    tables : bool
        Whether it has style sheets for the table as a whole.
    """

    data: Any
    props: dict[str, Any]
    caption: str | None
    hides_index: bool
    hidden: frozenset[int]
    tables: bool


def is_styler(data: Any) -> bool:
    """Whether `data` is a Styler; pandas' own module for it is loaded if so."""
    module = sys.modules.get("pandas.io.formats.style")
    return module is not None and isinstance(data, module.Styler)


def read_style(styler: Any) -> Style:
    """Return what a Styler shows.

    Raises
    ------
    StreamlitAPIException
        The frame has more cells than pandas is set to style.
    """
    import pandas as pd  # a Styler has loaded it

    data = styler.data
    limit = int(pd.get_option("styler.render.max_elements"))
    if data.size > limit:
        raise StreamlitAPIException(
            f"The styled dataframe has {data.size} cells; pandas is set to style at most {limit}. "
            'Raise the limit with `pd.set_option("styler.render.max_elements", ...)`.'
        )
    # pandas has no public way to the computed styles but HTML and LaTeX text.
    styler._compute()  # noqa: SLF001  # see above
    caption = styler.caption[0] if isinstance(styler.caption, tuple) else styler.caption
    return Style(
        data=data,
        props={"display": _display(styler), "rules": _rules(styler.ctx)},
        caption=None if caption is None else str(caption),
        hides_index=all(styler.hide_index_),
        hidden=frozenset(styler.hidden_columns),
        tables=bool(styler.table_styles),
    )


def _display(styler: Any) -> bytes:
    """Return the texts of the cells, in columns named as those of the frame."""
    data, formats = styler.data, styler._display_funcs  # noqa: SLF001  # as in `read_style`
    first = data.index.nlevels
    columns = [
        pa.array([str(formats[row, place](cell)) for row, cell in enumerate(data.iloc[:, place])], pa.utf8())
        for place in range(data.shape[1])
    ]
    return write_stream(columns, [str(first + place) for place in range(len(columns))])


def _rules(styles: Any) -> list[dict[str, Any]]:
    """Return styles with the cells they are for, as row and column of the data."""
    rules: dict[tuple[tuple[str, str], ...], list[list[int]]] = {}
    for (row, column), declarations in styles.items():
        css = tuple(
            (name, str(value).strip()) for name, value in declarations if _is_harmless(name, str(value))
        )
        if css:
            rules.setdefault(css, []).append([int(row), int(column)])
    return [{"css": dict(css), "cells": cells} for css, cells in rules.items()]


def _is_harmless(name: str, value: str) -> bool:
    known = name in _PROPERTIES or name.startswith(_FAMILIES)
    return known and bool(value.strip()) and "url(" not in value.lower()
