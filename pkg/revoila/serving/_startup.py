"""Imports what answers requests, without what it never uses."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from revoila.serving._web import Web

GRAMMAR = "rfc3987_syntax"


@contextmanager
def without_iri_grammar() -> Iterator[None]:
    """Hide a package that builds a grammar when it is imported, which takes a second.

    ``jsonschema`` imports it where it is installed, and then checks the IRI
    format of JSON schemas with it; without it that one check is left out, which
    is what ``jsonschema`` does by default. Jupyter Server validates its own
    events with ``jsonschema`` and none has an IRI.
    """
    if GRAMMAR in sys.modules or "jsonschema" in sys.modules:
        yield
        return
    # None makes an import fail, says the documentation of `sys.modules`.
    sys.modules[GRAMMAR] = cast("ModuleType", None)
    try:
        yield
    finally:
        del sys.modules[GRAMMAR]


def load_web() -> type[Web]:
    """Import what answers requests.

    Returns
    -------
    type
        The web application.
    """
    with without_iri_grammar():
        from revoila.serving._web import Web
    return Web
