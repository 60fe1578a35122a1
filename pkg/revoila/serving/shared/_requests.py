"""Answers to requests that only ask: what a kernel is, has, and could complete."""

from __future__ import annotations

import os
import platform
import socket
import sys
from typing import TYPE_CHECKING, Any

from IPython.core.completer import Completer
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.tokenutil import line_at_cursor, token_at_cursor

from revoila import __version__

if TYPE_CHECKING:
    from revoila.serving.shared._kernel import VirtualKernel

PROTOCOL = "5.5"


def kernel_info(_kernel: VirtualKernel, _content: dict[str, Any]) -> dict[str, Any]:
    """Say what the kernel is."""
    version = platform.python_version()
    return {
        "status": "ok",
        "protocol_version": PROTOCOL,
        "implementation": "revoila-shared",
        "implementation_version": __version__,
        "language_info": {
            "name": "python",
            "version": version,
            "mimetype": "text/x-python",
            "codemirror_mode": {"name": "ipython", "version": sys.version_info[0]},
            "pygments_lexer": "ipython3",
            "nbconvert_exporter": "python",
            "file_extension": ".py",
        },
        "banner": f"Python {version}, in a process with other kernels",
        "help_links": [],
        "supported_features": [],
    }


def comm_info(kernel: VirtualKernel, content: dict[str, Any]) -> dict[str, Any]:
    """List the open comms."""
    target = content.get("target_name")
    comms = {
        comm_id: {"target_name": comm.target_name}
        for comm_id, comm in list(kernel.comms.comms.items())
        if target is None or comm.target_name == target
    }
    return {"status": "ok", "comms": comms}


def is_complete(_kernel: VirtualKernel, content: dict[str, Any]) -> dict[str, Any]:
    """Say whether code could be executed as it is."""
    transformer = InteractiveShell.instance().input_transformer_manager
    status, spaces = transformer.check_complete(content["code"])
    reply = {"status": status}
    if status == "incomplete":
        reply["indent"] = " " * (spaces or 0)
    return reply


def complete(kernel: VirtualKernel, content: dict[str, Any]) -> dict[str, Any]:
    """List what the name before the cursor could become."""
    code, position = content["code"], content.get("cursor_pos")
    position = len(code) if position is None else position
    line, offset = line_at_cursor(code, position)
    before = line[: position - offset]
    start = len(before)
    while start and (before[start - 1].isidentifier() or before[start - 1] in "._0123456789"):
        start -= 1
    word = before[start:]
    completer = Completer(namespace=kernel.namespace)
    matches = completer.attr_matches(word) if "." in word else completer.global_matches(word)
    # As attributes are completed: with what is before the dot.
    stem = word.rpartition(".")[0]
    matches = [f"{stem}{match}" if match.startswith(".") else match for match in matches]
    return {
        "status": "ok",
        "matches": sorted(set(matches)) if word else [],
        "cursor_start": position - len(word),
        "cursor_end": position,
        "metadata": {},
    }


def inspect(_kernel: VirtualKernel, content: dict[str, Any]) -> dict[str, Any]:
    """Describe the object at the cursor."""
    name = token_at_cursor(content["code"], content.get("cursor_pos") or 0)
    try:
        data = InteractiveShell.instance().object_inspect_mime(
            name, detail_level=content.get("detail_level", 0)
        )
    except KeyError:
        return {"status": "ok", "found": False, "data": {}, "metadata": {}}
    data.pop("text/html", None)
    return {"status": "ok", "found": True, "data": data, "metadata": {}}


def history(_kernel: VirtualKernel, _content: dict[str, Any]) -> dict[str, Any]:
    """Return no history: none is kept."""
    return {"status": "ok", "history": []}


def connect(kernel: VirtualKernel, _content: dict[str, Any]) -> dict[str, Any]:
    """Name the ports."""
    return {"status": "ok", **{f"{name}_port": port for name, port in kernel.ports.items()}}


def usage(_kernel: VirtualKernel, _content: dict[str, Any]) -> dict[str, Any]:
    """Say what the host process uses, for all its kernels together."""
    reply: dict[str, Any] = {
        "hostname": socket.gethostname(),
        "pid": os.getpid(),
        "cpu_count": os.cpu_count(),
    }
    try:
        import psutil  # type: ignore[import-untyped]  # it ships no types
    except ImportError:
        return reply
    process = psutil.Process()
    memory = psutil.virtual_memory()
    return {
        **reply,
        "kernel_cpu": process.cpu_percent(),
        "kernel_memory": process.memory_info().rss,
        "host_cpu_percent": psutil.cpu_percent(),
        "host_virtual_memory": dict(memory._asdict()),
    }


ANSWERS = {
    "kernel_info_request": kernel_info,
    "comm_info_request": comm_info,
    "is_complete_request": is_complete,
    "complete_request": complete,
    "inspect_request": inspect,
    "history_request": history,
    "connect_request": connect,
}
"""What the shell channel answers at once; the control channel does, too."""
