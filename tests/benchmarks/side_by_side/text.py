"""How numbers and table rows are written."""

from __future__ import annotations

NOTHING = "–"


def number(value: float) -> str:
    """Write a number with about three digits."""
    size = abs(value)
    return f"{value:.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.2f}"


def multiple(value: float) -> str:
    """Write a ratio with two digits, or as many as it has before the point."""
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"


def table_row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
