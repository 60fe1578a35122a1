"""Whose code is running: the ambient state of a host process.

Every handler, cell and comm callback of a kernel runs in a context that holds
it. Threads see it when the context is carried over (``copy_context().run``,
``asyncio.to_thread``); a bare thread belongs to nobody, and what it prints or
shows reaches nobody.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from revoila.serving.shared._kernel import VirtualKernel

Message = dict[str, Any]
"""A message of the Jupyter protocol, as `jupyter_client.session` reads it."""

current: ContextVar[VirtualKernel | None] = ContextVar("revoila_virtual_kernel", default=None)
"""The kernel that the running code belongs to."""

request: ContextVar[Message | None] = ContextVar("revoila_request", default=None)
"""The request that the running code answers."""
