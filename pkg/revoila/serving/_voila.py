"""Voilà's own front end, for the widgets of others: where its files are, and how it is configured.

Voilà itself is imported when the first page asks for it: its import takes longer
than that of everything else.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from jupyter_core.paths import jupyter_path
from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.utils import url_path_join

from revoila.serving._startup import without_iri_grammar

if TYPE_CHECKING:
    from logging import Logger

    from traitlets.config import Configurable

UNWANTED = ["@jupyter-notebook/lab-extension", "jupyterlab_pygments"]
"""Parts of JupyterLab's own user interface, which a page of widgets never needs."""

_loading = Lock()


class PublicFiles(FileFindHandler):
    """Sends files of one of several folders; they are the same for everybody, so no login is asked."""

    @allow_unauthenticated
    def get(self, path: str, include_body: bool = True) -> Any:
        """Send the file."""
        return super().get(path, include_body)

    @allow_unauthenticated
    def head(self, path: str) -> Any:
        """Send the headers of the file."""
        return super().head(path)


def voila_routes(service: str) -> list[tuple[str, type, dict[str, Any]]]:
    """Return the routes of Voilà's files: its front end, the themes, and the front ends of widgets.

    Parameters
    ----------
    service : str
        URL path below which they are.

    Returns
    -------
    list of tuple
        Patterns, handlers and their options.
    """
    templates = [str(Path(root, "templates")) for root in jupyter_path("voila")]
    static = [str(Path(root, "base", "static")) for root in templates]
    labextensions = [
        *jupyter_path("labextensions"),
        *(str(Path(r, "labextensions")) for r in jupyter_path("voila")),
    ]
    themes = [str(Path(root, "templates", "lab", "static")) for root in jupyter_path("nbconvert")]
    folders = {
        r"/voila/static/(.*)": static,
        r"/voila/themes/(theme-(?:light|dark)\.css)": themes,
        r"/voila/labextensions/(.*)": labextensions,
    }
    return [
        (url_path_join(service, pattern), PublicFiles, {"path": paths, "no_cache_paths": ["/"]})
        for pattern, paths in folders.items()
    ]


def voila_config(parent: Configurable, service: str, log: Logger) -> dict[str, Any]:
    """Return the page configuration of Voilà's front end.

    Parameters
    ----------
    parent : Configurable
        Whose configuration counts (``c.VoilaConfiguration``).
    service : str
        URL path below which its files are.
    log : Logger
        Is told what extensions cannot be used.

    Returns
    -------
    dict
        As JupyterLab's ``PageConfig`` takes it, and where the themes are.
    """
    with _loading, without_iri_grammar():
        from voila.configuration import VoilaConfiguration
        from voila.utils import get_page_config
    configuration = VoilaConfiguration(parent=parent)
    if not configuration.extension_denylist:
        configuration.extension_denylist = UNWANTED
    # No library of formulas is loaded from elsewhere.
    settings = {"mathjax_config": "", "mathjax_url": ""}
    config = get_page_config(base_url=service, settings=settings, log=log, voila_configuration=configuration)
    if configuration.page_config_hook:
        config = configuration.page_config_hook(
            config,
            base_url=service,
            settings=settings,
            log=log,
            voila_configuration=configuration,
            notebook_path="",
        )
    themes = {mode: url_path_join(service, f"voila/themes/theme-{mode}.css") for mode in ("light", "dark")}
    return {**config, "themes": themes}
