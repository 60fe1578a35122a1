"""Streams of texts and other things."""

from __future__ import annotations

import asyncio
import threading
from itertools import pairwise
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila._context import active
from revoila.elements._params import clean
from revoila.elements.text.text import text
from revoila.elements.text.write_stream import StreamingOutput, _margin_end, write_stream
from revoila.errors import StreamlitAPIException, StreamlitInvalidParameterTypeError

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator

    from tests.unit.elements.conftest import Page

    from revoila.elements._element import Element, Place


def bodies(page: Page) -> list[str]:
    return [child.props["body"] for child in page.main]


@pytest.fixture
def drawn(page: Page, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Bodies in the order in which they are drawn, replaced ones too."""
    drawn: list[str] = []
    record = page.run.record

    def watch(element: Element, place: Place | None = None) -> Place:
        drawn.append(element.props["body"])
        return record(element, place)

    monkeypatch.setattr(page.run, "record", watch)
    return drawn


def chunk(library: str, name: str, **attributes: Any) -> Any:
    """Return an instance of a class that looks like another library's."""
    kind = type(name, (SimpleNamespace,), {})
    kind.__module__ = library
    return kind(**attributes)


def chat(content: str | None, library: str = "openai.types.chat.chat_completion_chunk") -> Any:
    choice = SimpleNamespace(delta=SimpleNamespace(content=content))
    return chunk(library, "ChatCompletionChunk", choices=[choice])


def test_texts_grow_in_one_slot(page: Page, drawn: list[str]) -> None:
    """Statement 124."""
    assert write_stream(["All ", "", "rivers ", "run"]) == "All rivers run"
    assert page.kinds() == ["markdown"]
    assert drawn == ["All", "All rivers", "All rivers run", "All rivers run"]


def test_a_cursor_is_shown_while_more_may_come(page: Page, drawn: list[str]) -> None:
    """Statement 124."""
    write_stream(["a", "b"], cursor="|")
    assert drawn == ["a|", "ab|", "ab"]


@pytest.mark.parametrize("stream", [[], ["", ""], ()])
def test_nothing_is_an_empty_text(page: Page, stream: Any) -> None:
    """Statement 124."""
    assert write_stream(stream) == ""
    assert page.main == []


def test_other_things_are_written_and_text_begins_anew_after_them(page: Page) -> None:
    """Statement 124."""
    returned = write_stream(["a", 3, "b", "c", ValueError("x")])
    assert isinstance(returned, StreamingOutput)
    assert returned[:3] == ["a", 3, "bc"]
    assert page.kinds() == ["markdown", "markdown", "markdown", "exception"]
    assert [page.props(i)["body"] for i in range(3)] == ["a", "`3`", "bc"]


def test_one_thing_that_is_no_text_is_a_list(page: Page) -> None:
    """Statement 124."""
    returned = write_stream([3])
    assert returned == [3]
    assert isinstance(returned, StreamingOutput)


def test_callables_are_called(page: Page) -> None:
    """Statement 124."""
    assert write_stream(["a", lambda: text("called"), "b"]) == ["a", "b"]
    assert page.kinds() == ["markdown", "text", "markdown"]


@pytest.mark.parametrize(
    "stream",
    [
        ["x", "yz"],
        {"xy": 1, "z": 2},
        iter("xyz"),
        (letter for letter in "xyz"),
        lambda: None,
    ],
)
def test_anything_iterable_is_a_stream(page: Page, stream: Any) -> None:
    """Statement 124."""

    def generate() -> Iterator[str]:
        yield "xyz"

    assert write_stream(generate if callable(stream) else stream) == "xyz"


def test_the_text_returned_is_as_it_came_and_the_text_shown_is_prepared(page: Page) -> None:
    assert write_stream(["  a\n", "   b"]) == "  a\n   b"
    assert bodies(page) == ["a\n b"]


@given(st.lists(st.text(alphabet="ab \n", max_size=5), max_size=8))
def test_the_last_drawing_is_what_markdown_would_show(pieces: list[str]) -> None:
    text = "".join(pieces)
    begin = _margin_end(text)
    if begin is not None:
        shown = [line.rstrip() for line in text[begin:].rstrip().split("\n")]
        assert shown == [line.rstrip() for line in clean(text).split("\n")]


def test_long_texts_are_not_prepared_again_for_every_piece(
    page: Page, drawn: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = 0

    def count(text: str) -> str:
        nonlocal prepared
        prepared += 1
        return clean(text)

    monkeypatch.setattr("revoila.elements.text.write_stream.clean", count)
    write_stream([" ", "- item\n", "- item\n", *["  more\n"] * 50])
    assert prepared < 5
    assert all(after.startswith(before) for before, after in pairwise(drawn))


@pytest.mark.parametrize("stream", ["abc", pytest.param(None, id="handle")])
def test_texts_and_containers_are_refused(page: Page, stream: Any) -> None:
    """Statement 124."""
    refused: Any = text("x") if stream is None else stream
    with pytest.raises(StreamlitInvalidParameterTypeError):
        write_stream(refused)


def test_dataframes_are_refused(page: Page) -> None:
    """Statement 124."""
    import numpy as np
    import pandas as pd

    for frame in (pd.DataFrame(), pd.Series(["a"]), np.array([1])):
        with pytest.raises(StreamlitInvalidParameterTypeError):
            write_stream(frame)


@pytest.mark.parametrize("stream", [3, None, lambda: ["a"], object()])
def test_what_cannot_be_iterated_is_refused(page: Page, stream: Any) -> None:
    """Statement 124."""
    with pytest.raises(StreamlitAPIException, match="cannot be iterated"):
        write_stream(stream)


def test_a_slot_keeps_the_last_part(page: Page) -> None:
    slot = text("x")
    assert slot.write_stream(["a", 3, "b"]) == ["a", 3, "b"]
    assert bodies(page) == ["b"]


def test_an_error_in_the_stream_leaves_what_came_before(page: Page) -> None:
    def generate() -> Iterator[str]:
        yield "a"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_stream(generate)
    assert bodies(page) == ["a"]


def test_chunks_of_openai_count_as_their_text(page: Page) -> None:
    """Statement 124."""
    empty = chunk("openai.types.chat.chat_completion_chunk", "ChatCompletionChunk", choices=[])
    assert write_stream([empty, chat("a"), chat(None), chat("b"), chat("c", "litellm.types")]) == "abc"


def test_events_of_openai_count_as_their_text(page: Page) -> None:
    """Statement 124."""

    def event(kind: str, **more: Any) -> Any:
        return chunk("openai.types.responses.some_event", "Event", type=kind, **more)

    events = [
        event("response.created"),
        event("response.output_text.delta", delta="a"),
        event("response.reasoning_text.delta", delta="hm"),
        event("response.refusal.delta", delta="b"),
        event("response.completed"),
    ]
    assert write_stream(events) == "ab"


def test_chunks_of_langchain_count_as_their_content(page: Page) -> None:
    """Statement 124."""

    def message(content: str) -> Any:
        return chunk("langchain_core.messages.ai", "AIMessageChunk", content=content)

    assert write_stream([message("a"), message(""), message("b")]) == "ab"


def test_objects_that_merely_look_alike_are_written(page: Page) -> None:
    look_alike = SimpleNamespace(content="a", type="response", choices=3, delta=None)
    assert write_stream([look_alike]) == [look_alike]


async def generate_slowly() -> AsyncGenerator[object, None]:
    for item in ("a", "b", 3):
        await asyncio.sleep(0)
        yield item


def asynchronous(page: Page) -> None:
    assert write_stream(generate_slowly) == ["ab", 3]
    assert write_stream(generate_slowly()) == ["ab", 3]
    assert bodies(page) == ["ab", "`3`", "ab", "`3`"]


def test_asynchronous_generators_are_streams(page: Page) -> None:
    """Statement 124."""
    asynchronous(page)


def test_what_gives_its_items_asynchronously_is_a_stream(page: Page) -> None:
    """Statement 124: so do the streams of asynchronous clients, which are no generators themselves."""

    class Client:
        def __aiter__(self) -> AsyncIterator[object]:
            return generate_slowly()

    class Counter:
        count = 0

        def __aiter__(self) -> Counter:
            return self

        async def __anext__(self) -> str:
            await asyncio.sleep(0)
            self.count += 1
            if self.count > 2:
                raise StopAsyncIteration
            return str(self.count)

    assert write_stream(Client()) == ["ab", 3]
    assert write_stream(Counter()) == "12"
    assert bodies(page) == ["ab", "`3`", "12"]


def in_thread(action: Callable[[], object]) -> None:
    """Run in a thread of its own, with what is active here."""
    from contextvars import copy_context

    errors: list[BaseException] = []

    def run() -> None:
        try:
            action()
        except BaseException as error:  # noqa: BLE001
            errors.append(error)

    thread = threading.Thread(target=copy_context().run, args=(run,))
    thread.start()
    thread.join()
    if errors:
        raise errors[0]


def test_a_thread_without_a_loop_gets_one_for_the_stream(page: Page) -> None:
    in_thread(lambda: asynchronous(page))


def test_the_loop_of_the_thread_is_used_when_there_is_one(page: Page) -> None:
    def use_own_loop() -> None:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        loops = []

        async def generate() -> AsyncIterator[str]:
            loops.append(asyncio.get_running_loop())
            yield "a"

        write_stream(generate)
        assert loops == [loop]
        loop.close()
        # A closed one is of no use.
        write_stream(generate)
        assert len(loops) == 2

    in_thread(use_own_loop)


def test_a_running_loop_does_not_keep_a_stream_from_being_read(page: Page) -> None:
    async def inside() -> None:
        asynchronous(page)

    asyncio.run(inside())


def test_asynchronous_generators_see_the_run(page: Page) -> None:
    async def generate() -> AsyncIterator[str]:
        assert active() is not None
        text("drawn inside")
        yield "a"

    write_stream(generate)
    assert page.kinds() == ["text", "markdown"]


def test_an_asynchronous_generator_is_closed_when_the_script_is_interrupted(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupt(BaseException):
        pass

    closed = []

    async def generate() -> AsyncIterator[str]:
        try:
            yield "a"
            yield "b"
        finally:
            closed.append(True)

    def interrupt(element: Element, place: Place | None = None) -> Place:
        raise Interrupt

    monkeypatch.setattr(page.run, "record", interrupt)
    with pytest.raises(Interrupt):
        write_stream(generate)
    assert closed == [True]


def test_outside_of_a_run_the_stream_is_still_read() -> None:
    assert write_stream(["a", "b", 3]) == ["ab", 3]
