"""How an exception looks on the page: its type, its message, and where it came from.

Follows the statements 9 and 113 to 116 of the execution specification
(Streamlit 1.67). Nothing here draws; `exception_props` serves both
``st.exception`` and what shows an uncaught exception.
"""

from __future__ import annotations

import os
import threading
import traceback
from concurrent.futures import thread as _pool
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from revoila.config.redaction import redact
from revoila.errors import MarkdownFormattedException

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from revoila.elements._element import Props

Keep: TypeAlias = "Callable[[traceback.FrameSummary], bool]"

_PACKAGE = str(Path(__file__).parent.parent) + os.sep
_MACHINERY = (threading.__file__, _pool.__file__)
"""Files whose frames lead to the script in its thread and say nothing about it."""

_MAX_CHAIN = 100
_MAX_DEPTH = 10
_MAX_WIDTH = 15
_MAX_ROWS = 5000

_CAUSE = "The above exception was the direct cause of the following exception:"
_CONTEXT = "During handling of the above exception, another exception occurred:"

HIDDEN = (
    "Something in this app went wrong. What exactly is not shown here, because it could reveal data. "
    "The details are in the app's log."
)
"""Message of an uncaught exception whose details are not to be shown."""

_OLDER_LEVELS = {"true": "full", "false": "stacktrace"}


def exception_props(error: object, *, uncaught: bool, details: str | bool) -> Props:
    """Describe an exception as the props of an ``exception`` element.

    Parameters
    ----------
    error : object
        The exception; anything else is described by its type and text.
    uncaught : bool
        Whether it ended the script. Then its type is fully qualified and
        `details` applies.
    details : str or bool
        Value of ``client.showErrorDetails``: ``"full"`` (or True) shows all,
        ``"stacktrace"`` (or False) hides the message, ``"type"`` also the
        trace, anything else the type, too.

    Returns
    -------
    dict
        ``type``, ``message`` and ``trace``, plus ``markdown`` and ``warning``
        when they hold. Secrets are redacted.
    """
    level = _OLDER_LEVELS.get(str(details).lower(), details) if uncaught else "full"
    # Errors of a caller's own function, as of `hash_funcs`, go by the name of what the function raised.
    kind = getattr(error, "alternate_name", None) or (
        _qualified_name(type(error)) if uncaught else type(error).__name__
    )
    props: Props = {
        "type": kind if level in ("full", "stacktrace", "type") else "",
        "message": redact(_message(error)) if level == "full" else HIDDEN,
        "trace": [],
    }
    if isinstance(error, BaseException) and level in ("full", "stacktrace"):
        props["trace"] = [redact(row) for row in trace_rows(error)]
    if isinstance(error, MarkdownFormattedException):
        props["markdown"] = True
    if isinstance(error, Warning):
        props["warning"] = True
    return props


def trace_rows(error: BaseException) -> list[str]:
    """Return the rows of the traceback, oldest call first, without this package's own frames.

    The frames of the package stay when there are no others. Causes and
    contexts come first, each with its headline; the members of exception
    groups come last.
    """
    rows = _rows(error, _is_foreign)
    return rows if any(row.startswith("File ") for row in rows) else _rows(error, _is_any)


def _rows(error: BaseException, keep: Keep) -> list[str]:
    rows = list(islice(_chain(error, keep, 0, headline=False), _MAX_ROWS))
    return rows if len(rows) < _MAX_ROWS else [*rows, "... (the rest is too long)"]


def _chain(error: BaseException, keep: Keep, depth: int, *, headline: bool) -> Iterator[str]:
    links = _links(error)
    if len(links) == _MAX_CHAIN:
        yield "... (earlier exceptions)"
    for before, sentence in reversed(links):
        yield from _one(before, keep, depth, headline=True)
        yield sentence
    yield from _one(error, keep, depth, headline=headline)


def _links(error: BaseException) -> list[tuple[BaseException, str]]:
    """Return the causes and contexts of an exception, each with the sentence that leads on from it, latest first."""
    seen = {id(error)}
    links: list[tuple[BaseException, str]] = []
    current = error
    while len(links) < _MAX_CHAIN:
        if current.__cause__ is not None:
            before, sentence = current.__cause__, _CAUSE
        elif current.__context__ is not None and not current.__suppress_context__:
            before, sentence = current.__context__, _CONTEXT
        else:
            break
        # Contexts can form a circle.
        if id(before) in seen:
            break
        seen.add(id(before))
        links.append((before, sentence))
        current = before
    return links


def _one(error: BaseException, keep: Keep, depth: int, *, headline: bool) -> Iterator[str]:
    yield from _frames(error, keep)
    if headline:
        yield _headline(error)
    if not isinstance(error, BaseExceptionGroup):
        return
    if depth == _MAX_DEPTH:
        yield f"... (exception groups more than {_MAX_DEPTH} deep)"
        return
    for number, member in enumerate(error.exceptions[:_MAX_WIDTH], 1):
        yield f"+---------------- {number} ----------------"
        yield from _chain(member, keep, depth + 1, headline=True)
    if len(error.exceptions) > _MAX_WIDTH:
        yield f"... and {len(error.exceptions) - _MAX_WIDTH} more exceptions"


def _frames(error: BaseException, keep: Keep) -> Iterable[str]:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if keep(frame)]
    while frames and frames[0].filename in _MACHINERY:
        del frames[0]
    return (row.strip() for row in traceback.StackSummary.from_list(frames).format())


def _is_foreign(frame: traceback.FrameSummary) -> bool:
    # The import system's frames lie between an import and what went wrong in it.
    return not frame.filename.startswith((_PACKAGE, "<frozen importlib"))


def _is_any(_frame: traceback.FrameSummary) -> bool:
    return True


def _headline(error: BaseException) -> str:
    message = _message(error)
    name = _qualified_name(type(error))
    return f"{name}: {message}" if message else name


def _qualified_name(kind: type) -> str:
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _message(error: object) -> str:
    if isinstance(error, SyntaxError) and error.lineno is not None:
        return _syntax_message(error)
    try:
        return str(error).strip()
    except Exception:  # noqa: BLE001  # the script's own __str__ may do anything
        return ""


def _syntax_message(error: SyntaxError) -> str:
    lines = [f'File "{error.filename or "<unknown>"}", line {error.lineno}']
    source = (error.text or "").rstrip()
    if source:
        shown = source.lstrip()
        lines.append(f"  {shown}")
        if error.offset is not None:
            column = max(error.offset - 1 - (len(source) - len(shown)), 0)
            lines.append(f"  {' ' * column}^")
    return "\n".join([*lines, f"{type(error).__name__}: {error.msg}"])
