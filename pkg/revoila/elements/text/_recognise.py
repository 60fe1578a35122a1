"""Types that ``write`` and ``write_stream`` know.

Objects of other libraries are recognised by the names of their classes, so
that none of those libraries is imported by asking.
"""

from __future__ import annotations

import re
from collections import ChainMap, UserDict, UserList
from collections.abc import ItemsView, KeysView, Mapping, ValuesView
from types import MappingProxyType
from typing import Any

_NAMES = {
    "dataframe": {
        "pandas": "DataFrame Series Index Styler ExtensionArray",
        "numpy": "ndarray",
        "pyarrow": "Table RecordBatch Array ChunkedArray",
        "polars": "DataFrame Series LazyFrame",
        "modin": "DataFrame Series",
        "dask": "DataFrame Series Index",
        "dask_expr": "FrameBase",
        "pyspark": "DataFrame",
        "snowflake": "DataFrame Series Table",
        "xarray": "Dataset DataArray",
        "duckdb": "DuckDBPyRelation",
        "_duckdb": "DuckDBPyRelation",
        "ray": "Dataset MaterializedDataset",
    },
    "widget": {"ipywidgets": "Widget"},
    "altair_chart": {"altair": "TopLevelMixin"},
    "pyplot": {"matplotlib": "Figure"},
    "plotly_chart": {"plotly": "BaseFigure"},
    "graphviz_chart": {"graphviz": "Dot Source", "keras": "Model", "tensorflow": "Model"},
    "latex": {"sympy": "Expr"},
    "image": {"PIL": "Image"},
    "pydeck_chart": {"pydeck": "Deck"},
    "write_stream": {"openai": "Stream"},
}
"""Command, library, and the classes of the library that the command shows."""

_COMMANDS = {
    (library, name): command
    for command, libraries in _NAMES.items()
    for library, names in libraries.items()
    for name in names.split()
}

_PROTOCOLS = ("to_pandas", "__dataframe__", "__arrow_c_stream__", "__arrow_c_array__")
_CURSOR = ("description", "fetchall", "execute")

_MAPPINGS = (dict, UserDict, ChainMap, MappingProxyType)
_SEQUENCES = (list, UserList, map, enumerate, KeysView, ValuesView, ItemsView)

_TEXT_EVENT = re.compile(r"response\.(output_text|refusal)\.delta")


def command_for(value: object) -> str | None:
    """Return the name of the command that shows an object of a well-known library; None for others."""
    for kind in type(value).__mro__:
        found = _COMMANDS.get((kind.__module__.partition(".")[0], kind.__name__))
        if found is not None:
            return found
    return "dataframe" if _is_rows(value) else None


def converts_to_frame(value: object) -> bool:
    """Whether a value offers itself as a dataframe."""
    return not isinstance(value, type) and any(_has(value, (name,)) for name in _PROTOCOLS)


def plain_data(value: Any) -> list[Any] | dict[Any, Any] | None:
    """Return what the ``json`` command can show of a value; None when that is not how to show it."""
    if isinstance(value, tuple):
        as_dict = getattr(value, "_asdict", None)
        return dict(as_dict()) if as_dict is not None else None
    if isinstance(value, _SEQUENCES):
        return value if isinstance(value, list) else list(value)
    if isinstance(value, _MAPPINGS):
        return value if isinstance(value, dict) else dict(value)
    if _is_model(value):
        dumped = value.model_dump() if hasattr(value, "model_dump") else value.dict()
        # The root of a model that has nothing else may be anything.
        return dumped if isinstance(dumped, (dict, list)) else {"root": dumped}
    return _own_mapping(value) if type(value).__module__.startswith("revoila.") else None


def streamed_text(chunk: Any) -> Any:
    """Return the text in a chunk of a language model's stream; any other object as it is.

    Known are the chunks and events of OpenAI's client, whatever has the form
    of its chat chunks, and LangChain's message chunks.
    """
    kind = type(chunk)
    library = kind.__module__.partition(".")[0]
    choices = getattr(chunk, "choices", None)
    if isinstance(choices, list) and (kind.__name__ == "ChatCompletionChunk" or _is_delta(choices)):
        return (getattr(choices[0].delta, "content", None) or "") if choices else ""
    event = getattr(chunk, "type", None)
    if isinstance(event, str) and event.startswith("response."):
        if _TEXT_EVENT.fullmatch(event) and isinstance(getattr(chunk, "delta", None), str):
            return chunk.delta
        return "" if library == "openai" else chunk
    if library.startswith("langchain") and kind.__name__.endswith("MessageChunk"):
        return chunk.content
    return chunk


def _is_rows(value: object) -> bool:
    """Whether a value is a database cursor or a list of Snowpark rows."""
    if isinstance(value, list):
        return bool(value) and type(value[0]).__module__.startswith("snowflake.")
    return _has(value, _CURSOR)


def _own_mapping(value: Any) -> dict[Any, Any] | None:
    """Return the content of session state, query parameters or secrets."""
    if _has(value, ("to_dict",)):
        return dict(value.to_dict())
    return dict(value) if isinstance(value, Mapping) else None


def _is_model(value: object) -> bool:
    """Whether a value is an instance of a Pydantic model, of version 1 or 2."""
    return any(
        kind.__name__ == "BaseModel" and kind.__module__.startswith("pydantic.")
        for kind in type(value).__mro__
    )


def _is_delta(choices: list[Any]) -> bool:
    return bool(choices) and hasattr(getattr(choices[0], "delta", None), "content")


def _has(value: object, names: tuple[str, ...]) -> bool:
    # Asking the type: an instance's __getattr__ may answer to any name.
    return all(hasattr(type(value), name) for name in names)
