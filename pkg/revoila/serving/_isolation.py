"""Which kind of kernels the sessions of an app get, as it is configured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.serving._kernels import KernelError
from revoila.serving._startup import without_iri_grammar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jupyter_server.services.kernels.connection.base import BaseKernelWebsocketConnection
    from tornado.websocket import WebSocketHandler
    from traitlets.config import Configurable

    from revoila.serving._apps import ServedApp
    from revoila.serving._kernels import Kernels, Opening
    from revoila.serving.shared._parts import PartAnswer, PartQuestion


KINDS = ("shared", "pooled", "process")


def make_kernels(
    parent: Configurable,
    *,
    isolation: str,
    isolation_of: Mapping[str, str] | None = None,
    gateway: str = "",
    folder: str = "",
) -> Kernels:
    """Return where the kernels of a server's sessions live.

    Parameters
    ----------
    parent : Configurable
        Whose configuration counts.
    isolation : {"shared", "pooled", "process"}
        How visitors are kept apart.
    isolation_of : mapping of str to str, optional
        The same for single apps, by their names.
    gateway : str, default ""
        URL of a Jupyter Kernel Gateway where they live instead.
    folder : str, default ""
        Where scripts work; each in its own folder unless it is given.

    Returns
    -------
    Kernels
        Of one kind, or of several when apps differ.
    """
    if gateway:
        with without_iri_grammar():
            from revoila.serving._gateway_kernels import GatewayKernels

        return GatewayKernels(parent=parent, url=gateway, folder=folder)
    chosen = {kind: _kernels_of(kind, parent, folder) for kind in {isolation, *(isolation_of or {}).values()}}
    if len(chosen) == 1:
        return chosen[isolation]
    return MixedKernels(
        chosen[isolation], {name: chosen[kind] for name, kind in (isolation_of or {}).items()}
    )


def _kernels_of(kind: str, parent: Configurable, folder: str) -> Kernels:
    """Return kernels of one kind, whose modules are imported only now."""
    if kind == "process":
        with without_iri_grammar():
            from revoila.serving._process_kernels import ProcessKernels

        return ProcessKernels(parent=parent, folder=folder)
    from revoila.serving._host_kernels import HostKernels

    return HostKernels(parent=parent, folder=folder, exclusive=kind == "pooled")


class MixedKernels:
    """Kernels of several kinds, chosen by the name of the app.

    Parameters
    ----------
    usual : Kernels
        Of apps that are not named.
    kinds : mapping of str to Kernels
        By app.
    """

    def __init__(self, usual: Kernels, kinds: Mapping[str, Kernels]) -> None:
        self._usual = usual
        self._kinds = kinds
        self._placed: dict[str, Kernels] = {}

    def _all(self) -> list[Kernels]:
        return list({id(kind): kind for kind in (self._usual, *self._kinds.values())}.values())

    def _of(self, app: ServedApp) -> Kernels:
        return self._kinds.get(app.name, self._usual)

    def warm_up(self, app: ServedApp) -> None:
        """Prepare for the first visitor of an app."""
        self._of(app).warm_up(app)

    async def open(self, kernel_id: str, opening: Opening, ended: Callable[[str], None]) -> None:
        """Start a kernel and the app in it."""
        kind = self._placed[kernel_id] = self._of(opening.app)
        try:
            await kind.open(kernel_id, opening, ended)
        except BaseException:
            del self._placed[kernel_id]
            raise

    async def connect(
        self, kernel_id: str, handler: WebSocketHandler, client: str
    ) -> BaseKernelWebsocketConnection:
        """Connect a websocket with a kernel that is open.

        Raises
        ------
        KernelError
            There is no such kernel any more.
        """
        kind = self._placed.get(kernel_id)
        if kind is None:
            raise KernelError("The kernel has ended.")
        return await kind.connect(kernel_id, handler, client)

    def reads_files(self, app: ServedApp) -> bool:
        """Whether kernels of an app can be asked for parts of files."""
        return self._of(app).reads_files(app)

    async def read_file(self, asked: PartQuestion) -> PartAnswer:
        """Return a part of a file that an app shows.

        Raises
        ------
        KernelError
            There is no such kernel any more, or it cannot be asked.
        """
        kind = self._placed.get(asked.kernel)
        if kind is None:
            raise KernelError("The kernel has ended.")
        return await kind.read_file(asked)

    async def close(self, kernel_id: str) -> None:
        """End a kernel, if there is one."""
        kind = self._placed.pop(kernel_id, None)
        if kind is not None:
            await kind.close(kernel_id)

    async def stop_script(self, kernel_id: str) -> None:
        """Stop the script that runs in a kernel."""
        kind = self._placed.get(kernel_id)
        if kind is not None:
            await kind.stop_script(kernel_id)

    async def busy(self) -> bool:
        """Whether any script runs."""
        for kind in self._all():
            if await kind.busy():
                return True
        return False

    def memory(self, kernel_id: str) -> int | None:
        """Return the memory that a kernel has for itself, where it is known."""
        kind = self._placed.get(kernel_id)
        return None if kind is None else kind.memory(kernel_id)

    async def caches(self) -> list[dict[str, Any]]:
        """Return what is known of the results that are kept in the kernels' processes."""
        return [record for kind in self._all() for record in await kind.caches()]

    async def shut_down(self, *, now: bool = False) -> None:
        """End every kernel."""
        for kind in self._all():
            await kind.shut_down(now=now)
