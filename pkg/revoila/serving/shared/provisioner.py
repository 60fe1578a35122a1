"""Starts kernels that share a process, for any Jupyter server or client.

Chosen by a kernelspec whose ``metadata.kernel_provisioner`` names
``revoila-shared``. It is all that a server needs to know of shared kernels.
"""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING, Any

from jupyter_client.localinterfaces import is_local_ip, local_ips
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import Float

from revoila.serving.shared._placement import HostKind, SharedKernels
from revoila.serving.shared._remote import HostError, HostProcess

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jupyter_client.connect import KernelConnectionInfo

CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
POLL = 0.02
"""Pause between looks whether a kernel has ended, in seconds."""

FROM_SERVER = "KERNEL_REVOILA_"
"""How variables begin with which ``revoila run --gateway`` says for which app a kernel is, and its options."""

ENDED = 0
"""Exit code of a kernel that has ended while its host goes on."""


class SharedKernelProvisioner(KernelProvisionerBase):
    """One kernel in a process with others."""

    start_timeout = Float(
        60.0, min=0.0, config=True, help="Seconds that a process for kernels may take to start."
    )

    answer_timeout = Float(
        20.0,
        min=0.0,
        config=True,
        help="Seconds after which a process that does not end a kernel is ended, with all kernels in it.",
    )

    _host: HostProcess | None = None
    _kind: HostKind | None = None

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel, or was until it died."""
        return self._host is not None

    async def poll(self) -> int | None:
        """Return None while the kernel lives.

        A host that is busy is alive, so it is not asked.

        Returns
        -------
        int or None
            The exit code of the host, or 0 when only the kernel has ended.
        """
        if self._host is None:
            return ENDED
        code = self._host.exit_code
        if code is not None:
            return code
        return None if self.kernel_id in self._host.kernels else ENDED

    async def wait(self) -> int | None:
        """Wait until the kernel has ended.

        Returns
        -------
        int or None
            As for `poll`.
        """
        # Clients wait for it at most once, so looking costs less than keeping events for it.
        while (code := await self.poll()) is None:  # noqa: ASYNC110
            await asyncio.sleep(POLL)
        self._host = None
        return code

    async def send_signal(self, signum: int) -> None:
        """Interrupt the kernel, or end it; the process belongs to others, too.

        Parameters
        ----------
        signum : int
            0 does nothing, as for processes.
        """
        if signum == signal.SIGINT:
            await self._ask("interrupt")
        elif signum:
            await self._ask("close")

    async def kill(self, restart: bool = False) -> None:  # noqa: ARG002  # part of the signature
        """End the kernel."""
        await self._ask("close")

    async def terminate(self, restart: bool = False) -> None:  # noqa: ARG002  # part of the signature
        """End the kernel."""
        await self._ask("close")

    async def cleanup(self, restart: bool = False) -> None:
        """Forget the kernel."""
        if not restart:
            self._host = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Prepare to launch.

        Parameters
        ----------
        **kwargs : Any
            As the manager gives them.

        Returns
        -------
        dict
            With ``cmd``, what starts a host.

        Raises
        ------
        HostError
            The kernel is asked to be at an address that is not this machine's, or to encrypt.
        """
        manager: Any = self.parent
        if getattr(manager, "transport_encryption", "disabled") == "required":
            raise HostError("Kernels that share a process do not encrypt. Use transport='ipc', or python3.")
        if manager.transport == "tcp" and not is_local_ip(manager.ip):
            raise HostError(f"{manager.ip} is no address of this machine; it has {', '.join(local_ips())}.")
        if manager.transport == "ipc":
            # It finds names for the sockets' files.
            manager.write_connection_file()
        kwargs.pop("transport_encryption", None)
        command = manager.format_kernel_cmd(extra_arguments=kwargs.pop("extra_arguments", []))
        return await super().pre_launch(cmd=command, **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Open a kernel in the host with the fewest.

        Parameters
        ----------
        cmd : list of str
            What starts a host.
        **kwargs : Any
            Of them, ``env`` and ``cwd`` count.

        Returns
        -------
        KernelConnectionInfo
            Where the kernel is.

        Raises
        ------
        HostError
            The host did not start, or the kernel did not open.
        """
        manager: Any = self.parent
        env = dict(kwargs.get("env") or os.environ)
        cwd = _real_path(kwargs.get("cwd"))
        names = {*(self.kernel_spec.env or {}), *(name for name in env if name.startswith(FROM_SERVER))}
        added = {name: env[name] for name in names if name in env}
        self._kind = HostKind(tuple(cmd), tuple(sorted(added.items())), cwd, env.get(f"{FROM_SERVER}APP", ""))
        ports = {name: int(getattr(manager, f"{name}_port")) for name in CHANNELS}
        words = {
            "kernel": self.kernel_id,
            "key": manager.session.key.decode(),
            "scheme": manager.session.signature_scheme,
            "transport": manager.transport,
            "ip": manager.ip,
            "ports": ports,
        }
        opened = await self._open(words, env)
        self.connection_info = self._connection_info(opened)
        return self.connection_info

    async def _open(self, words: dict[str, Any], env: dict[str, str]) -> dict[str, int]:
        """Open the kernel in a host: the one that it was in, or the one with the fewest.

        Raises
        ------
        HostError
            There is no answer in time.
        """
        shared = SharedKernels.instance(config=self.config)
        assert self._kind is not None  # noqa: S101  # the caller has set it
        host = self._host
        # Sticky: what the visitor's last run has cached is there.
        if host is not None and host.alive:
            host.kernels.add(words["kernel"])
        else:
            host = shared.place(self._kind, words["kernel"])
        self._host = host
        try:
            async with asyncio.timeout(self.start_timeout):
                await asyncio.wrap_future(host.ready)
            call = host.call("open", **words, env=_without(env, host.env))
            async with asyncio.timeout(self.start_timeout):
                return await asyncio.wrap_future(call)
        except BaseException as error:
            host.kernels.discard(words["kernel"])
            self._host = None
            if not isinstance(error, HostError):
                # Nobody waits for it any more, and it may open yet.
                host.call("close", kernel=words["kernel"])
            if isinstance(error, TimeoutError):
                raise HostError(f"No kernel opened within {self.start_timeout:g} s.") from error
            raise

    def _connection_info(self, ports: dict[str, int]) -> KernelConnectionInfo:
        manager: Any = self.parent
        info: Any = {f"{name}_port": port for name, port in ports.items()}
        info |= {
            "transport": manager.transport,
            "ip": manager.ip,
            "key": manager.session.key,
            "signature_scheme": manager.session.signature_scheme,
            "kernel_name": manager.kernel_name,
        }
        found: KernelConnectionInfo = info
        return found

    async def _ask(self, do: str) -> None:
        """Ask the host for something; one that does not even end a kernel has to go.

        It is held by a call into C that lets no other thread run, which nothing but its end ends.
        """
        host = self._host
        if host is None or self.kernel_id not in host.kernels:
            return
        try:
            call = host.call(do, kernel=self.kernel_id)
            async with asyncio.timeout(self.answer_timeout):
                await asyncio.wrap_future(call)
        except HostError as error:
            self.log.debug("%s", error)
        except TimeoutError:
            self.log.error(  # noqa: TRY400  # where it waited says nothing
                "The process of a kernel has not answered for %g s%s.",
                self.answer_timeout,
                " and is ended" if do == "close" else "",
            )
            if do == "close":
                host.process.kill()


def _real_path(folder: str | None) -> str:
    return os.path.realpath(folder or os.curdir)


def _without(env: Mapping[str, str], base: Mapping[str, str]) -> dict[str, str]:
    """Return what the environment of a kernel has that its host's has not."""
    return {name: value for name, value in env.items() if base.get(name) != value}
