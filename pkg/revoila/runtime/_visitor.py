"""What a page says of whoever looks at it: only what is known, of the type that it must have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_PATH = 512
VIEW_FIELDS = ("url", "path", "timezone", "timezone_offset", "locale", "theme", "embedded")
VIEW_TYPES = (str, int, float, bool)


def known_fields(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a page says of its visitor, without what is unknown or of a wrong type."""
    return {name: view.get(name) for name in VIEW_FIELDS if isinstance(view.get(name), VIEW_TYPES)}


def page_path(path: Any) -> str | None:
    """Return the URL path of a page without slashes at its ends; None when there is none."""
    if not isinstance(path, str) or len(path) > MAX_PATH:
        return None
    return path.strip("/")
