"""What `AppTest.wait_for` waits for, and which fragments run meanwhile."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.graph._tree import Shown
from revoila.testing.v1._tree_text import texts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from revoila.testing.v1.app_test import AppTest


class Claim:
    """Something that is to be so.

    Parameters
    ----------
    holds : Callable
        Says whether it is.
    name : str
        What an error calls it.
    """

    def __init__(self, holds: Callable[[Any], object], name: str) -> None:
        self._holds = holds
        self._name = name
        self._last: LookupError | None = None

    def holds(self, at: AppTest) -> bool:
        """Whether it is so now."""
        try:
            self._last = None
            return bool(self._holds(at))
        except LookupError as error:
            self._last = error
            return False

    def missed(self, seconds: float, at: AppTest) -> TimeoutError:
        """Return the error for what was not so in time."""
        why = "" if self._last is None else f" Last it raised {type(self._last).__name__}: {self._last}."
        return TimeoutError(
            f"AppTest.wait_for: {self._name} within {seconds} s.{why} The page:\n{at.tree_text()}"
        )


def claim_of(condition: object) -> Claim:
    """Return what a test has said.

    Parameters
    ----------
    condition : str or Callable
        A text that is to appear, or a function of the test.

    Raises
    ------
    TypeError
        It is neither.
    """
    if isinstance(condition, str):
        text = condition
        return Claim(
            lambda at: any(text in shown for node in at for shown in texts_of(node)),
            f"the text {text!r} did not appear",
        )
    if not callable(condition):
        raise TypeError(
            f"wait_for() takes a text or a function of the test, not {type(condition).__name__}: {condition!r}."
        )
    name = getattr(condition, "__qualname__", repr(condition))
    return Claim(condition, f"{name} did not become true")


class _Timer(NamedTuple):
    since: Any
    next: float


class Timers:
    """When fragments with ``run_every`` run again.

    As in a browser a timer begins when the fragment comes on the page, and anew when the whole script has run.
    """

    def __init__(self) -> None:
        self._timers: dict[str, _Timer] = {}

    def due(self, page: Shown) -> tuple[str, ...]:
        """Return the ids of those whose time has come.

        Parameters
        ----------
        page : Shown
            What is on screen.
        """
        now = monotonic()
        before, self._timers = self._timers, {}
        found = []
        for name, since, every in _ticking(page):
            timer = before.get(name)
            if timer is None or timer.since != since:
                timer = _Timer(since, now + every)
            elif timer.next <= now:
                found.append(name)
                timer = _Timer(since, now + every)
            self._timers[name] = timer
        return tuple(found)


def _ticking(node: Shown) -> Iterator[tuple[str, Any, float]]:
    props = node.element.props
    if props.get("run_every") is not None:
        yield props["fragment"], props.get("since"), props["run_every"]
    for child in node.children:
        if isinstance(child, Shown):
            yield from _ticking(child)
