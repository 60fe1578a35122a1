"""Executes a cell: its code, its result and its error."""

from __future__ import annotations

import ast
import builtins
import linecache
import sys
import traceback
from asyncio import CancelledError
from inspect import CO_COROUTINE
from itertools import count
from threading import Lock
from types import CodeType, coroutine
from typing import TYPE_CHECKING, Any, NamedTuple

from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell

from revoila.serving.shared._context import current

if TYPE_CHECKING:
    from collections.abc import Coroutine, Generator

    from revoila.runtime._interrupt import Interruptible
    from revoila.serving.shared._context import Message
    from revoila.serving.shared._kernel import VirtualKernel

_numbers = count(1)
_traceback_lock = Lock()


class Outcome(NamedTuple):
    """How a cell has ended.

    Parameters
    ----------
    error : dict or None
        Name, value and traceback, as the protocol wants them; None when it went well.
    """

    error: dict[str, Any] | None


class Cells:
    """The cells of one kernel.

    Parameters
    ----------
    kernel : VirtualKernel
        The kernel.
    """

    def __init__(self, kernel: VirtualKernel) -> None:
        self._kernel = kernel
        self._files: list[str] = []
        self._aborting = False
        self.silent = False

    async def execute(self, message: Message, guard: Interruptible) -> None:
        """Execute the cell that a client has sent, and answer.

        Parameters
        ----------
        message : dict
            The request.
        guard : Interruptible
            Entered while the cell's code runs.
        """
        kernel, content = self._kernel, message["content"]
        if self._aborting:
            kernel.out.reply("shell", message, {"status": "aborted"})
            return
        code, silent = content["code"], bool(content.get("silent"))
        number = kernel.execution_count
        if not silent:
            kernel.publish("execute_input", {"code": code, "execution_count": number})
        outcome = await self._run(code, guard, silent=silent)
        kernel.execution_count += bool(content.get("store_history", True) and not silent)
        reply: dict[str, Any] = {
            "execution_count": number,
            "payload": self._payload(),
            "user_expressions": {},
        }
        if outcome.error is None:
            expressions = self._evaluate(content.get("user_expressions") or {})
            reply |= {"status": "ok", "user_expressions": expressions}
        else:
            kernel.publish("error", outcome.error)
            reply |= {"status": "error", **outcome.error}
        kernel.prints.flush()
        kernel.out.reply("shell", message, reply)
        if outcome.error is not None and content.get("stop_on_error", True) and not silent:
            # The cells that were sent before the client could know of the error are refused.
            self._aborting = True
            kernel.resume(self._resume)

    def _payload(self) -> list[dict[str, Any]]:
        """Return what the cell has for its front end beside its output, once."""
        payloads, self._kernel.payloads = self._kernel.payloads, None
        return [] if payloads is None else list(payloads.read_payload())

    def _resume(self) -> None:
        self._aborting = False

    async def _run(self, code: str, guard: Interruptible, *, silent: bool) -> Outcome:
        """Execute a cell.

        Parameters
        ----------
        code : str
            As the person wrote it, with magics.
        guard : Interruptible
            Entered while the cell's code runs.
        silent : bool
            Whether the result is not shown.

        Returns
        -------
        Outcome
            The error was not yet published.
        """
        shell = InteractiveShell.instance()
        self.silent = silent
        try:
            with guard:
                parts = self._compile(shell.transform_cell(code))
                shell.events.trigger("pre_execute")
            for part in parts:
                await _stepped(_execute(part, self._kernel.namespace), guard)
        except BaseException as error:  # noqa: BLE001  # a cell may raise anything
            return Outcome(self._describe(_interrupt_for_cancel(error)))
        finally:
            self.silent = False
        with guard:
            shell.events.trigger("post_execute")
        return Outcome(None)

    def _compile(self, code: str) -> list[CodeType]:
        """Compile a cell; its last expression on its own, for the display hook."""
        name = f"<cell {next(_numbers)}>"
        tree = ast.parse(code, name)
        # Tracebacks show the lines.
        linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
        self._files.append(name)
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        parts = []
        last = tree.body[-1] if tree.body else None
        shows = isinstance(last, ast.Expr) and not DisplayHook.semicolon_at_end_of_expression(code)
        body = tree.body[:-1] if shows else tree.body
        if body:
            module = ast.Module(body, tree.type_ignores)
            parts.append(compile(module, name, "exec", flags, dont_inherit=True))
        if shows and last is not None:
            parts.append(compile(ast.Interactive([last]), name, "single", flags, dont_inherit=True))
        return parts

    def _describe(self, error: BaseException) -> dict[str, Any]:
        """Return an error as the protocol wants it."""
        shell = InteractiveShell.instance()
        kind, trace = type(error), error.__traceback__
        # Our own frames are not the author's.
        while trace is not None and trace.tb_frame.f_code.co_filename == __file__:
            trace = trace.tb_next
        try:
            with _traceback_lock:
                formatter = (
                    shell.SyntaxTB
                    if isinstance(error, SyntaxError) and trace is None
                    else shell.InteractiveTB
                )
                lines = formatter.structured_traceback(kind, error, trace)
        except Exception:  # noqa: BLE001  # an exception whose text fails must not fail the cell
            lines = traceback.format_exception(kind, None, trace)
        return {"ename": kind.__name__, "evalue": _text(error), "traceback": list(lines)}

    def show(self, value: Any) -> None:
        """Publish the result of a cell, and remember it as ``_``."""
        if value is None or self.silent:
            return
        namespace = self._kernel.namespace
        namespace["___"], namespace["__"] = namespace.get("__", ""), namespace.get("_", "")
        namespace["_"] = value
        data, metadata = _format(value)
        if data:
            content = {"execution_count": self._kernel.execution_count, "data": data, "metadata": metadata}
            self._kernel.publish("execute_result", content)

    def _evaluate(self, expressions: dict[str, str]) -> dict[str, Any]:
        """Return the values of expressions that a client has sent along."""
        results: dict[str, Any] = {}
        for name, expression in expressions.items():
            try:
                value = eval(expression, self._kernel.namespace)  # noqa: S307  # as the protocol says
                data, metadata = _format(value)
                results[name] = {"status": "ok", "data": data, "metadata": metadata}
            except Exception as error:  # noqa: BLE001  # it is the answer
                results[name] = {"status": "error", **self._describe(error)}
        return results

    def close(self) -> None:
        """Forget the sources."""
        for name in self._files:
            linecache.cache.pop(name, None)


def install() -> None:
    """Send the results of cells to the kernel whose code runs."""

    def show(value: Any) -> None:
        kernel = current.get()
        if kernel is not None:
            kernel.cells.show(value)

    sys.displayhook = show


def interactive_names() -> dict[str, Any]:
    """Return what a cell finds without importing it."""
    from IPython.core.getipython import get_ipython
    from IPython.display import display

    return {"display": display, "get_ipython": get_ipython, "__builtins__": builtins}


async def _execute(code: CodeType, namespace: dict[str, Any]) -> None:
    result = eval(code, namespace)  # noqa: S307  # it is the author's code
    if code.co_flags & CO_COROUTINE:
        await result


@coroutine
def _stepped(inner: Coroutine[Any, Any, None], guard: Interruptible) -> Generator[Any, Any, None]:
    """Run a coroutine, with `guard` entered only while its code runs and not while it waits."""
    error: BaseException | None = None
    value: Any = None
    while True:
        try:
            with guard:
                waits_for = inner.send(value) if error is None else inner.throw(error)
        except StopIteration:
            return
        error = None
        try:
            value = yield waits_for
        except BaseException as thrown:  # noqa: BLE001  # it is for the inner coroutine
            error = thrown


def _interrupt_for_cancel(error: BaseException) -> BaseException:
    """Return the error of a cell; an interrupt arrives as a cancellation while the cell awaits."""
    if isinstance(error, CancelledError):
        return KeyboardInterrupt().with_traceback(error.__traceback__)
    return error


def _format(value: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    formatter: Any = InteractiveShell.instance().display_formatter
    data, metadata = formatter.format(value)
    return data, metadata


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:  # noqa: BLE001  # any error of somebody else's class
        return f"<unprintable {type(error).__name__}>"
