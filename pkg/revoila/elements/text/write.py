"""The command that shows whatever it gets."""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
from functools import partial
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, Any, TypeAlias

from revoila._commands import COMMANDS, NOT_YET, NotYet
from revoila.elements._draw import put
from revoila.elements._handle import DeltaGenerator
from revoila.elements._params import clean
from revoila.elements.text._recognise import command_for, converts_to_frame, plain_data

if TYPE_CHECKING:
    from collections.abc import Callable

Drawing: TypeAlias = "Callable[[], object]"

_SCALARS = frozenset({int, float, bool, complex, bytes, tuple, set, frozenset, type(None)})
_DOCUMENTED = (types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType, type)


def write(*args: Any, unsafe_allow_html: bool = False) -> None:
    """Show the arguments, each in the way that suits it.

    Behaves as Streamlit 1.67 `st.write`. Texts are Markdown; dataframes,
    charts, images, formulas, exceptions and widgets are drawn by their own
    commands; dictionaries and lists as JSON; functions, classes and modules
    by their documentation; streams by ``write_stream``; what has a
    ``_repr_mimebundle_`` as Jupyter shows it, in a frame of its own where it
    brings scripts; numbers and anything else as inline code. Texts and inline code that follow each other become
    one element.

    Parameters
    ----------
    *args : object
        What to show.
    unsafe_allow_html : bool, default False
        Show HTML in texts, and of objects with ``_repr_html_``, as such.

    Raises
    ------
    StreamlitAPIException
        Several arguments, for a container's or an element's own ``write``.
    NotImplementedError
        An object whose command is still to come.

    See Also
    --------
    write_stream : Shows text while it is made.

    Examples
    --------
    >>> write("The answer is", 42)
    """
    if len(args) == 1 and isinstance(args[0], str):
        _write_text(clean(args[0]), html=unsafe_allow_html)
        return
    words: list[str] = []
    for position, arg in enumerate(args):
        if isinstance(arg, str):
            words.append(arg)
        elif type(arg) in _SCALARS:
            words.append(_as_code(str(arg)))
        else:
            drawing = _drawing(arg, position, html=unsafe_allow_html)
            if isinstance(drawing, str):
                words.append(drawing)
                continue
            _flush(words, html=unsafe_allow_html)
            drawing()
    _flush(words, html=unsafe_allow_html)


def _flush(words: list[str], *, html: bool) -> None:
    if words:
        _write_text(clean(" ".join(words)), html=html)
        words.clear()


def _write_text(body: str, *, html: bool) -> None:
    put("markdown", {"body": body, "html": True} if html else {"body": body})


def _drawing(arg: Any, position: int, *, html: bool) -> Drawing | str:
    """Return what draws an object, or the Markdown text that it becomes."""
    drawing = _own(arg, position) or _shown_by_command(arg) or _described(arg, position)
    if drawing is not None:
        return drawing
    if html and callable(getattr(arg, "_repr_html_", None)):
        return partial(_command("html"), arg)
    if converts_to_frame(arg):
        return partial(_command("dataframe"), arg)
    from revoila.elements.text._mimebundle import bundle_of, drawing_of  # rarely needed
    from revoila.elements.text.help import draw_help, has_address

    bundle = bundle_of(arg)
    if bundle is not None:
        return drawing_of(*bundle) or _as_code(str(bundle[0].get("text/plain", arg)))

    text = str(arg)
    return partial(draw_help, arg, position) if has_address(text) else _as_code(text)


def _own(arg: object, position: int) -> Drawing | None:
    """Return what draws exceptions and what commands return."""
    from revoila.elements.text.write_stream import StreamingOutput

    if isinstance(arg, StreamingOutput):
        return partial(_write_each, arg)
    if isinstance(arg, BaseException):
        return partial(_command("exception"), arg)
    return _help(arg, position) if isinstance(arg, DeltaGenerator) else None


def _write_each(items: list[Any]) -> None:
    for item in items:
        write(item)


def _shown_by_command(arg: object) -> Drawing | None:
    """Return what draws objects of well-known libraries, plain data, and texts in memory."""
    name = command_for(arg)
    if name is not None:
        return partial(_command(name), arg)
    data = plain_data(arg)
    if data is not None:
        return partial(_command("json"), data)
    if isinstance(arg, StringIO):
        return partial(_write_text, clean(arg.getvalue()), html=False)
    return None


def _described(arg: Any, position: int) -> Drawing | None:
    """Return what draws generators, and what is best described by its documentation."""
    if (
        inspect.isgenerator(arg)
        or inspect.isasyncgen(arg)
        or inspect.isgeneratorfunction(arg)
        or inspect.isasyncgenfunction(arg)
    ):
        return partial(_command("write_stream"), arg)
    if isinstance(arg, _DOCUMENTED) or dataclasses.is_dataclass(arg):
        return _help(arg, position)
    return None


def _help(arg: object, position: int) -> Drawing:
    from revoila.elements.text.help import draw_help

    return partial(draw_help, arg, position)


def _command(name: str) -> Callable[..., object]:
    """Load a command when it is needed: some import large libraries, and some write by this module."""
    if name in NOT_YET:
        return NotYet(f"st.{name}")
    command: Callable[..., object] = getattr(import_module(f"revoila.{COMMANDS[name]}"), name)
    return command


def _as_code(text: str) -> str:
    """Return Markdown that shows a text as code: fenced when it has several lines."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    if "\n" in text:
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n{text}\n{fence}"
    ticks = "`" * (longest + 1)
    return f"{ticks}{text}{ticks}"
