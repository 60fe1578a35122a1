"""The one IPython shell of a host process: every kernel finds its own behind it.

`get_ipython`, `display`, magics and the libraries that look for IPython need
the shell to exist once per process. What it knows of variables, outputs and
the request it answers, it asks the current kernel for.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from ipykernel.displayhook import ZMQShellDisplayHook
from ipykernel.zmqshell import ZMQDisplayPublisher
from ipykernel.zmqshell import ZMQInteractiveShell as IPyKernelShell
from IPython.core.error import UsageError
from IPython.core.events import EventManager, available_events
from IPython.core.payload import PayloadManager
from IPython.core.pylabtools import print_figure
from traitlets import Type
from traitlets.config import Config

from revoila.serving.shared._context import Message, current, request
from revoila.serving.shared._messages import FewErrors

if TYPE_CHECKING:
    from types import ModuleType

_log = logging.getLogger(__name__)
_log.addFilter(FewErrors())

QUIET = Config(
    {
        # It writes a database from a thread of its own; a kernel of many has no history.
        "HistoryManager": {"enabled": False},
        # It parses in a subprocess, and its completions would be those of one namespace.
        "Completer": {"use_jedi": False},
    }
)


class Publisher(ZMQDisplayPublisher):
    """Publishes what is displayed to the clients of the current kernel."""

    def publish(  # type: ignore[override]  # as ipykernel's
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_kwargs: Any,
    ) -> None:
        """Send a display message."""
        kind = "update_display_data" if update else "display_data"
        self._send(kind, {"data": data, "metadata": metadata or {}, "transient": transient or {}})

    def clear_output(self, wait: bool = False) -> None:
        """Ask the clients to clear the output."""
        self._send("clear_output", {"wait": wait})

    def _send(self, kind: str, content: dict[str, Any]) -> None:
        kernel = current.get()
        if kernel is None:
            return
        message: Message = {"header": {"msg_type": kind}, "msg_type": kind, "content": content}
        for hook in self._hooks:
            changed = hook(message)
            if changed is None:
                return
            message = changed
        kernel.publish(kind, message["content"])


class ZMQInteractiveShell(IPyKernelShell):
    """The shell of whichever kernel asks.

    It has the name of ipykernel's, because libraries (tqdm, rich, pandas) find
    out by that name that they run in a notebook.
    """

    display_pub_class = Type(Publisher)
    displayhook_class = Type(ZMQShellDisplayHook)

    @property
    def kernel(self) -> Any:
        """The current kernel."""
        return current.get()

    @kernel.setter
    def kernel(self, _value: Any) -> None:
        """Ignore it: the context says which kernel is current."""

    @property
    def user_ns(self) -> dict[str, Any]:
        """The variables of the current kernel."""
        kernel = current.get()
        return self._user_ns if kernel is None else kernel.namespace

    @user_ns.setter
    def user_ns(self, value: dict[str, Any]) -> None:
        self._user_ns = value

    @property
    def user_module(self) -> ModuleType:
        """The ``__main__`` of the current kernel."""
        kernel = current.get()
        return self._own_module if kernel is None else kernel.module

    @user_module.setter
    def user_module(self, value: ModuleType) -> None:
        self._own_module = value

    @property
    def events(self) -> EventManager:
        """The callbacks that the current kernel's code has registered."""
        kernel = current.get()
        if kernel is None:
            return self._own_events
        if kernel.events is None:
            kernel.events = EventManager(self, available_events)
        return kernel.events

    @events.setter
    def events(self, value: EventManager) -> None:
        self._own_events = value

    @property
    def payload_manager(self) -> PayloadManager:
        """What the current kernel's cell has for its front end beside its output, such as the text of a pager."""
        kernel = current.get()
        if kernel is None:
            return self._own_payloads
        if kernel.payloads is None:
            kernel.payloads = PayloadManager(parent=self)
        return kernel.payloads

    @payload_manager.setter
    def payload_manager(self, value: PayloadManager) -> None:
        self._own_payloads = value

    @property
    def execution_count(self) -> int:
        """Number of the current kernel's next cell."""
        kernel = current.get()
        return 1 if kernel is None else kernel.execution_count

    @execution_count.setter
    def execution_count(self, _value: int) -> None:
        """Ignore it: the kernel counts."""

    def get_parent(self) -> Message:
        """Return the request that the running code answers."""
        return request.get() or {}

    def set_parent(self, parent: Message) -> None:
        """Make `parent` the request that the running code answers."""
        request.set(parent)

    parent_header = property(get_parent, lambda _self, _value: None)

    def showtraceback(self, *args: Any, **options: Any) -> None:
        """Show the error that is being handled to those who write code; to the log when only viewers are there.

        Formatting takes long, and viewers can cause errors in callbacks of widgets as often as they like.
        """
        kernel = current.get()
        if kernel is None or kernel.out.channels is not None:
            super().showtraceback(*args, **options)
        else:
            _log.error("A callback failed.", exc_info=True)

    def _showtraceback(self, etype: type[BaseException], evalue: BaseException, stb: list[str]) -> None:
        """Send an error; `showtraceback` has formatted it."""
        kernel = current.get()
        if kernel is not None:
            kernel.publish("error", {"traceback": stb, "ename": etype.__name__, "evalue": str(evalue)})

    def enable_gui(self, gui: Any = None) -> None:
        """Refuse event loops of windows.

        Raises
        ------
        UsageError
            Always, unless there is nothing to enable.
        """
        if gui not in (None, "inline"):
            raise UsageError("Kernels that share a process have no windows.")

    def enable_matplotlib(self, gui: str | None = None) -> Any:  # noqa: ARG002  # part of the signature
        """Refuse Matplotlib's inline mode, which shows every figure of the process.

        Raises
        ------
        UsageError
            Always.
        """
        raise UsageError(
            "Kernels that share a process have no inline plots. Show the figure itself: it may be the "
            "last expression of a cell, or go to `st.pyplot(figure)`."
        )


def install() -> ZMQInteractiveShell:
    """Make the shell of this process.

    Returns
    -------
    ZMQInteractiveShell
        What `get_ipython` returns from now on.
    """
    shell = ZMQInteractiveShell.instance(config=QUIET)
    formatter: Any = shell.display_formatter
    png = formatter.formatters["image/png"]
    png.for_type_by_name("matplotlib.figure", "Figure", lambda figure: print_figure(figure, "png"))
    return shell
