"""Voilà's and JupyterLab's own files, with the decision that their handlers do not carry: everybody may have them."""

from __future__ import annotations

from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import FileFindHandler
from jupyterlab_server.themes_handler import ThemesHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler


class Public:
    """Is mixed into a handler of files that are the same for everybody."""

    @allow_unauthenticated
    def get(self, path: str, include_body: bool = True) -> Any:
        """Send the file."""
        return super().get(path, include_body)  # type: ignore[misc]  # of the handler it is mixed into

    @allow_unauthenticated
    def head(self, path: str) -> Any:
        """Send the headers of the file."""
        return super().head(path)  # type: ignore[misc]  # as above


class PublicTemplateFiles(Public, TemplateStaticFileHandler):
    """The files of Voilà's templates."""


class PublicFiles(Public, MultiStaticFileHandler):
    """Voilà's own front end."""


class PublicThemes(Public, ThemesHandler):
    """Themes of JupyterLab."""


class PublicExtensions(Public, FileFindHandler):
    """Front ends of third-party widgets."""
