"""Which servers run, by the files that they leave in Jupyter's runtime folder, as Jupyter Server does."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_core.paths import jupyter_runtime_dir, secure_write
from jupyter_server.utils import check_pid

from revoila import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERYWHERE = {"", "*", "0.0.0.0", "::"}  # noqa: S104  # recognised, not bound
"""Addresses of a server that listens at all addresses of its machine."""


def info_file() -> Path:
    """Return where this process says that it is a server."""
    return Path(jupyter_runtime_dir()) / f"revoila-{os.getpid()}.json"


def write_info(*, ip: str, port: int, base_url: str, token: str, target: Path) -> None:
    """Say that this process is a server; only its user can read that, because a token may be in it.

    Parameters
    ----------
    ip : str
        Where it listens.
    port : int
        Likewise.
    base_url : str
        URL path below which it answers.
    token : str
        What it asks for, or "".
    target : Path
        What it serves.

    Raises
    ------
    OSError
        It cannot be written.
    RuntimeError
        It cannot be kept from other users.
    """
    host = "localhost" if ip in EVERYWHERE else ip
    host = f"[{host}]" if ":" in host else host
    info = {
        "pid": os.getpid(),
        "url": f"http://{host}:{port}{base_url}",
        "token": token,
        "target": str(target),
        "version": __version__,
    }
    path = info_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with secure_write(str(path)) as file:
        json.dump(info, file, indent=2, sort_keys=True)


def remove_info() -> None:
    """Say no more that this process is a server."""
    # It was not written where that cannot be.
    with suppress(OSError):
        info_file().unlink()


def running_servers() -> Iterator[dict[str, Any]]:
    """Yield what running servers say, and remove what those that were killed have left.

    Yields
    ------
    dict
        With ``url``, ``token``, ``pid``, ``target`` and ``version``.
    """
    for path in sorted(Path(jupyter_runtime_dir()).glob("revoila-*.json")):
        try:
            info = json.loads(path.read_bytes())
            alive = check_pid(int(info["pid"]))
            known = isinstance(info["url"], str)
        except (OSError, ValueError, KeyError, TypeError):
            continue
        if not alive:
            path.unlink(missing_ok=True)
        elif known:
            yield info
