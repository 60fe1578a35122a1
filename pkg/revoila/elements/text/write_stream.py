"""Text that appears as it is made."""

from __future__ import annotations

import inspect
import re
from collections.abc import AsyncIterable, Iterable
from contextlib import closing, contextmanager
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeAlias

from revoila._context import active
from revoila.elements._draw import draw
from revoila.elements._element import Element
from revoila.elements._handle import DeltaGenerator
from revoila.elements._params import clean
from revoila.elements.text._recognise import command_for, streamed_text
from revoila.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from revoila._context import Run
    from revoila.elements._element import Place, Props

Stream: TypeAlias = "Iterable[Any] | AsyncIterable[Any] | Callable[[], Any]"


FRAME = 0.016
"""Pause after which a growing text is shown again at the latest, when it has grown; in seconds."""

_LINE_AT_MARGIN = re.compile(r"\n\S")


class StreamingOutput(list[Any]):
    """What `write_stream` returns when it wrote more than text; ``write`` shows its items again."""


def write_stream(stream: Stream, *, cursor: str | None = None) -> str | StreamingOutput:
    """Show text while it is made, such as the answer of a language model.

    Behaves as Streamlit 1.67 `st.write_stream`.

    Parameters
    ----------
    stream : iterable, generator, generator function, or an asynchronous one
        Its texts are appended to one Markdown element. Chunks of OpenAI and
        LangChain streams count as their text; what is callable is called;
        everything else is drawn by ``write``, and later text begins anew below.
    cursor : str, optional
        Markdown shown at the end of the text while more is to come.

    Returns
    -------
    str or StreamingOutput
        The text, or a list of texts and objects when there was more than one
        text.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        A text, a container or a dataframe, which ``write`` is for.
    StreamlitAPIException
        The stream cannot be iterated.

    See Also
    --------
    write : Shows what is complete.

    Examples
    --------
    >>> answer = write_stream(word + " " for word in "All rivers run".split())
    """
    if isinstance(stream, (str, DeltaGenerator)) or command_for(stream) == "dataframe":
        raise StreamlitInvalidParameterTypeError(
            "stream",
            type(stream),
            ["generator", "stream-like object"],
            detail="Please use `st.write` for this type.",
        )
    from revoila.elements.text.write import write  # it can write streams

    text = _GrowingText("" if cursor is None else str(cursor), _Pace())
    written = StreamingOutput()
    with _items(stream) as items:
        for item in items:
            chunk = item if isinstance(item, str) else streamed_text(item)
            if isinstance(chunk, str):
                text.add(chunk)
                continue
            text.finish(written)
            if callable(chunk):
                chunk()
            else:
                write(chunk)
                written.append(chunk)
    text.finish(written)
    if not written:
        return ""
    return written[0] if len(written) == 1 and isinstance(written[0], str) else written


class _GrowingText:
    """A Markdown element that is drawn again, in its own slot, with every piece added."""

    def __init__(self, cursor: str, pace: _Pace) -> None:
        self._cursor = cursor
        self._pace = pace
        self._text = ""
        self._begin: int | None = None
        self._place: Place | None = None

    def add(self, piece: str) -> None:
        if not piece:
            return
        self._text += piece
        if self._begin is None:
            self._begin = _margin_end(self._text)
        # Looking for an indentation that all lines share takes as long as the text is.
        body = clean(self._text) if self._begin is None else self._text[self._begin :].rstrip()
        self._draw(body + self._cursor)
        here = active()
        if here is not None:
            self._pace.show(here.run)

    def finish(self, written: list[Any]) -> None:
        """Draw without the cursor; what comes next is another text."""
        if not self._text:
            return
        self._draw(clean(self._text))
        written.append(self._text)
        self._text, self._begin, self._place = "", None, None

    def _draw(self, body: str) -> None:
        props: Props = {"body": body}
        here = active()
        if self._place is None or here is None:
            self._place = draw("markdown", props).place
        else:
            here.run.record(Element("markdown", props), self._place)


class _Pace:
    """When a growing text is shown: at its first piece, with every frame, and whenever its pieces have doubled.

    So an answer that takes a few milliseconds is seen to grow as well, though it is over before the first frame.
    """

    def __init__(self) -> None:
        self._pieces = 0
        self._enough = 1
        self._next = 0.0

    def show(self, run: Run) -> None:
        """Take note of a piece that was drawn, and show it if it is time."""
        self._pieces += 1
        now = perf_counter()
        if self._pieces < self._enough and now < self._next:
            return
        run.flush()
        done = perf_counter()
        # On a page that takes long to compare, it must not take most of the time.
        self._enough = self._pieces * (2 if done - now < FRAME / 4 else 8)
        self._next = done + FRAME


def _margin_end(text: str) -> int | None:
    """Return where a text begins that has no indentation to remove; None when it may have one."""
    begun = text.lstrip()
    before = len(text) - len(begun)
    at_margin = before == 0 or text[before - 1] == "\n"
    return before if begun and (at_margin or _LINE_AT_MARGIN.search(begun)) else None


@contextmanager
def _items(stream: Any) -> Iterator[Iterator[Any]]:
    if inspect.isgeneratorfunction(stream) or inspect.isasyncgenfunction(stream):
        stream = stream()
    if isinstance(stream, AsyncIterable) and not isinstance(stream, Iterable):
        from revoila.elements.text._awaiting import awaited

        with closing(awaited(aiter(stream))) as items:
            yield items
        return
    try:
        items = iter(stream)
    except TypeError as error:
        raise StreamlitAPIException(
            f"The given stream ({type(stream)}) cannot be iterated. "
            "It must be a generator, a generator function or an iterable."
        ) from error
    yield items
