"""Apps in a notebook: ``revoila.App("app.py")`` as the last line of a cell."""

from revoila.notebook._app import App

__all__ = ["App"]
