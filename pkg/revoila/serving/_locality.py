"""Whether a request comes from this machine, from somebody who looks after the server."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FORWARDED = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")
"""Headers of requests that came through a proxy, which is on this machine when its visitors are not."""

PORT = re.compile(r":\d+$")


def is_local(peer: str, host: str, headers: Mapping[str, str]) -> bool:
    """Whether a request was made on this machine, to this machine.

    Parameters
    ----------
    peer : str
        Address that it comes from.
    host : str
        What it calls this server, with or without a port.
    headers : mapping of str to str
        Its headers, whatever their case.

    Returns
    -------
    bool
        False in doubt: also for what a proxy or a foreign name may have brought here.
    """
    if any(name in headers for name in FORWARDED):
        return False
    name = PORT.sub("", host).strip("[]").lower()
    return _is_loopback(peer) and (name == "localhost" or _is_loopback(name))


def _is_loopback(text: str) -> bool:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)
