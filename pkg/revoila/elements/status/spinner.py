"""A sign that something takes longer, for as long as it takes."""

from __future__ import annotations

from contextvars import copy_context
from functools import wraps
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from revoila._context import activate, active
from revoila.elements._element import Element
from revoila.elements._params import check_width, clean

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from revoila._context import Active
    from revoila.elements._element import Props

P = ParamSpec("P")
R = TypeVar("R")

DELAY = 0.5
"""How long a block may take without a spinner, in seconds: a short flash only distracts."""


def spinner(
    text: object = "In progress...",
    *,
    show_time: bool = False,
    _cache: bool = False,
    width: str | int = "content",
) -> Spinner:
    """Show a spinner while a block or a function runs for more than half a second.

    Behaves as Streamlit 1.67 `st.spinner`. The spinner takes no place of its
    own: it is gone when the block ends, however it ends.

    Parameters
    ----------
    text : object, default "In progress..."
        What is going on, as Markdown.
    show_time : bool, default False
        Whether the elapsed seconds are shown.
    width : "content", "stretch" or int, default "content"
        Width, in CSS pixels when a number; checked when the spinner begins.

    Returns
    -------
    Spinner
        A context manager, which is a decorator too.

    See Also
    --------
    progress : When it is known how much is done.

    Examples
    --------
    >>> with spinner("Reading the file..."):
    ...     rows = [line.split(",") for line in ("a,b", "c,d")]
    """
    props: Props = {"text": clean(text)}
    if show_time:
        props["show_time"] = True
    if _cache:
        props["cache"] = True
    if width != "content":
        props["width"] = width
    return Spinner(Element("spinner", props), active())


class Spinner:
    """What `spinner` returns: shows its element while a block runs.

    Parameters
    ----------
    element : Element
        The spinner as it is drawn.
    where : Active or None
        Run and place for a ``with`` block; a decorated function shows the
        spinner wherever it is called.
    """

    def __init__(self, element: Element, where: Active | None) -> None:
        self._element = element
        self._where = where
        self._timers: list[_Delayed] = []

    def __enter__(self) -> None:
        """Show the spinner when the block lasts.

        Raises
        ------
        StreamlitInvalidWidthError
            Its width is neither a known word nor a positive number of pixels.
        """
        check_width(self._element.props.get("width", "content"))
        self._timers.append(_Delayed(self._element, self._where))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the spinner away."""
        self._timers.pop().end()

    def __call__(self, function: Callable[P, R]) -> Callable[P, R]:
        """Return `function` with a spinner around each call."""

        @wraps(function)
        def spinning(*args: P.args, **kwargs: P.kwargs) -> R:
            # Not the place of the decoration: that run may be long over.
            with Spinner(self._element, active()):
                return function(*args, **kwargs)

        return spinning


class _Delayed:
    """One showing of a spinner, which another thread starts."""

    def __init__(self, element: Element, where: Active | None) -> None:
        self._element = element
        self._where = where
        self._lock = Lock()
        self._over = False
        self._shown: list[Any] = []
        self._timer: Timer | None = None
        if where is not None:
            # What is drawn from the timer's thread must reach the cell or page of this one.
            self._timer = Timer(DELAY, copy_context().run, (self._show,))
            self._timer.daemon = True
            self._start(self._timer)

    def end(self) -> None:
        """Take the spinner away, or see to it that it never shows."""
        with self._lock:
            self._over = True
            if self._timer is not None:
                self._timer.cancel()
            if self._where is not None and self._shown:
                self._where.run.clear_transient(self._shown.pop())

    def _start(self, timer: Timer) -> None:
        try:
            timer.start()
        except RuntimeError:
            # Where there are no threads, it shows at once.
            self._show()

    def _show(self) -> None:
        with self._lock:
            if self._over or self._where is None:
                return
            run = self._where.run
            with activate(run, self._where.place):
                self._shown.append(run.transient(self._element))
