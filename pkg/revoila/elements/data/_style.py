"""What a pandas Styler adds to its frame: texts, colours and fonts of cells, and a look of the table as a whole."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from revoila.elements.data._cell_styles import CellStyles
from revoila.errors import StreamlitAPIException

_PROPERTIES = ("color", "background", "background-color", "opacity", "text-align", "text-decoration")
_FAMILIES = ("font", "border")
"""Properties that travel; what would move a cell or load something does not."""

_OF_TABLES = (
    "letter-spacing", "line-height", "max-width", "min-width", "padding", "padding-bottom", "padding-left",
    "padding-right", "padding-top", "text-transform", "vertical-align", "white-space", "width",
)  # fmt: skip
"""Further properties that a static table follows, which lays itself out."""

_SELECTOR = re.compile(r"[\w\s.,:#>()\[\]=*+~-]*")
_ACTIVE = re.compile(r"url\(|[{};\\<]", re.IGNORECASE)
"""What would load something, or end a declaration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The look of a styled frame.

    Parameters
    ----------
    data : pandas.DataFrame
        The frame itself.
    cells : CellStyles
        Texts and CSS of its cells.
    sheet : list of dict
        For static tables: CSS with its selector.
    caption : str or None
        Text above a static table.
    hides_index : bool
        Whether the Styler hides the index.
    hidden : frozenset of int
        Positions of the columns that it hides.
    """

    data: Any
    cells: CellStyles
    sheet: list[dict[str, Any]]
    caption: str | None
    hides_index: bool
    hidden: frozenset[int]


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
        cells=CellStyles(_texts(styler), _css(styler)),
        sheet=_sheet(styler.table_styles or ()),
        caption=None if caption is None else str(caption),
        hides_index=all(styler.hide_index_),
        hidden=frozenset(styler.hidden_columns),
    )


def _texts(styler: Any) -> dict[int, pa.Array]:
    """Return the texts of the cells by the places of their columns, those of the index first."""
    data, formats = styler.data, styler._display_funcs  # noqa: SLF001  # as in `read_style`
    return {
        data.index.nlevels + place: pa.array(
            [str(formats[row, place](cell)) for row, cell in enumerate(data.iloc[:, place])], pa.utf8()
        )
        for place in range(data.shape[1])
    }


def _css(styler: Any) -> dict[int, pa.DictionaryArray]:
    """Return the declarations of the cells by the places of their columns."""
    rows, levels = len(styler.data), styler.data.index.nlevels
    known: dict[Any, str | None] = {}
    found: dict[int, list[str | None]] = {}
    for (row, column), declarations in styler.ctx.items():
        mark = tuple(declarations)
        if mark not in known:
            known[mark] = _as_json(mark)
        if known[mark] is not None:
            found.setdefault(levels + column, [None] * rows)[row] = known[mark]
    return {place: pa.array(cells, pa.utf8()).dictionary_encode() for place, cells in sorted(found.items())}


def _as_json(declarations: Any) -> str | None:
    css = {name: str(value).strip() for name, value in declarations if _is_harmless(name, str(value))}
    return json.dumps(css) if css else None


def _sheet(table_styles: Any) -> list[dict[str, Any]]:
    """Return the style sheet of a table as a whole; the selectors are those of pandas, such as ``th.col_heading``."""
    sheet = []
    for style in table_styles:
        selector, props = str(style["selector"]), style["props"]
        css = {
            str(name): str(value).strip()
            for name, value in (_declarations(props) if isinstance(props, str) else props)
            if _is_harmless(str(name), str(value), also=_OF_TABLES)
        }
        if css and _SELECTOR.fullmatch(selector):
            sheet.append({"selector": selector, "css": css})
    return sheet


def _declarations(css: str) -> list[tuple[str, str]]:
    parts = (declaration.partition(":") for declaration in css.split(";"))
    return [(name.strip(), value) for name, colon, value in parts if colon]


def _is_harmless(name: str, value: str, also: tuple[str, ...] = ()) -> bool:
    known = name in _PROPERTIES or name in also or name.startswith(_FAMILIES)
    return known and bool(value.strip()) and not _ACTIVE.search(value)
