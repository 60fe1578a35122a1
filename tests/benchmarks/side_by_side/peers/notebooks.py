"""Makes notebooks of the scripts of those peers that serve notebooks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

CELL = "# %%"


def write_notebook(path: Path, cells: Iterable[str]) -> None:
    """Write a notebook of code cells."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    written: list[dict[str, Any]] = [
        {
            "cell_type": "code",
            "execution_count": None,
            "id": f"cell{number}",
            "metadata": {},
            "outputs": [],
            "source": source,
        }
        for number, source in enumerate(cells)
    ]
    content = {
        "cells": written,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(content), encoding="utf-8")


def split_cells(script: Path) -> list[str]:
    """Return the cells of a script in the percent format."""
    parts = script.read_text(encoding="utf-8").split(CELL)
    return [part.strip() for part in parts if part.strip()]
