"""The hosts by their names; one that is not asked for is not loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from revoila.testing.v1._host import InProcess

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from revoila.testing.v1._host import Host

NAMES = ("inprocess", "kernel", "browser")


def named(name: str) -> Callable[[Path], Host]:
    """Return what makes a host for a script.

    Parameters
    ----------
    name : str
        One of `NAMES`.

    Raises
    ------
    ValueError
        There is no such host.
    """
    if name == "inprocess":
        return InProcess
    if name == "kernel":
        from revoila.testing.v1._kernel_host import KernelHost

        return KernelHost
    if name == "browser":
        from revoila.testing.v1._browser_host import BrowserHost

        return BrowserHost
    raise ValueError(f"There is no host {name!r} for an app test. Use one of: {', '.join(NAMES)}.")
