"""Comms that open late: what a run makes and the page never shows costs no message.

A script makes its widgets anew in every run, and most of them only stand for
the ones that are on the page. Opened at once, each would travel to the browser
with its layout and style, to be closed there before it has even started.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

import comm

from revoila.widgets._pydeck import made_by_pydeck

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

_REFERENCE = re.compile(r"IPY_MODEL_([\w-]+)")
_holder: ContextVar[HeldComms | None] = ContextVar("revoila_held_comms", default=None)
_create: Callable[..., Any] = comm.create_comm
"""What made comms before this module stepped in."""
_stepped_in: list[bool] = []


class _Held:
    """A comm that has not been opened, and what was said on it meanwhile."""

    def __init__(self, late: Any, opening: dict[str, Any]) -> None:
        self.late = late
        self.spare = made_by_pydeck()
        """The widget, or that of the layout, if only pydeck wanted it."""
        self._opening = opening
        self._said: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
        late.publish_msg = lambda *args, **kwargs: self._said.append((args, kwargs))
        # ipykernel's comm finds its kernel with its first message, and without one a widget tells it no change.
        if getattr(late, "kernel", True) is None:
            from ipykernel.kernelbase import Kernel

            late.kernel = Kernel.instance()

    @property
    def closed(self) -> bool:
        return self.late.comm_id not in comm.get_comm_manager().comms

    def references(self) -> set[str]:
        """Return the ids of the models that the opening message names."""
        return set(_REFERENCE.findall(repr(self._opening.get("data"))))

    def open(self) -> None:
        del self.late.publish_msg
        self.late.primary = True
        self.late.open(**self._opening)
        for args, kwargs in self._said:
            self.late.publish_msg(*args, **kwargs)


class HeldComms:
    """The comms of one page that wait for being needed."""

    def __init__(self) -> None:
        self._waiting: list[_Held] = []
        self._dropped: set[str] = set()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Hold what the code of the block makes, in its own thread and context."""
        _step_in()
        token = _holder.set(self)
        try:
            yield
        finally:
            _holder.reset(token)

    def hold(self, create: Callable[..., Any], **kwargs: Any) -> Any:
        """Make a comm that waits.

        Parameters
        ----------
        create : Callable
            Makes comms.
        **kwargs : object
            For `create`.

        Returns
        -------
        BaseComm
            It takes messages as if it were open.
        """
        opening = {name: kwargs.pop(name, None) for name in ("data", "metadata", "buffers")}
        late = create(**kwargs, primary=False)
        comm.get_comm_manager().register_comm(late)
        self._waiting.append(_Held(late, opening))
        return late

    def spare(self) -> list[Any]:
        """Return the widgets that pydeck has made for itself and that no page shows."""
        return list(
            {held.spare: None for held in self._waiting if held.spare is not None and not held.closed}
        )

    def release(self, shown: Container[Any] = ()) -> None:
        """Open what waits, in the order in which it was made, but for what names a dropped model.

        Parameters
        ----------
        shown : container of Widget
            What the page shows; of what pydeck has made for itself only these are opened.
        """
        waiting, self._waiting = self._waiting, []
        for held in waiting:
            if held.spare is not None and held.spare not in shown:
                self._waiting.append(held)
            elif not held.closed and not held.references() & self._dropped:
                held.open()
            else:
                self._dropped.add(held.late.comm_id)

    def end_run(self) -> None:
        """Open what the run has made for other purposes than being shown, such as a link of two widgets."""
        self.release()
        self._waiting.clear()
        self._dropped.clear()


def _step_in() -> None:
    """Take the place of ``comm.create_comm``, which is there for being replaced; once."""
    global _create  # as the point that it is about
    if not _stepped_in:
        _create, comm.create_comm = comm.create_comm, _create_comm
        _stepped_in.append(True)


def _create_comm(*args: Any, **kwargs: Any) -> Any:
    holder = _holder.get()
    if holder is None or args or not kwargs.get("primary", True):
        return _create(*args, **kwargs)
    return holder.hold(_create, **kwargs)
