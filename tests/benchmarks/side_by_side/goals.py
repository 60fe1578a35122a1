"""What Revoilà is to reach in each row, and whether it does."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.side_by_side.plan import ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.benchmarks.side_by_side.results import Cell

    Cells = Mapping[tuple[str, str], Cell]

OURS = "ours"


class Ratio(NamedTuple):
    """Our median as a multiple of a peer's; at least that where more is better, at most for all else."""

    row: str
    peer: str
    factor: float
    sample: str = ""
    """Another sample than the row's own, of which more is better."""

    @property
    def better_is_more(self) -> bool:
        return bool(self.sample) or ROWS[self.row].better_is_more

    @property
    def goal(self) -> str:
        what = f"{self.sample} " if self.sample else ""
        return f"{what}{'at least' if self.better_is_more else 'at most'} {self.factor:g} × {self.peer}"


class Bound(NamedTuple):
    """A number of ours that has a limit of its own."""

    row: str
    text: str
    key: str
    limit: float
    unit: str = ""


RATIOS = (
    Ratio("L1", "streamlit", 0.4),
    Ratio("L1w", "streamlit", 0.3),
    Ratio("L2", "streamlit", 0.7),
    Ratio("I1", "streamlit", 0.08),
    Ratio("I1", "streamlit-nogc", 0.25),
    Ratio("I2", "streamlit", 0.12),
    Ratio("I3", "streamlit", 0.03),
    Ratio("I4", "streamlit", 0.05),
    Ratio("L4", "streamlit", 0.3),
    Ratio("I4m", "streamlit", 0.05),
    Ratio("I5", "streamlit", 0.5),
    Ratio("I5", "streamlit", 1, "dom_updates"),
    Ratio("D1", "streamlit", 0.3),
    Ratio("D1r", "streamlit", 0.12),
    Ratio("C1", "streamlit", 0.06),
    Ratio("C2", "streamlit", 0.05),
    Ratio("M1", "streamlit", 1.0),
    Ratio("T1", "streamlit", 12),
    Ratio("T1", "streamlit-nogc", 2.4),
)

BOUNDS = (
    Bound("T1", "server CPU per rerun", "server_cpu_ms", 1.0, " ms"),
    Bound("W250", "errors", "errors", 0),
    Bound("W250", "p95 of a click × that of one visitor", "times_lone", 10, " ×"),
    Bound("SOAK", "memory growth per cycle", "kb_per_cycle", 1.0, " KB"),
    Bound("SOAK", "kinds of things left behind", "left_behind", 0),
    Bound("SOAK", "errors", "errors", 0),
)


class Outcome(NamedTuple):
    """One goal: what it is, what we have, and whether that is enough."""

    row: str
    goal: str
    found: str
    met: bool


def outcomes(cells: Cells) -> Iterator[Outcome]:
    """Yield the goals whose numbers were measured."""
    for ratio in RATIOS:
        ours, theirs = (median(cells, peer, ratio) for peer in (OURS, ratio.peer))
        if ours is None or not theirs:
            continue
        found = ours / theirs
        met = found >= ratio.factor if ratio.better_is_more else found <= ratio.factor
        yield Outcome(ratio.row, ratio.goal, f"{found:.3g} ×", met)
    for bound in BOUNDS:
        number = quantity(cells, bound)
        if number is not None:
            goal = f"{bound.text} at most {bound.limit:g}{bound.unit}"
            yield Outcome(bound.row, goal, f"{number:.3g}{bound.unit}", number <= bound.limit)


def median(cells: Cells, peer: str, ratio: Ratio) -> float | None:
    cell = cells.get((peer, ratio.row))
    return cell.median(ratio.sample or ROWS[ratio.row].metric) if cell else None


def quantity(cells: Cells, bound: Bound) -> float | None:
    """Return the median of a sample, a value, or how many things a list has."""
    cell = cells.get((OURS, bound.row))
    if cell is None:
        return None
    if bound.key in cell.samples:
        return statistics.median(cell.samples[bound.key])
    value = cell.values.get(bound.key)
    if value is None:
        return None
    return float(len(value) if isinstance(value, list) else value)
