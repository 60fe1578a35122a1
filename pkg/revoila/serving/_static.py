"""Serves the files of our front end: the bundle, its chunks and fonts."""

from __future__ import annotations

import json
import mimetypes
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError

from revoila.serving._paths import safe_join

BUNDLE = Path(__file__).parents[1] / "widgets" / "static"
"""Where ``js/build.mjs`` puts the front end; there is no such folder before the first build."""

HASHED = re.compile(r"-[0-9a-f]{12}\.\w+$")
"""Names that change with their content, as ``js/build.mjs`` makes them."""

ENCODINGS = {"br": ".br", "gzip": ".gz"}
"""Compressed twins that may lie beside a file, in order of preference."""

REFUSED = re.compile(r";\s*q=0(\.0*)?\s*$")
"""How a client says that it does not take an encoding."""

# The system's table may be missing or wrong (Windows registry), and a module of a wrong type does not run.
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
}


class StaticHandler(JupyterHandler):
    """Answers with a file of one folder; these files are the same for everybody, so no login is asked.

    Parameters
    ----------
    root : Path
        The folder.
    """

    def initialize(self, root: Path) -> None:
        """Take the folder from the route."""
        self.root = root

    @property
    def content_security_policy(self) -> str:
        """Keep a file that is opened as a page from doing anything."""
        return "default-src 'none'; frame-ancestors 'none'; sandbox"

    @allow_unauthenticated
    async def get(self, path: str) -> None:
        """Send the file.

        Parameters
        ----------
        path : str
            Decoded path below the folder.

        Raises
        ------
        HTTPError
            404 when there is no such file, or it may not be served.
        """
        found = safe_join(self.root, path)
        if found is None:
            raise HTTPError(404)
        self.set_header("Content-Type", content_type(found.suffix))
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        if found.suffix == ".js":
            # A worker obeys the policy that its file came with; a script opened as a page is only text.
            self.clear_header("Content-Security-Policy")
        if HASHED.search(found.name):
            self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        else:
            # Asked for again every time; the entity tag then saves the body.
            self.set_header("Cache-Control", "no-cache")
        body = self._compressed(found) or found
        await self.finish(body.read_bytes())

    @allow_unauthenticated
    async def head(self, path: str) -> None:
        """Send what `get` would, without the file."""
        await self.get(path)

    def _compressed(self, found: Path) -> Path | None:
        """Return the compressed twin of a file that the client understands."""
        self.set_header("Vary", "Accept-Encoding")
        accepted = self.request.headers.get("Accept-Encoding", "")
        offered = {item.split(";")[0].strip() for item in accepted.split(",") if not REFUSED.search(item)}
        for encoding, suffix in ENCODINGS.items():
            twin = found.with_name(found.name + suffix)
            if encoding in offered and twin.is_file():
                self.set_header("Content-Encoding", encoding)
                return twin
        return None


def content_type(suffix: str) -> str:
    """Return the media type for a file name's suffix."""
    kind = TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


class Route(NamedTuple):
    """A pattern and what answers it, as tornado takes them."""

    pattern: str
    handler: type
    options: dict[str, Any]


def static_route(base_url: str) -> Route:
    """Return the route of the front end's files, the same in every kind of server.

    Parameters
    ----------
    base_url : str
        Of the server.

    Returns
    -------
    Route
        ``<base_url>revoila/static/...``.
    """
    return Route(url_path_join(base_url, r"/revoila/static/(.*)"), StaticHandler, {"root": BUNDLE})


def core_file() -> str:
    """Return the name of the bundle that every page needs, or "" when it is not built."""
    try:
        return _core_of((BUNDLE / "manifest.json").stat().st_mtime_ns)
    except OSError:
        return ""


@lru_cache(maxsize=1)
def _core_of(_stamp: int) -> str:
    try:
        return str(json.loads((BUNDLE / "manifest.json").read_bytes())["core"])
    except (OSError, ValueError, KeyError):
        return ""
