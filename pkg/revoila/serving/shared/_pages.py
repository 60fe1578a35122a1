"""The comms of pages: what they carry is handled at once, whatever else their kernel does.

A page's messages only ask the script's thread for something, so they wait
neither for a running cell nor for a slow callback of a widget. Those of other
comms run the author's code, and wait in the kernel's mailbox.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from comm.base_comm import CommManager

    from revoila.serving.shared._context import Message
    from revoila.serving.shared._links import HostLink

PAGE = "revoila.page"
"""Target of such comms."""


class Pages:
    """The pages of one kernel, on the input/output thread.

    Parameters
    ----------
    comms : CommManager
        All comms of the kernel.
    handle : Callable
        Handles a comm message.
    """

    __slots__ = ("_comms", "_handle", "_links")

    def __init__(self, comms: CommManager, handle: Callable[[Message], None]) -> None:
        self._comms = comms
        self._handle = handle
        self._links: dict[str, HostLink | None] = {}

    def take(self, message: Message) -> bool:
        """Handle a message if it is of a page.

        Parameters
        ----------
        message : dict
            Anything that a client sends.

        Returns
        -------
        bool
            Whether it was.
        """
        kind, content = message["header"]["msg_type"], message["content"]
        comm_id = content.get("comm_id")
        if not isinstance(comm_id, str):
            return False
        if kind == "comm_open":
            # Without the target, the cell that registers it may still be waiting.
            if content.get("target_name") != PAGE or PAGE not in self._comms.targets:
                return False
            self._links[comm_id] = message.get("link")
        elif comm_id not in self._links:
            return False
        elif kind == "comm_close":
            del self._links[comm_id]
        if kind == "comm_open" or comm_id in self._comms.comms:
            self._handle(message)
        else:
            # Another page has taken its place, and this one does not know yet.
            self._links.pop(comm_id, None)
        return True

    def close_those_of(self, link: HostLink) -> None:
        """Close the pages that were opened over a link.

        Parameters
        ----------
        link : HostLink
            It has ended.
        """
        for comm_id in [name for name, one in self._links.items() if one is link]:
            header: dict[str, Any] = {"msg_id": comm_id, "msg_type": "comm_close"}
            content = {"comm_id": comm_id, "data": {}}
            self.take({"header": header, "content": content, "metadata": {}, "buffers": [], "link": link})

    def forget(self) -> None:
        """Let go of the links."""
        self._links.clear()
