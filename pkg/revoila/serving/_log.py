"""What a request leaves in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_server.log import log_request as log_whole_request

if TYPE_CHECKING:
    from tornado.web import RequestHandler

LONGEST = 2000
"""How much of an address is logged, in characters; an address may have a megabyte."""


def log_request(handler: RequestHandler) -> None:
    """Log a request as Jupyter Server does: without tokens, which Tornado's own would write down.

    Parameters
    ----------
    handler : RequestHandler
        A request that was answered.
    """
    uri = handler.request.uri or ""
    if len(uri) > LONGEST:
        handler.request.uri = uri[:LONGEST] + "..."
    log_whole_request(handler)
