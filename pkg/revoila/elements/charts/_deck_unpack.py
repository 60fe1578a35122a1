"""A scene that was drawn, as an object of pydeck again."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def deck_of(props: Mapping[str, Any]) -> Any:
    """Return a scene as a Deck of pydeck.

    Long tables come back as rows, binary data as a DataFrame.

    Parameters
    ----------
    props : mapping
        ``spec``, ``buffers`` and ``tooltip``, as they travel.
    """
    from pydeck import Deck, View, ViewState  # made the scene

    spec = json.loads(props["spec"])
    buffers = props.get("buffers", {})
    views = spec.pop("views", None)
    camera = spec.pop("initialViewState", None)
    deck = Deck(
        layers=[_layer(layer, buffers) for layer in spec.pop("layers", [])],
        views=None if views is None else [View(type=view.pop("@@type", None), **view) for view in views],
        initial_view_state=None if camera is None else ViewState(**_snaked(camera)),
        map_provider=None,
        map_style=None,
        tooltip=props.get("tooltip", False),
    )
    # What the constructor would look up, and has looked up before.
    vars(deck).update(_snaked(spec))
    return deck


def _layer(described: dict[str, Any], buffers: Mapping[str, bytes]) -> Any:
    from pydeck import Layer  # as above

    kind, name, data = described.pop("@@type"), described.pop("id"), described.pop("data", None)
    binary = data.get("@@binary") if isinstance(data, dict) else None
    if binary is None:
        layer = Layer(kind, _rows(data, buffers), id=name)
    else:
        columns = {_snake(accessor): one["column"] for accessor, one in binary["attributes"].items()}
        layer = Layer(kind, _frame(binary, buffers), id=name, use_binary_transport=True, **columns)
    # Not by the constructor, which would mark texts a second time.
    vars(layer).update(_snaked(described))
    return layer


def _rows(data: Any, buffers: Mapping[str, bytes]) -> Any:
    if not isinstance(data, dict) or "@@table" not in data:
        return data
    import pyarrow as pa  # has written it

    return pa.ipc.open_stream(buffers[data["@@table"]]).read_all().to_pylist()


def _frame(binary: dict[str, Any], buffers: Mapping[str, bytes]) -> Any:
    import numpy as np  # pydeck needs both
    import pandas as pd

    columns = {}
    for attribute in binary["attributes"].values():
        numbers = np.frombuffer(buffers[attribute["buffer"]], f"<{attribute['type']}")
        size = attribute["size"]
        columns[attribute["column"]] = list(numbers.reshape(-1, size)) if size > 1 else numbers
    return pd.DataFrame(columns)


def _snaked(named: Mapping[str, Any]) -> dict[str, Any]:
    return {_snake(name): value for name, value in named.items()}


def _snake(name: str) -> str:
    """Return a name as Python has it; those that begin with other signs stay."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda match: f"_{match[1].lower()}", name)
