"""The app of a test in a Jupyter kernel: run as by a cell, and spoken to as by a page."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING
from uuid import uuid4

from revoila.testing.v1._host import TICK, run_number
from revoila.testing.v1._kernel import Kernel
from revoila.testing.v1._kernel_page import Line, PageView
from revoila.testing.v1._kernel_state import RemoteState
from revoila.testing.v1._page import NO_PAGE
from revoila.testing.v1._visitor import refuse_context

if TYPE_CHECKING:
    from pathlib import Path

    from revoila.elements._element import ElementId
    from revoila.elements.inputs._uploaded import UploadedFileRec
    from revoila.graph._tree import Shown
    from revoila.testing.v1._host import Wish
    from revoila.testing.v1._in_kernel import Wires


class KernelHost:
    """Has the app in a kernel.

    Parameters
    ----------
    path : Path
        The app's main script.
    kernel : Kernel, optional
        Where it runs; by default in a kernel of its own, which starts when it is needed first and ends with it.
    """

    has_defaults = True
    last_targets: tuple[str, ...] = ()
    """As a visitor a test sees the whole page, also when a fragment alone has run."""

    def __init__(self, path: Path, kernel: Kernel | None = None) -> None:
        self._path = path.resolve()
        self._kernel = kernel
        self._owns = kernel is None
        self._line: Line | None = None
        self._page: PageView | None = None
        self._settling: int | None = None
        self.query = ""
        self.state = RemoteState(self)

    @property
    def page(self) -> Shown:
        """The page as far as it has come."""
        return NO_PAGE if self._page is None else self._page.tree

    def line(self) -> Line:
        """Return the line to the app, which is made on first use."""
        if self._line is None:
            if self._kernel is None:
                self._kernel = Kernel.start()
            name = uuid4().hex
            self._kernel.execute(
                "import revoila\nfrom revoila.testing.v1._in_kernel import open_app\n"
                f"open_app(revoila.App, {str(self._path)!r}, {name!r})"
            )
            self._line = Line(self._kernel, name)
        return self._line

    def begin(self, wish: Wish) -> int:
        """Start a run, in the way in which a visitor would.

        Raises
        ------
        AppTestError
            The test says what the page says of the visitor.
        """
        refuse_context(wish.visitor)
        line, before = self.line(), run_number(self.page)
        self.state.forget()
        wires: Wires = line.ask(
            "prepare", wish.events, wish.page, wish.query, wish.secrets, tuple(wish.arguments)
        )
        if self._page is None:
            self._page = PageView(line)
        if wires.events:
            self._page.send_events(wires.events)
        elif self._page.greeted:
            self._page.send({"method": "rerun"})
        if wires.events and not wires.runs:
            self._page.send({"method": "rerun"})
        self._page.greeted = True
        self._settling = line.call("settle")
        return before

    def wait(self, seconds: float) -> bool:
        """Wait until nothing runs."""
        line, until = self.line(), monotonic() + seconds
        if self._settling is None:
            self._settling = line.call("settle")
        while not line.has(self._settling):
            # A script that draws without a pause is always heard of.
            if monotonic() >= until:
                return False
            line.kernel.listen(until)
        self.query = line.answer(self._settling)
        self._settling = None
        return True

    def stop(self) -> None:
        """Ask the script to end."""
        if self._page is not None:
            self._page.send({"method": "stop"})

    def go_on(self, due: tuple[str, ...]) -> None:
        """Take in what comes; say which timers are over."""
        line = self.line()
        for fragment in due:
            assert self._page is not None  # noqa: S101 - it has the timers
            self._page.send({"method": "fragment", "id": fragment})
        until = monotonic() + TICK
        while line.kernel.listen(until):
            if monotonic() >= until:
                break
        if self._settling is not None and line.has(self._settling):
            self.query = line.answer(self._settling)
            self._settling = None

    def path_of_page(self, file: Path, *, has_run: bool) -> str | None:
        """Return the URL path of a page that is a file."""
        found: str | None = self.line().ask("path_of_page", file, has_run)
        return found

    def upload(self, file: UploadedFileRec, element: ElementId) -> None:
        """Send a file for an input.

        Raises
        ------
        AppTestError
            The app does not take it.
        """
        assert self._page is not None  # noqa: S101 - it has the input
        self._page.upload(file, element)

    def close(self) -> None:
        """End the session, and the kernel if it is that of this app alone."""
        self._close(waits=True)

    def let_go(self) -> None:
        """Have them end, without listening to the kernel: another test may be at it."""
        self._close(waits=False)

    def _close(self, *, waits: bool) -> None:
        kernel, self._kernel = self._kernel, None
        line, self._line, self._page = self._line, None, None
        if kernel is None:
            return
        if self._owns:
            kernel.close()
        elif line is not None and not kernel.closed:
            if not waits:
                line.call("close")
            elif kernel.alive:
                line.ask("close")
            line.close()
