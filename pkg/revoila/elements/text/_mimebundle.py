"""Objects that say how Jupyter shows them, by ``_repr_mimebundle_``: what of it is drawn, and by which command."""

from __future__ import annotations

import logging
import re
from base64 import b64decode
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from revoila._commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

Drawing: TypeAlias = Callable[[], object]

_log = logging.getLogger(__name__)

_RUNS = re.compile(r"<(?:script|iframe|object|embed|form)\b|javascript:|<[^>]*\son\w+\s*=", re.IGNORECASE)
"""What in HTML a page of ours would not do; a frame of its own may."""


def bundle_of(value: Any) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """Return what an object says of itself by type, and how to show it; None where it says nothing.

    Parameters
    ----------
    value : object
        Anything. A method that fails is logged and then counts for nothing, as in Jupyter.
    """
    # Asking the type: an instance's __getattr__ may answer to any name.
    if isinstance(value, type) or not callable(getattr(type(value), "_repr_mimebundle_", None)):
        return None
    try:
        found = value._repr_mimebundle_(include=None, exclude=None)
    except Exception:  # noqa: BLE001  # whatever an author's object raises
        _log.exception("`_repr_mimebundle_` of a %s failed.", type(value).__name__)
        return None
    data, metadata = found if isinstance(found, tuple) else (found, {})
    return (dict(data), dict(metadata or {})) if data else None


def drawing_of(data: Mapping[str, Any], metadata: Mapping[str, Any]) -> Drawing | None:
    """Return what draws a bundle in the richest of its types; None where there is but text.

    The order is that of JupyterLab.

    Parameters
    ----------
    data : mapping of str to object
        What an object says of itself, by type.
    metadata : mapping of str to object
        How to show it, as a whole or by type.
    """
    for start, chart in _CHARTS.items():
        for kind, content in data.items():
            if kind.startswith(start) and kind.endswith("json"):
                return chart(content)
    for kind, drawn in _DRAWN.items():
        if kind in data:
            return drawn(data[kind], metadata.get(kind, metadata))
    return None


def _plotly(content: Any) -> Drawing:
    figure = {name: content[name] for name in ("data", "layout", "frames") if name in content}
    return partial(_command("plotly_chart"), figure)


def _vega(content: Any) -> Drawing:
    return partial(_command("vega_lite_chart"), dict(content))


def _html(content: Any, _metadata: Any) -> Drawing:
    """Return what draws HTML: on the page, or in a frame of its own where it brings what would run."""
    text = _text(content)
    return _frame(text) if _RUNS.search(text) else partial(_command("html"), text)


def _frame(html: str) -> Drawing:
    # What does not begin with a tag could be taken for an address.
    return partial(_command("iframe"), f"<!doctype html>{html}")


def _script(content: Any, _metadata: Any) -> Drawing:
    script = _text(content).replace("</", "<\\/")
    return _frame(f'<div id="element"></div><script>{script}</script>')


def _image(content: Any, metadata: Any) -> Drawing:
    picture = content if isinstance(content, bytes) else b64decode(_text(content))
    width = metadata.get("width") if isinstance(metadata, dict) else None
    fits = isinstance(width, int) and width > 0
    return partial(_command("image"), picture, width=width if fits else "content")


def _markdown(content: Any, _metadata: Any) -> Drawing:
    return partial(_command("markdown"), _text(content))


def _latex(content: Any, _metadata: Any) -> Drawing:
    return partial(_command("latex"), _text(content).strip().strip("$"))


def _drawing(content: Any, _metadata: Any) -> Drawing:
    return partial(_command("image"), _text(content))


def _json(content: Any, _metadata: Any) -> Drawing:
    return partial(_command("json"), content)


def _text(content: Any) -> str:
    # A text may come in lines, as it does in files of notebooks.
    return "".join(map(str, content)) if isinstance(content, list) else str(content)


def _command(name: str) -> Callable[..., object]:
    command: Callable[..., object] = getattr(import_module(f"revoila.{COMMANDS[name]}"), name)
    return command


_CHARTS = {"application/vnd.plotly.": _plotly, "application/vnd.vegalite.": _vega}
"""What draws the types that begin so."""

_DRAWN: dict[str, Callable[[Any, Any], Drawing]] = {
    "text/html": _html,
    "text/markdown": _markdown,
    "text/latex": _latex,
    "image/svg+xml": _drawing,
    **dict.fromkeys(("image/png", "image/jpeg", "image/gif", "image/webp"), _image),
    "application/json": _json,
    "application/javascript": _script,
}
"""What draws each type, the richest first."""
