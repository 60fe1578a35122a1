"""What a request leaves in the log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jupyter_server.log import log_request as log_whole_request

if TYPE_CHECKING:
    from tornado.web import RequestHandler

FILE_KEY = re.compile(r"(?<=/api/revoila/files/)[\w-]+")
"""Where nobody logs in, who knows it may have the files."""

LONGEST = 2000
"""How much of an address is logged, in characters; an address may have a megabyte."""


def log_request(handler: RequestHandler) -> None:
    """Log a request as Jupyter Server does: without tokens and keys, which Tornado's own would write down.

    Parameters
    ----------
    handler : RequestHandler
        A request that was answered.
    """
    uri = FILE_KEY.sub("...", handler.request.uri or "")
    handler.request.uri = uri if len(uri) <= LONGEST else uri[:LONGEST] + "..."
    log_whole_request(handler)
