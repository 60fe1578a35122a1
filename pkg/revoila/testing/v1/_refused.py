"""The error for a value that cannot be entered where an app is used as by a visitor."""

from __future__ import annotations

from revoila.errors import AppTestError


class RefusedValueError(AppTestError, ValueError):
    """An input does not take a value, or no visitor could enter it."""
