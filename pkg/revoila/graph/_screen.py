"""What is on screen, and the one numbered message that each flush sends."""

from __future__ import annotations

from itertools import count
from threading import RLock
from typing import TYPE_CHECKING, Any, Protocol

from revoila.graph._reconcile import reconcile
from revoila.graph._recorder import blank_page
from revoila.graph._tree import dialogs, lasting_notices
from revoila.graph._wire import encode_node, encode_op

if TYPE_CHECKING:
    from collections.abc import Mapping

    from revoila.graph._tree import Shown

MAX_CLIENTS = 32
"""How many views are told what they have sent; each load of a page is a new one."""


class Send(Protocol):
    """Carries a message to every view of the page."""

    def __call__(self, content: dict[str, Any], buffers: list[Any]) -> None:
        """Send JSON content with binary buffers."""


class Screen:
    """The page that the views show.

    Parameters
    ----------
    send : Callable, optional
        Carries messages to the views; None for a page nobody looks at.
    app_props : dict
        Props of the root before the first run.
    """

    def __init__(self, send: Send | None, app_props: dict[str, Any]) -> None:
        self._send = send
        self._lock = RLock()
        self._watched = False
        self._closed = False
        self.page: Shown = blank_page(app_props)
        self.rev = 0
        self.acked: dict[str, int] = {}
        self._seen = 0
        self._dismissed = 0
        self.notices = count(1)
        """Numbers for notices that stay until they are closed."""
        self._closed_notices: frozenset[int] = frozenset()

    def show(self, page: Shown, ack: Mapping[str, int] | None = None) -> None:
        """Show `page`, sending the difference to what was shown before.

        Parameters
        ----------
        page : Shown
            The whole page.
        ack : mapping of str to int, optional
            For each client the last of its events that this page is the answer to.
        """
        with self._lock:
            if self._closed:
                return
            news = {client: seq for client, seq in (ack or {}).items() if self.acked.get(client, 0) < seq}
            self._acknowledge(news)
            # Compared even when nobody watches: the page must be right for whoever comes.
            ops = reconcile(self.page, page) if self._watched else []
            self.page = page
            if not self._watched or not (ops or news):
                return
            self.rev += 1
            buffers: list[Any] = []
            message = {"method": "patch", "rev": self.rev, "ops": [encode_op(op, buffers) for op in ops]}
            if news:
                message["ack"] = news
            self._look()
            self._post(message, buffers)

    def change_root(self, changes: Mapping[str, Any]) -> None:
        """Change props of the root, whatever is shown at this moment."""
        with self._lock:
            root = self.page.element
            props = {**root.props, **changes}
            self.show(self.page._replace(element=root._replace(props=props)))

    def dismiss(self, run: object) -> None:
        """Remember that a visitor has closed a dialog, so that it stays closed for a view that is new.

        Parameters
        ----------
        run : object
            The run that has opened it, as the page says; anything but a dialog that can be closed changes nothing.
        """
        with self._lock:
            shown = [one.props["run"] for one in dialogs(self.page) if one.props.get("dismissible", True)]
            if type(run) is int and run in shown:
                self._dismissed = run

    def close_notice(self, number: object) -> None:
        """Remember that a visitor has closed a notice, likewise.

        Parameters
        ----------
        number : object
            The number that the page knows it by; anything but that of one that waits to be closed changes nothing.
        """
        with self._lock:
            shown = frozenset(lasting_notices(self.page))
            if type(number) is int and number in shown:
                # Those that are gone need not be remembered.
                self._closed_notices = self._closed_notices & shown | {number}

    def snapshot(self) -> None:
        """Send the whole page, as for a view that is new or has missed something."""
        with self._lock:
            self._watched = True
            buffers: list[Any] = []
            message = {
                "method": "snapshot",
                "rev": self.rev,
                "ack": dict(self.acked),
                # What shows for a moment only is not shown again, and what was closed does not open.
                "seen": self._seen,
                "dismissed": self._dismissed,
                "closed": sorted(self._closed_notices),
                "tree": encode_node(self.page, buffers),
            }
            self._look()
            self._post(message, buffers)

    def close(self) -> None:
        """Let go of the page, and of whoever watches it."""
        with self._lock:
            self._closed, self._watched, self._send = True, False, None
            self.page = blank_page(self.page.element.props)

    def _look(self) -> None:
        root = self.page.element.props
        if root.get("run_state") != "running":
            self._seen = root.get("run_id", 0)

    def _acknowledge(self, news: dict[str, int]) -> None:
        for client in news:
            # To the end: it is the view that has been silent for longest that is forgotten.
            self.acked.pop(client, None)
        self.acked.update(news)
        while len(self.acked) > MAX_CLIENTS:
            del self.acked[next(iter(self.acked))]

    def _post(self, message: dict[str, Any], buffers: list[Any]) -> None:
        if self._send is not None:
            self._send(message, buffers)
