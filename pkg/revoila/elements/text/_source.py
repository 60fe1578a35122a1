"""How the script spells the argument that is being shown.

Reads the source of the call that is going on, by the position that the
interpreter keeps for each instruction, so it is exact also for calls over
several lines and several calls in one line.
"""

from __future__ import annotations

import ast
import linecache
import os
from inspect import currentframe
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

_PACKAGE = str(Path(__file__).parent.parent.parent) + os.sep
_ELEMENTS = str(Path(__file__).parent.parent) + os.sep


def argument_source(position: int) -> str:
    """Return the source of one argument of the command that the script calls right now.

    Parameters
    ----------
    position : int
        Which positional argument.

    Returns
    -------
    str
        The expression, the name that it is assigned to by ``:=``, or an empty
        text for constants and where the source cannot be read.
    """
    frame = called_by = currentframe()
    while frame is not None and frame.f_code.co_filename.startswith(_PACKAGE):
        frame, called_by = frame.f_back, frame
    # Else the runtime writes a bare expression, and nothing is called in the script.
    is_call = called_by is not None and called_by.f_code.co_filename.startswith(_ELEMENTS)
    source, is_all = ("", False) if frame is None else _current_expression(frame)
    try:
        called = ast.parse(source, mode="eval").body if source else None
    except (SyntaxError, ValueError):
        return ""
    argument = None if called is None else _argument(called, position, is_call=is_call)
    if isinstance(argument, ast.NamedExpr):
        return argument.target.id
    if argument is None or isinstance(argument, ast.Constant):
        return ""
    text = ast.get_source_segment(source, argument) or ""
    return f"({text})" if is_all and argument is called and not is_call else text


def _current_expression(frame: FrameType) -> tuple[str, bool]:
    """Return the source of the call that `frame` is in the middle of, and whether its line has it in parentheses."""
    places = frame.f_code.co_positions()
    # An instruction takes two bytes.
    first, last, start, end = next(islice(places, frame.f_lasti // 2, None), (None, None, None, None))
    if first is None or last is None or start is None or end is None:
        return "", False
    lines = linecache.getlines(frame.f_code.co_filename, frame.f_globals)[first - 1 : last]
    # Columns count bytes.
    encoded = [line.encode() for line in lines]
    if not encoded:
        return "", False
    around = encoded[0][:start].strip(), encoded[-1][end:].strip()
    encoded[-1] = encoded[-1][:end]
    encoded[0] = encoded[0][start:]
    return b"".join(encoded).decode(errors="replace"), around == (b"(", b")")


def _argument(shown: ast.expr, position: int, *, is_call: bool) -> ast.expr | None:
    if is_call and isinstance(shown, ast.Call):
        arguments = [*shown.args, *(keyword.value for keyword in shown.keywords if keyword.arg == "obj")]
    elif isinstance(shown, ast.Tuple):
        arguments = shown.elts
    else:
        return shown
    before = arguments[: position + 1]
    if len(before) <= position or any(isinstance(argument, ast.Starred) for argument in before):
        return None
    return before[position]
