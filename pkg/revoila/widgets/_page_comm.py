"""The comm that a page of our own opens, and that carries messages as they are.

A widget wraps each message in its protocol and needs a widget manager at the
other end; such a page has none. A session has one page: whoever opens the comm
anew, after a reload for instance, takes the place of the one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comm.base_comm import BaseComm

TARGET = "revoila.page"


class PageComm:
    """The line to the page, if there is one."""

    __slots__ = ("_comm",)

    def __init__(self) -> None:
        self._comm: BaseComm | None = None

    def open(
        self, comm: BaseComm, opening: dict[str, Any], receive: Callable[[Any, Sequence[Any]], None]
    ) -> None:
        """Speak with another page from now on.

        Parameters
        ----------
        comm : BaseComm
            What the page has opened.
        opening : dict
            The message with which it did; its data is the first thing that the page says.
        receive : Callable
            Takes what the page says, and the bytes that come along. Only the comm keeps it, so that nothing is
            left when it is closed.
        """
        former, self._comm = self._comm, comm
        if former is not None:
            _end(former)
        comm.on_msg(lambda message: receive(message["content"].get("data"), message.get("buffers") or ()))
        comm.on_close(lambda _message: self._forget(comm))
        receive(opening["content"].get("data"), ())

    def send(self, content: dict[str, Any], buffers: list[Any] | None) -> None:
        """Send a message; to nobody when no page is open."""
        comm = self._comm
        if comm is not None:
            comm.send(content, buffers=buffers)

    def close(self) -> None:
        """Tell the page that nothing more comes."""
        former, self._comm = self._comm, None
        if former is not None:
            _end(former)

    def _forget(self, comm: BaseComm) -> None:
        if self._comm is comm:
            self._comm = None
            _end(comm)


def _end(comm: BaseComm) -> None:
    # It refers to the app, and to itself, by its callbacks.
    comm.on_msg(None)
    comm.on_close(None)
    comm.close()
