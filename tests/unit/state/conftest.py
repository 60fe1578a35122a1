"""Whole apps, as tests of the runtime and of app tests have them."""

from __future__ import annotations

from tests.unit.runtime.conftest import visit
from tests.unit.testing.conftest import app

__all__ = ["app", "visit"]
