"""How an author wants the columns of a dataframe: which, in what order, and how each looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from revoila.elements.data.column_buttons import ButtonColumnResult
from revoila.errors import StreamlitInvalidParameterTypeError, StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Sequence

INDEX = "_index"
"""Name by which the index is configured."""

CELL_TYPES = frozenset(
    {
        "area_chart", "audio", "bar_chart", "button", "checkbox", "date", "datetime", "image", "json",
        "line_chart", "link", "list", "markdown", "multiselect", "number", "progress", "selectbox", "text",
        "time", "video",
    }
)  # fmt: skip
"""Column types that the grid draws."""

_TRAVELLING = ("label", "width", "help", "hidden", "pinned", "alignment")
"""Settings that mean something for a read-only column; the others are for editing."""


def read_config(column_config: Any) -> dict[str | int, dict[str, Any]]:
    """Return the settings of each configured column, by name or position.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        Not a mapping, or a setting that is neither None, a label, nor a column type.
    StreamlitValueError
        There is no such column type.
    """
    if column_config is None:
        return {}
    if not isinstance(column_config, Mapping):
        raise StreamlitInvalidParameterTypeError("column_config", type(column_config), ["None", "dict"])
    return {
        name if isinstance(name, int) else str(name): _read_column(name, setting)
        for name, setting in column_config.items()
    }


def _read_column(name: Any, setting: Any) -> dict[str, Any]:
    if setting is None:
        return {"hidden": True}
    if isinstance(setting, str):
        return {"label": setting}
    if isinstance(setting, ButtonColumnResult):
        return {**_read_column(name, setting.config), "button": str(setting.key)}
    if not isinstance(setting, Mapping):
        detail = f"Invalid configuration for column `{name}`."
        raise StreamlitInvalidParameterTypeError(
            "column_config", type(setting), ["None", "str", "dict"], detail=detail
        )
    found = {key: setting[key] for key in _TRAVELLING if setting.get(key) is not None}
    kind = setting.get("type_config")
    if kind:
        if kind.get("type") not in CELL_TYPES:
            raise StreamlitValueError(
                "type", sorted(CELL_TYPES), detail=f"It is that of the configuration of column {name!r}."
            )
        found["type_config"] = {key: value for key, value in kind.items() if value is not None}
    return found


def arrange(
    descriptions: Sequence[dict[str, Any]],
    names: Sequence[str],
    *,
    column_config: Any = None,
    column_order: Any = None,
    hide_index: bool | None = None,
) -> list[dict[str, Any]]:
    """Return descriptions in display order, with the author's settings in them.

    Parameters
    ----------
    descriptions : sequence of dict
        As the frame was encoded, index first.
    names : sequence of str
        The name of each in the script.
    column_config : mapping, optional
        Settings by name, position (counting the index) or ``"_index"``.
    column_order : iterable of str, optional
        Names of the columns to show; the others are hidden.
    hide_index : bool, optional
        Whether to hide the index; None leaves that to `column_config`.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        A parameter is of the wrong type.
    """
    config = read_config(column_config)
    found = []
    for position, (name, description) in enumerate(zip(names, descriptions, strict=True)):
        settings = config.get(name) or config.get(position) or {}
        indexed = description.get("index", False)
        if indexed and not settings:
            settings = config.get(INDEX, {})
        column = {**description, **settings}
        if indexed and hide_index is not None:
            column["hidden"] = bool(hide_index)
        if not column.get("hidden"):
            column.pop("hidden", None)
        found.append(column)
    return _order(found, names, column_order)


def _order(columns: list[dict[str, Any]], names: Sequence[str], column_order: Any) -> list[dict[str, Any]]:
    if column_order is None:
        return columns
    if not isinstance(column_order, Iterable):
        raise StreamlitInvalidParameterTypeError(
            "column_order", type(column_order), ["iterable of str", "None"]
        )
    places = {str(name): place for place, name in reversed(list(enumerate(column_order)))}
    if not places:
        return columns
    index = [column for column in columns if column.get("index")]
    data = [(name, column) for name, column in zip(names, columns, strict=True) if not column.get("index")]
    shown = sorted((pair for pair in data if pair[0] in places), key=lambda pair: places[pair[0]])
    hidden = [{**column, "hidden": True} for name, column in data if name not in places]
    return [*index, *(column for _, column in shown), *hidden]
