"""A link whose viewer gets another way: everything arrives once, in order, whoever sends meanwhile."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING, Any, cast

from revoila.serving.shared._frames import MESSAGE, FrameError
from revoila.serving.shared._links import HostLink

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pytest


class Links:
    """A channel that notes what it sends."""

    def __init__(self) -> None:
        self.sending = threading.RLock()
        self.sent: list[int] = []
        self.removed: list[HostLink] = []
        self.takes_more = True

    def send(self, _number: int, kind: int, packed: Iterable[Any]) -> bool:
        assert kind == MESSAGE
        self.sent += map(int, packed)
        return self.takes_more

    def later(self, call: Callable[[], object]) -> None:
        call()

    def remove(self, link: HostLink) -> None:
        self.removed.append(link)


def new_link() -> tuple[HostLink, Links]:
    links = Links()
    return HostLink(cast("Any", links), 1, cast("Any", None), quiet=True), links


def test_threads_that_send_meanwhile_lose_nothing() -> None:
    for _ in range(20):
        link, links = new_link()
        direct: list[int] = []
        begun, over = threading.Event(), threading.Event()

        def send(link: HostLink = link, begun: threading.Event = begun, over: threading.Event = over) -> None:
            number = 0
            while not over.is_set():
                link.send([str(number).encode()])
                number += 1
                if number == 100:
                    begun.set()
            link.send([b"-1"])

        def receive(packed: Iterable[Any], direct: list[int] = direct) -> bool:
            direct.extend(map(int, packed))
            return True

        thread = threading.Thread(target=send)
        thread.start()
        begun.wait(30)
        link.hold()
        by_then = len(links.sent)
        link.go_on(receive)
        over.set()
        thread.join(30)
        assert len(links.sent) == by_then, "the channel has sent nothing after the link was held"
        arrived = links.sent + direct
        assert arrived == [*range(len(arrived) - 1), -1]


def test_what_the_garbage_collector_says_in_the_midst_of_it_arrives_too() -> None:
    link, links = new_link()
    link.hold()
    link.send([b"1"])
    direct: list[int] = []

    class Widget:
        def __del__(self) -> None:
            link.send([b"2"])

    def receive(packed: Iterable[Any]) -> bool:
        if not direct:
            widget = Widget()
            widget.itself = widget  # type: ignore[attr-defined]  # only the collector frees it
            del widget
            gc.collect()
        direct.extend(map(int, packed))
        return True

    link.go_on(receive)
    link.send([b"3"])
    assert links.sent == []
    assert sorted(direct) == [1, 2, 3]


def test_a_way_that_takes_no_more_ends_the_link() -> None:
    link, links = new_link()
    link.hold()
    link.go_on(lambda _packed: False)
    link.send([b"1"])
    link.send([b"2"])
    assert links.removed == [link]


def test_a_message_that_is_too_large_does_not_end_it(caplog: pytest.LogCaptureFixture) -> None:
    link, links = new_link()
    arrived: list[int] = []

    def receive(packed: Iterable[Any]) -> bool:
        numbers = list(map(int, packed))
        if numbers == [1]:
            raise FrameError("A message of 300 MB is too large")
        arrived.extend(numbers)
        return True

    link.hold()
    link.send([b"1"])
    link.send([b"2"])
    link.go_on(receive)
    link.send([b"1"])
    link.send([b"3"])
    assert arrived == [2, 3]
    assert links.removed == []
    assert caplog.text.count("does not get what it shows") == 2
