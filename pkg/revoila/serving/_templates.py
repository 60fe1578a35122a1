"""The HTML that the server makes itself: from templates that are compiled once."""

from __future__ import annotations

import secrets
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2

if TYPE_CHECKING:
    from jupyter_server.base.handlers import JupyterHandler

TEMPLATES = Path(__file__).parent / "share" / "jupyter"
"""Data root with our Voilà template; the wheel installs the same files where stock Voilà finds them."""

FOLDER = TEMPLATES / "voila" / "templates" / "revoila"


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER), autoescape=True, auto_reload=False, trim_blocks=True
    )


def error_pages(*loaders: jinja2.BaseLoader) -> jinja2.Environment:
    """Return an environment in which Jupyter Server's handlers find our error pages, and `loaders` theirs."""
    found = jinja2.ChoiceLoader([jinja2.FileSystemLoader(FOLDER), *loaders])
    return jinja2.Environment(loader=found, autoescape=True, extensions=["jinja2.ext.i18n"])


def render(template: str, **values: Any) -> str:
    """Return the text of a template.

    Parameters
    ----------
    template : str
        Name of a file beside the template of apps.
    **values : object
        What it shows; everything is escaped.

    Returns
    -------
    str
        HTML.
    """
    return _environment().get_template(template).render(**values)


def send_page(handler: JupyterHandler, template: str, **values: Any) -> None:
    """Answer a request with a page that may run nothing but what is in its template.

    Parameters
    ----------
    handler : JupyterHandler
        The request; it is finished.
    template : str
        Name of a file beside the template of apps.
    **values : object
        What the template shows.
    """
    nonce = secrets.token_urlsafe(16)
    policy = f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'"
    policy += (
        "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )
    handler.set_header("Content-Type", "text/html; charset=utf-8")
    handler.set_header("Content-Security-Policy", policy)
    handler.set_header("X-Content-Type-Options", "nosniff")
    handler.set_header("Cache-Control", "no-store")
    handler.write(render(template, nonce=nonce, **values))
