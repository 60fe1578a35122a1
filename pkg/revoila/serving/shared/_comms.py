"""Comms and widgets of each kernel, through the points that `comm` offers for it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, MutableMapping
from threading import RLock
from typing import TYPE_CHECKING, Any

import comm
from comm.base_comm import BaseComm, CommManager

from revoila.serving.shared._context import current
from revoila.serving.shared._messages import FewErrors
from revoila.serving.shared._pages import PAGE

if TYPE_CHECKING:
    from revoila.serving.shared._context import Message
    from revoila.serving.shared._kernel import VirtualKernel

WIDGET = "jupyter.widget"
CONTROL = "jupyter.widget.control"


class KernelComm(BaseComm):
    """A comm that stays with the kernel that opened it, whatever thread sends on it.

    Parameters
    ----------
    **kwargs : Any
        As for `BaseComm`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.kernel: VirtualKernel | None = current.get()
        super().__init__(*args, **kwargs)

    def publish_msg(
        self,
        msg_type: str,
        data: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
        buffers: list[bytes] | None = None,
        **keys: Any,
    ) -> None:
        """Send a message to the clients of the comm's kernel; to nobody when it has none."""
        if self.kernel is not None:
            content = {"data": data or {}, "comm_id": self.comm_id, **keys}
            self.kernel.publish(msg_type, content, metadata=metadata, buffers=buffers, topic=self.topic)

    def handle_msg(self, msg: Message) -> None:
        """Take a message of the front end.

        The base class lets the shell's callbacks for cells run before and after
        it, which are no business of a page.
        """
        if self.target_name != PAGE:
            super().handle_msg(msg)
        elif self._msg_callback is not None:
            self._msg_callback(msg)

    def close(
        self,
        data: dict[str, Any] | None = None,
        metadata: dict[str, Any] | None = None,
        buffers: list[bytes] | None = None,
        deleting: bool = False,
    ) -> None:
        """Close the comm.

        The base class asks the current context for the manager, which is another
        kernel's, or nobody's, when the garbage collector or a thread closes.
        """
        if self._closed:
            return
        self._closed = True
        self.publish_msg("comm_close", self._close_data if data is None else data, metadata, buffers)
        if not deleting and self.kernel is not None:
            self.kernel.comms.comms.pop(self.comm_id, None)


class NobodysComms(CommManager):
    """Where comms go that code outside of every kernel opens."""

    def register_comm(self, comm: BaseComm) -> str:
        """Keep nothing."""
        return comm.comm_id

    def unregister_comm(self, comm: BaseComm) -> None:
        """Forget nothing."""


class WidgetRegistry(MutableMapping[str, Any]):
    """The live widgets of whoever asks, in place of one dictionary for the process.

    A widget id of another kernel is not found. Removing is different: the
    garbage collector and threads close widgets outside of their context.
    """

    def __init__(self) -> None:
        self._owners: dict[str, dict[str, Any]] = {}
        # The garbage collector may close a widget while its thread is in here.
        self._lock = RLock()

    def _own(self) -> dict[str, Any]:
        kernel = current.get()
        return {} if kernel is None else kernel.widgets

    def __getitem__(self, key: str) -> Any:
        return self._own()[key]

    def __setitem__(self, key: str, widget: Any) -> None:
        kernel = getattr(getattr(widget, "comm", None), "kernel", None) or current.get()
        if kernel is not None:
            with self._lock:
                kernel.widgets[key] = widget
                self._owners[key] = kernel.widgets

    def __delitem__(self, key: str) -> None:
        with self._lock:
            del self._owners.pop(key)[key]

    def pop(self, key: str, *default: Any) -> Any:
        """Remove a widget, whosoever it is."""
        with self._lock:
            owner = self._owners.pop(key, {})
            return owner.pop(key, *default)

    def __iter__(self) -> Iterator[str]:
        return iter(list(self._own()))

    def __len__(self) -> int:
        return len(self._own())

    def forget(self, kernel: VirtualKernel) -> None:
        """Drop what is left of a kernel."""
        with self._lock:
            for key in kernel.widgets:
                self._owners.pop(key, None)
            kernel.widgets.clear()


registry = WidgetRegistry()
_nobodys = NobodysComms()


def create_comm(*args: Any, **kwargs: Any) -> BaseComm:
    """Return a comm of the current kernel."""
    return KernelComm(*args, **kwargs)


def comm_manager() -> CommManager:
    """Return the comms of the current kernel."""
    kernel = current.get()
    return _nobodys if kernel is None else kernel.comms


def install() -> None:
    """Let comms and widgets of this process belong to kernels."""
    # Its import replaces the two functions of `comm`; it must not come later than this.
    import ipykernel.ipkernel  # noqa: F401
    from ipywidgets.widgets import widget

    logging.getLogger("Comm").addFilter(FewErrors())
    # Both are meant to be replaced, says their documentation.
    comm.create_comm = create_comm
    comm.get_comm_manager = comm_manager
    # ipywidgets 8.1 keeps its widgets in one private dictionary per process and sends all of them
    # to whoever asks; it has no way to plug in another one.
    # tests/integration/shared/test_upstream.py notices when this is no longer needed.
    widget._instances = registry  # noqa: SLF001


def new_manager() -> CommManager:
    """Return comms of a kernel, with the targets that ipywidgets' front end opens."""
    from ipywidgets import Widget

    manager = CommManager()
    manager.register_target(WIDGET, Widget.handle_comm_opened)
    # Not the handler of ipywidgets: it keeps the last opened comm on the class, for all kernels.
    manager.register_target(CONTROL, _control_opened)
    return manager


def _control_opened(opened: BaseComm, _message: Message) -> None:
    """Answer a front end that asks for the state of the kernel's widgets."""
    from ipywidgets.widgets.widget import _remove_buffers

    def answer(message: Message) -> None:
        if message["content"]["data"].get("method") != "request_states":
            return
        states = {
            widget.model_id: {
                "model_name": widget._model_name,  # noqa: SLF001  # names of the protocol
                "model_module": widget._model_module,  # noqa: SLF001
                "model_module_version": widget._model_module_version,  # noqa: SLF001
                "state": widget.get_state(),
            }
            for widget in list(registry.values())
            if widget.comm is not None
        }
        states, paths, buffers = _remove_buffers(states)
        opened.send({"method": "update_states", "states": states, "buffer_paths": paths}, buffers=buffers)

    opened.on_msg(answer)
