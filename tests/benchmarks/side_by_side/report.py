"""Tables in Markdown of what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.side_by_side.details import details
from tests.benchmarks.side_by_side.goals import OURS, outcomes
from tests.benchmarks.side_by_side.plan import ROWS
from tests.benchmarks.side_by_side.results import NOISY
from tests.benchmarks.side_by_side.text import multiple, number, table_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.side_by_side.goals import Cells
    from tests.benchmarks.side_by_side.results import Cell, Results

BASES = ("streamlit", "streamlit-nogc")
FLOOR = "floor"


class Best(NamedTuple):
    """The peer that is best in a row, ourselves and the bare page left out."""

    peer: str
    median: float


def report(results: Results) -> str:
    """Return the whole report."""
    cells = results.cells()
    if not cells:
        return "Nothing was measured.\n"
    peers = [name for name in results.peers if any(peer == name for peer, _ in cells)]
    titles = {name: results.peers[name]["title"] for name in peers}
    parts = [
        "# Side by side",
        machine(results),
        "## Medians",
        "\n".join(medians(cells, titles)),
        "## Goals",
        "\n".join(goals(cells)) or "None of their rows was measured.",
        "## Details",
        "\n".join(details(cells, titles)),
        "## Not measured",
        "\n".join(gaps(results, cells)) or "Nothing.",
        "## Versions",
        "\n".join(versions(results)),
    ]
    return "\n\n".join(parts) + "\n"


def machine(results: Results) -> str:
    facts = results.machine
    when = sorted(record["when"] for record in results.records)
    hurried = " Quick: fewer repetitions, fewer sessions." if any(r["quick"] for r in results.records) else ""
    return (
        f"{facts['cores']} cores of {facts['cpu']}, {facts.get('memory_gb', facts.get('ram_gb'))} GB, "
        f"{facts.get('system', facts.get('kernel'))}, Chromium {facts.get('browser', 'of unknown version')}; "
        f"{when[0]} to {when[-1]}.{hurried}"
    )


def medians(cells: Cells, titles: dict[str, str]) -> Iterator[str]:
    bases = [base for base in BASES if base in titles]
    yield (
        f"In brackets: multiples of {' and of '.join(titles[base] for base in bases)}. Less is better, but for T1. "
        f"`~`: meanwhile others used more than {NOISY:.0f} % of the machine."
        if bases
        else f"`~`: meanwhile others used more than {NOISY:.0f} % of the machine."
    )
    yield ""
    yield table_row("row", "unit", *titles.values(), "best peer", "we are")
    yield table_row("---", "---", *("---:" for _ in titles), "---", "---")
    for row, about in ROWS.items():
        if any((peer, row) in cells for peer in titles):
            shown = (cell_text(cells, peer, row, bases) for peer in titles)
            first = best(cells, titles, row)
            yield table_row(
                f"**{row}** {about.text}",
                about.unit,
                *shown,
                f"{titles[first.peer]} {number(first.median)}" if first else "–",
                place(cells, titles, row),
            )


def cell_text(cells: Cells, peer: str, row: str, bases: Sequence[str]) -> str:
    cell = cells.get((peer, row))
    if cell is None:
        return "–"
    found = cell.median(ROWS[row].metric)
    if found is None:
        return "n/a" if cell.missing else "error"
    ratios = [
        multiple(found / base)
        for other in bases
        if (base := median_of(cells.get((other, row)), row)) is not None
    ]
    return f"{'~' if cell.noisy else ''}{number(found)}" + (f" ({' / '.join(ratios)} ×)" if ratios else "")


def median_of(cell: Cell | None, row: str) -> float | None:
    return cell.median(ROWS[row].metric) if cell else None


def best(cells: Cells, titles: dict[str, str], row: str) -> Best | None:
    found = [
        Best(peer, median)
        for peer in titles
        if peer not in {OURS, FLOOR} and (median := median_of(cells.get((peer, row)), row)) is not None
    ]
    sign = -1 if ROWS[row].better_is_more else 1
    return min(found, key=lambda one: sign * one.median, default=None)


def place(cells: Cells, titles: dict[str, str], row: str) -> str:
    """Return which place we have among all frameworks."""
    ours, sign = median_of(cells.get((OURS, row)), row), -1 if ROWS[row].better_is_more else 1
    if ours is None:
        return "–"
    others = [median_of(cells.get((peer, row)), row) for peer in titles if peer not in {OURS, FLOOR}]
    known = [one for one in others if one is not None]
    better = sum(sign * one < sign * ours for one in known)
    return f"{better + 1} of {len(known) + 1}" if known else "–"


def goals(cells: Cells) -> Iterator[str]:
    found = list(outcomes(cells))
    if found:
        yield table_row("row", "goal", "measured", "met")
        yield table_row("---", "---", "---:", "---")
        for one in found:
            mark = "~" if cells[OURS, one.row].noisy else ""
            yield table_row(one.row, one.goal, f"{mark}{one.found}", "yes" if one.met else "**no**")


def gaps(results: Results, cells: Cells) -> Iterator[str]:
    for (peer, row), cell in cells.items():
        if not cell.samples:
            yield f"- {peer} {row}: {cell.missing or 'error: ' + cell.error.splitlines()[0]}"
        for error in cell.values.get("first_errors", ()):
            yield f"- {peer} {row}, in part: {error}"
    for peer, reason in results.skipped.items():
        yield f"- {peer}: {reason}"


def versions(results: Results) -> Iterator[str]:
    for peer in results.peers.values():
        known = ", ".join(f"{name} {version}" for name, version in peer["versions"].items())
        yield f"- {peer['title']}: {known}"
        for row, note in peer["notes"].items():
            yield f"  - {row}: {note}"
