"""The error of app tests."""

from revoila.errors import AppTestError

__all__ = ["AppTestError"]
