"""Where the server listens."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from tornado.netutil import bind_sockets

from revoila.serving._usage import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from socket import socket

HIGHEST = 65535
TAKEN = {errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", errno.EADDRINUSE)}
DENIED = {errno.EACCES, getattr(errno, "WSAEACCES", errno.EACCES)}


class PortError(UsageError):
    """The server cannot listen where it should."""


def bind(ports: Iterable[int], address: str) -> list[socket]:
    """Listen at the first port that is free.

    Parameters
    ----------
    ports : iterable of int
        In the order in which to try; 0 is any free one.
    address : str
        Host name or address; "" listens everywhere.

    Returns
    -------
    list of socket
        One per address family, all of the same port.

    Raises
    ------
    PortError
        None of the ports can be had, or there is no such address here.
    """
    tried: list[int] = []
    reason = "is in use"
    for port in ports:
        if not 0 <= port <= HIGHEST:
            # The system would take the number modulo 65536.
            raise PortError(f"{port} is not a port. Ports go from 1 to {HIGHEST}.")
        try:
            return bind_sockets(port, address)
        except OSError as error:
            if error.errno in DENIED:
                reason = "needs more rights than this user has"
            elif error.errno not in TAKEN:
                raise PortError(
                    f"The server cannot listen at {address}: {error.strerror or error}."
                ) from error
            tried.append(port)
    if len(tried) == 1:
        raise PortError(f"Port {tried[0]} {reason}. Choose another with --port, or leave --port out.")
    raise PortError(f"None of {len(tried)} ports from {tried[0]} on is free. Choose one with --port.")
