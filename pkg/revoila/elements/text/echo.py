"""``st.echo``: runs a block and shows its code beside what it draws."""

from __future__ import annotations

import ast
import linecache
import sys
import textwrap
from contextlib import contextmanager
from typing import TYPE_CHECKING

from revoila.elements.layout.empty import empty
from revoila.elements.status.alert import warning
from revoila.elements.text.code import code

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def echo(code_location: str = "above") -> Iterator[None]:
    """Show the code of a block, and run it.

    Behaves as Streamlit 1.67 `st.echo`.

    Parameters
    ----------
    code_location : {"above", "below"}
        Where the code is, as seen from what the block draws; anything but ``"below"`` is above.

    Yields
    ------
    None
        While the block runs.

    See Also
    --------
    code : Shows any text as code.

    Examples
    --------
    >>> with echo():
    ...     total = sum(range(10))
    """
    below = code_location == "below"
    # The block's frame is behind this function and the context manager's `__enter__`.
    frame = sys._getframe(2)  # noqa: SLF001  # the only way to the caller's line
    source = _block_source(frame.f_code.co_filename, frame.f_lineno)
    place = None if below else empty()
    if place is not None:
        with place:
            _show(source)
    yield
    if below:
        _show(source)


def _show(source: str | None) -> None:
    if source is None:
        warning("The code of this block cannot be read, so it is not shown.")
    else:
        code(source, "python")


def _block_source(path: str, line: int) -> str | None:
    """Return the code of the innermost ``with`` block that begins at a line; None when there is none to read."""
    linecache.checkcache(path)
    lines = linecache.getlines(path)
    try:
        tree = ast.parse("".join(lines))
    except (SyntaxError, ValueError):
        return None
    found: ast.With | ast.AsyncWith | None = None
    for node in ast.walk(tree):
        if isinstance(node, (ast.With, ast.AsyncWith)):
            head = max(item.context_expr.end_lineno or node.lineno for item in node.items)
            if node.lineno <= line <= head and (found is None or node.lineno >= found.lineno):
                found = node
    if found is None:
        return None
    first = found.body[0]
    decorators = getattr(first, "decorator_list", [])
    start = min([first.lineno, *(one.lineno for one in decorators)])
    end = found.body[-1].end_lineno or start
    if start == found.lineno:
        # All in one line: what is before the block is no part of it.
        return "".join(lines[start - 1 : end])[first.col_offset :].strip()
    return textwrap.dedent("".join(lines[start - 1 : end])).strip("\n")
