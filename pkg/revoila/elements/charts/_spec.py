"""What is in a Vega-Lite specification? Views inside of views, their selections, names that stay the same."""

from __future__ import annotations

import json
import math
import re
from datetime import date, time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LISTS = ("layer", "hconcat", "vconcat", "concat")
"""Names under which a view holds others."""

_GIVEN = re.compile(r"(?<![A-Za-z0-9_])(?:param|view)_(?:[0-9a-f]{16}(?:_\d+)?|\d+)(?![0-9a-f])")
"""Names that Altair gives out: counted for as long as the process runs, or hashes of what is named and its data."""

_DATA = frozenset(
    {"field", "fields", "groupby", "title", "text", "values", "datasets", "usermeta", "description"}
)
"""What holds the author's words, not names of parts of the chart."""


def spec_text(spec: Mapping[str, Any]) -> str:
    """Return a specification as JSON.

    Raises
    ------
    TypeError
        It holds what is neither JSON nor a scalar of NumPy nor a date.
    """
    try:
        return json.dumps(spec, ensure_ascii=False, allow_nan=False, default=_plain)
    except ValueError:  # NaN: missing, as in a table
        return json.dumps(_without_nan(spec), ensure_ascii=False, allow_nan=False, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, (date, time)):
        return value.isoformat()
    if hasattr(value, "dtype") and hasattr(value, "tolist"):
        return _without_nan(value.tolist())
    raise TypeError(f"A Vega-Lite specification holds no {type(value).__name__}, except as data.")


def _without_nan(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {name: _without_nan(item) for name, item in value.items()}
    return [_without_nan(item) for item in value] if isinstance(value, (list, tuple)) else value


def parts(view: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the views directly inside of a view."""
    inside = [view["spec"]] if isinstance(view.get("spec"), dict) else []
    for name in LISTS:
        found = view.get(name)
        inside += [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []
    return inside


def views(spec: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Walk over a specification and all views inside of it."""
    yield spec
    for part in parts(spec):
        yield from views(part)


def is_composed(spec: Mapping[str, Any]) -> bool:
    """Whether a chart consists of several views, so that its width is that of its parts."""
    if any(name in spec for name in ("facet", "hconcat", "vconcat", "concat", "repeat")):
        return True
    encoding = spec.get("encoding")
    return isinstance(encoding, dict) and any(channel in encoding for channel in ("facet", "row", "column"))


def selections(spec: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the selections of a chart by name; other parameters have no ``select``."""
    found: dict[str, dict[str, Any]] = {}
    for view in views(spec):
        params = view.get("params")
        for param in params if isinstance(params, list) else []:
            if isinstance(param, dict) and "select" in param and isinstance(param.get("name"), str):
                found.setdefault(param["name"], param)
    return found


def kind_of(param: Mapping[str, Any]) -> str:
    """Return ``"point"`` or ``"interval"``, or what the author wrote instead."""
    select = param["select"]
    return str(select.get("type") if isinstance(select, dict) else select)


def with_projections(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a specification whose point selections say what they select: the fields of the view.

    Otherwise they would tell the number of a row inside of Vega, which says nothing to a script.
    """
    named = {view["name"]: view for view in views(spec) if isinstance(view.get("name"), str)}

    def project(param: Any, home: Mapping[str, Any], around: Mapping[str, Any]) -> Any:
        if not isinstance(param, dict) or "select" not in param or kind_of(param) != "point":
            return param
        select = param["select"] if isinstance(param["select"], dict) else {"type": "point"}
        if select.get("encodings") is not None or select.get("fields") is not None:
            return param
        shown = next((named[name] for name in param.get("views", []) if name in named), home)
        channels = _channels({**around, **_encoding(shown)})
        return {**param, "select": {**select, "encodings": channels}} if channels else param

    def walk(view: dict[str, Any], around: Mapping[str, Any]) -> dict[str, Any]:
        inherited = {**around, **_encoding(view)}
        changed = dict(view)
        if isinstance(view.get("params"), list):
            changed["params"] = [project(param, view, around) for param in view["params"]]
        if isinstance(view.get("spec"), dict):
            changed["spec"] = walk(view["spec"], inherited)
        for name in LISTS:
            if isinstance(view.get(name), list):
                changed[name] = [
                    walk(part, inherited) if isinstance(part, dict) else part for part in view[name]
                ]
        return changed

    return walk(spec, {})


def _encoding(view: Mapping[str, Any]) -> dict[str, Any]:
    encoding = view.get("encoding")
    return encoding if isinstance(encoding, dict) else {}


def _channels(encoding: Mapping[str, Any]) -> list[str]:
    """Return the channels by which a mark can be found again: those with a field as it is in the data."""
    return [
        name
        for name, channel in encoding.items()
        if isinstance(channel, dict) and isinstance(channel.get("field"), str) and "aggregate" not in channel
    ]


def with_stable_names(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a specification in which the names that Altair gave out are counted from one.

    Altair counts on with every chart, or names a view after its data, so that the same line of code
    would make another chart in each run.
    """
    names = list(dict.fromkeys(_names(spec)))
    given = [name for name in names if _GIVEN.fullmatch(name)]
    taken = {name for name in names if name not in given}
    renamed: dict[str, str] = {}
    for name in sorted(given, key=_order):
        kind, count = name.partition("_")[0], 1
        while f"{kind}_{count}" in taken:
            count += 1
        renamed[name] = f"{kind}_{count}"
        taken.add(renamed[name])
    if all(old == new for old, new in renamed.items()):
        return spec

    def rename(value: Any) -> Any:
        if isinstance(value, str):
            return _GIVEN.sub(lambda match: renamed.get(match[0], match[0]), value)
        if isinstance(value, list):
            return [rename(item) for item in value]
        if isinstance(value, dict):
            return {name: item if name in _DATA else rename(item) for name, item in value.items()}
        return value

    changed: dict[str, Any] = rename(spec)
    return changed


def _names(spec: Mapping[str, Any]) -> Iterator[str]:
    for view in views(spec):
        params = view.get("params")
        for named in (view, *(params if isinstance(params, list) else ())):
            if isinstance(named, dict) and isinstance(named.get("name"), str):
                yield named["name"]


def _order(name: str) -> int:
    """Return a count as it is; hashes keep the order in which they come."""
    count = name.partition("_")[2]
    return int(count) if count.isdecimal() else 0
