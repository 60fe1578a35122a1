"""What only those may do who develop an app, and not its visitors: clear its caches."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from revoila.caching import cache_data, cache_resource

if TYPE_CHECKING:
    from collections.abc import Mapping

_log = logging.getLogger(__name__)


def is_developer(toolbar_mode: Any, request: Mapping[str, Any]) -> bool:
    """Whether somebody who looks at an app may do what concerns everybody who does.

    Parameters
    ----------
    toolbar_mode : object
        The option ``client.toolbarMode``.
    request : mapping
        What the server says of the visitor's request; empty in a notebook, which is its user's own.
    """
    if toolbar_mode in ("viewer", "minimal"):
        return False
    return toolbar_mode == "developer" or not request or request.get("local") is True


def clear_caches() -> None:
    """Forget what all functions of all sessions have cached; what callbacks raise is logged."""
    for cache in (cache_data, cache_resource):
        try:
            cache.clear()
        except Exception:  # noqa: BLE001  # any callback of the author
            _log.exception("A callback of st.%s has failed.", cache.command)
