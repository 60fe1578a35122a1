"""The tables of a session that stay in the kernel, and what the page asks of them.

A request says all that its answer depends on: the table, the rows, the order they are in. So it does
not matter which tab it comes from, or whether the page was loaded anew in between. What is asked is done
on threads of its own, while the script runs or not: one for the rows that are looked at, and one for what
takes longer (an order, a search, a download), which a newer request of the same grid takes the place of.

Tables are named by what the kernel has put on the page, columns by their position, rows by numbers within
the table; whatever else a page says is refused.
"""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any

from revoila._context import outside_of_runs
from revoila.elements.data.rows._window import WindowedTable
from revoila.graph._tree import Shown
from revoila.runtime._row_answers import answer
from revoila.runtime._row_requests import RowRequest, read_request
from revoila.state._events import MAX_TEXT, Allowance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from revoila.elements._element import Element
    from revoila.graph._screen import Send
    from revoila.graph._tree import ShownNode

WINDOWED = frozenset({"data_editor", "dataframe"})
"""Kinds of elements that may hold tables."""

MEMORY = 2 * 1024**3
"""What the tables of a session may take, in bytes, unless it is configured."""

RATE, BURST = 200.0, 400
"""How many requests a session may make per second, and at once."""

MOST_WAITING = 64
"""How many may wait."""

ORDERS = 8
"""How many orders of rows are kept, for all tables of a session and all who look at them."""

ORDERED_ROWS = 50_000_000
"""How many rows these may have together."""

_log = logging.getLogger(__name__)


class NotWantedError(Exception):
    """Nobody waits for what is being done."""


class Job:
    """A request that waits or is being answered.

    Parameters
    ----------
    request : RowRequest
        What is wanted.
    """

    __slots__ = ("request", "wanted")

    def __init__(self, request: RowRequest) -> None:
        self.request = request
        self.wanted = True

    def check(self) -> None:
        """Give up if nobody waits any more.

        Raises
        ------
        NotWantedError
            Nobody does.
        """
        if not self.wanted:
            raise NotWantedError


class RowStore:
    """The tables of one session.

    Parameters
    ----------
    send : Callable, optional
        Carries messages to the page; None when nobody looks.
    most : int
        What the tables may take in memory, in bytes.
    """

    def __init__(self, send: Send | None, most: int = MEMORY) -> None:
        self._send = send
        self._most = most
        self._changed = Condition()
        self._tables: dict[str, WindowedTable] = {}
        self._former: dict[str, WindowedTable] = {}
        """What the run before has put on the page, while the next one goes on."""
        self._dropped: OrderedDict[str, None] = OrderedDict()
        """Tables that had to go since there were too many."""
        self._orders: OrderedDict[tuple[str, int, bool], Any] = OrderedDict()
        self._allowance = Allowance(RATE, BURST)
        self._waiting: deque[Job] = deque()
        self._busy: dict[bool, Job | None] = {}
        """What the threads do, by whether it takes long."""

    # What runs do.

    def begin(self) -> None:
        """Drop all references, as a full run begins."""
        with self._changed:
            self._former = {**self._former, **self._tables}
            self._tables = {}

    def keep(self, element: Element) -> None:
        """Take in the table of an element that is drawn."""
        table = element.props.get("source")
        if not isinstance(table, WindowedTable):
            return
        with self._changed:
            if table.name not in self._tables:
                self._tables[table.name] = table
                self._make_room()

    def table(self, name: str) -> WindowedTable | None:
        """Return a table that is on the page, or None."""
        with self._changed:
            return self._tables.get(name)

    def _make_room(self) -> None:
        # The last one stays even if it is too large alone: it is what was asked for.
        while len(self._tables) > 1 and sum(table.size for table in self._tables.values()) > self._most:
            name = next(iter(self._tables))
            del self._tables[name]
            self._former.pop(name, None)
            self._dropped[name] = None
            while len(self._dropped) > MOST_WAITING:
                self._dropped.popitem(last=False)
            _log.warning(
                "The tables of a session take more than %d bytes (`Limits.table_memory`); "
                "the rows of the first of them are let go.",
                self._most,
            )

    def settle(self) -> None:
        """Let go of what the run that has ended has not drawn."""
        with self._changed:
            self._former = {}
            self._forget_orders()

    def settle_fragments(self, page: ShownNode) -> None:
        """Let go of what is not on the page any more, after a run of fragments."""
        with self._changed:
            if self._tables:
                shown = {table.name for table in _tables_on(page)}
                self._tables = {name: table for name, table in self._tables.items() if name in shown}
                self._forget_orders()

    def _forget_orders(self) -> None:
        for key in [key for key in self._orders if key[0] not in self._tables]:
            del self._orders[key]

    def close(self) -> None:
        """Let go of everything, as the session ends."""
        with self._changed:
            self._send = None
            for job in (*self._waiting, *self._busy.values()):
                if job is not None:
                    job.wanted = False
            self._waiting.clear()
            self._tables, self._former = {}, {}
            self._orders.clear()

    @property
    def names(self) -> set[str]:
        """Names of the tables that the page may ask for."""
        with self._changed:
            return {*self._tables, *self._former}

    def wait_idle(self, timeout: float) -> bool:
        """Wait until everything is answered; whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting and not self._busy, timeout)

    # What the page asks for.

    def answer(self, content: dict[str, Any]) -> None:
        """Take a message of the page: it wants something of a table, or wants it no more.

        Parameters
        ----------
        content : dict
            See `revoila.runtime._row_requests.read_request`; or ``cancel``, a list of requests.
        """
        cancelled = content.get("cancel")
        if isinstance(cancelled, list):
            self._cancel({one for one in cancelled[:MOST_WAITING] if isinstance(one, str)})
            return
        identity = content.get("request")
        if not isinstance(identity, str) or not 0 < len(identity) <= MAX_TEXT:
            return
        refusal = self._take(content)
        if refusal is not None:
            self._refuse(identity, refusal)

    def _take(self, content: dict[str, Any]) -> str | None:
        """Have a request answered; why it is not."""
        with self._changed:
            if not self._allowance.take() or len(self._waiting) >= MOST_WAITING:
                return "busy"
            name = content.get("source")
            table = None
            if isinstance(name, str):
                table = self._tables.get(name) or self._former.get(name)
                if table is None:
                    return "memory" if name in self._dropped else "gone"
            request = None if table is None else read_request(content, table)
            if request is None:
                return "refused"
            self._supersede(request)
            self._waiting.append(Job(request))
            self._start(long=False)
            self._start(long=True)
        return None

    def _supersede(self, request: RowRequest) -> None:
        """Drop what the same grid has asked for before and needs no more, now that it asks for this."""
        for job in (*self._waiting, *self._busy.values()):
            if job is not None and request.replaces(job.request):
                job.wanted = False

    def _cancel(self, identities: set[str]) -> None:
        with self._changed:
            for job in (*self._waiting, *self._busy.values()):
                if job is not None and job.request.id in identities:
                    job.wanted = False

    def _start(self, *, long: bool) -> None:
        if long not in self._busy and any(self._takes_long(job.request) is long for job in self._waiting):
            self._busy[long] = None
            name = "revoila-rows-long" if long else "revoila-rows"
            Thread(target=self._work, args=(long,), name=name, daemon=True).start()

    def _takes_long(self, request: RowRequest) -> bool:
        return not request.quick or (
            request.sort is not None and (request.table.name, *request.sort) not in self._orders
        )

    def _work(self, long: bool) -> None:
        """Answer requests of one kind until there are none."""
        outside_of_runs()
        while True:
            with self._changed:
                self._busy[long] = job = self._next(long=long)
                if job is None:
                    del self._busy[long]
                    # What was quick takes long when its order had to make room for another.
                    self._start(long=not long)
                    self._changed.notify_all()
                    return
            self._do(job)

    def _next(self, *, long: bool) -> Job | None:
        kept = [job for job in self._waiting if job.wanted]
        # The newest window is what is looked at; what takes long is done in turn.
        found = next(
            (job for job in (kept if long else reversed(kept)) if self._takes_long(job.request) is long), None
        )
        self._waiting = deque(job for job in kept if job is not found)
        return found

    def _do(self, job: Job) -> None:
        request = job.request
        try:
            job.check()
            positions = None if request.sort is None else self._order(job, *request.sort)
            found, buffers = answer(request, positions, job.check)
            job.check()
        except NotWantedError:
            return
        except BaseException:  # noqa: BLE001 - whatever a source raises, the page must know
            _log.exception("A request for rows of a table has failed.")
            self._refuse(request.id, "failed")
        else:
            self._post({"method": "rows", "request": request.id, **found}, buffers)
        with self._changed:
            # An order that was just found may have made others quick.
            self._start(long=False)

    def _order(self, job: Job, column: int, descending: bool) -> Any:
        from revoila.elements.data.rows._order import order  # imports pyarrow

        table = job.request.table
        key = (table.name, column, descending)
        with self._changed:
            known = self._orders.get(key)
            if known is not None:
                self._orders.move_to_end(key)
                return known
        found = order(table.source.column(column), descending=descending, check=job.check)
        with self._changed:
            if table.name in self._tables or table.name in self._former:
                self._orders[key] = found
                while len(self._orders) > ORDERS or (
                    len(self._orders) > 1 and sum(map(len, self._orders.values())) > ORDERED_ROWS
                ):
                    self._orders.popitem(last=False)
        return found

    def _refuse(self, identity: str, reason: str) -> None:
        self._post({"method": "rows", "request": identity, "error": reason}, [])

    def _post(self, message: dict[str, Any], buffers: list[Any]) -> None:
        send: Callable[..., None] | None = self._send
        if send is not None:
            send(message, buffers)


def _tables_on(node: ShownNode) -> Iterator[WindowedTable]:
    if isinstance(node, Shown):
        for child in node.children:
            yield from _tables_on(child)
    elif node.kind in WINDOWED:
        table = node.props.get("source")
        if isinstance(table, WindowedTable):
            yield table
