"""The pages that the server makes itself: small ones, without a kernel."""

from __future__ import annotations

import secrets
from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2

from revoila.serving._renderer import TEMPLATES

if TYPE_CHECKING:
    from jupyter_server.base.handlers import JupyterHandler

FOLDER = TEMPLATES / "voila" / "templates" / "revoila"


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(loader=jinja2.FileSystemLoader(FOLDER), autoescape=True)


def with_error_pages(environment: jinja2.Environment) -> jinja2.Environment:
    """Return Jupyter Server's templates with our error pages; its own need files that are not served here."""
    loaders = [loader for loader in (jinja2.FileSystemLoader(FOLDER), environment.loader) if loader]
    return environment.overlay(loader=jinja2.ChoiceLoader(loaders))


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
    handler.set_header("Cache-Control", "no-store")
    handler.write(_environment().get_template(template).render(nonce=nonce, **values))
