"""Takes all measurements, peers in turns, and keeps what each came to."""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright
from tests.benchmarks.side_by_side import browser, machine
from tests.benchmarks.side_by_side.peers import ALL
from tests.benchmarks.side_by_side.plan import GROUPS, ROWS, Plan, Stage, quick
from tests.benchmarks.side_by_side.rows import DRIVE, MEASURE
from tests.benchmarks.side_by_side.text import number

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from tests.benchmarks.side_by_side.peers import Peer
    from tests.benchmarks.side_by_side.plan import Measured
    from tests.benchmarks.side_by_side.results import Results


@dataclass
class Orders:
    """What is to be measured, and how."""

    rows: frozenset[str]
    plan: Plan
    quick: bool = False
    rounds: int = 1
    quiet: float = 0.0
    """How long to wait for an idle machine before each measurement, in seconds."""

    @classmethod
    def given(cls, options: argparse.Namespace, rows: Iterable[str]) -> Orders:
        plan = quick() if options.quick else Plan()
        plan.seconds = options.seconds or plan.seconds
        plan.visitors = options.visitors or plan.visitors
        plan.cycles = options.cycles or plan.cycles
        return cls(frozenset(rows), plan, options.quick, options.rounds, options.quiet)


def run(peers: Sequence[Peer], orders: Orders, results: Results, save: Callable[[], None]) -> None:
    """Measure, and save after each group of rows."""
    results.machine = {**machine.facts(), "browser": browser.version()}
    for peer in peers:
        results.peers[peer.name] = {
            "title": peer.title,
            "versions": peer.versions(),
            "notes": dict(peer.notes),
        }
        results.skipped.pop(peer.name, None)
    results.peers = {name: results.peers[name] for name in ALL if name in results.peers}
    for turn in range(orders.rounds):
        for group, rows in GROUPS.items():
            wanted = orders.rows & frozenset(rows)
            # The order goes round, so that none is always the first.
            first = turn % max(1, len(peers))
            for peer in (*peers[first:], *peers[:first]) if wanted else ():
                results.records += records(peer, group, wanted, orders, turn)
                save()


def records(
    peer: Peer, group: str, wanted: frozenset[str], orders: Orders, turn: int
) -> Iterator[dict[str, Any]]:
    """Yield what one group of rows of one peer came to; whatever fails is a record, too."""
    stamp = {
        "peer": peer.name,
        "round": turn,
        "quick": orders.quick,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "load1": os.getloadavg()[0],
    }
    for row in sorted(wanted & peer.missing.keys()):
        yield {**stamp, "workload": row, "na": peer.missing[row]}
    left = set(wanted - peer.missing.keys())
    if left and orders.quiet:
        stamp["waited_s"] = round(machine.wait_until_quiet(orders.quiet), 1)
    try:
        for found in measured(peer, group, frozenset(left), orders.plan) if left else ():
            left.discard(found.row)
            tell(peer, found)
            yield {**stamp, **found.record()}
    except Exception as error:  # noqa: BLE001  # one peer that fails is no reason to lose the others
        print(f"{peer.name}: {', '.join(sorted(left))} failed\n{traceback.format_exc(limit=-3)}", flush=True)
        reason = f"{type(error).__name__}: {error}"
        for row in sorted(left):
            yield {**stamp, "workload": row, "error": reason[:800]}


def measured(peer: Peer, group: str, wanted: frozenset[str], plan: Plan) -> Iterator[Measured]:
    if group in DRIVE:
        yield from DRIVE[group](peer, plan)
        return
    with sync_playwright() as playwright:
        chromium = browser.launch(playwright)
        yield from MEASURE[group](Stage(chromium, peer, plan, wanted))
        chromium.close()


def tell(peer: Peer, found: Measured) -> None:
    """Print one result at once: a run is long."""
    row = ROWS[found.row]
    sample = sorted(found.samples.get(row.metric) or [0.0])
    noise = f", others {found.noise.percent:.0f} %" if found.noise else ""
    print(
        f"{datetime.now(UTC):%H:%M:%S} {peer.name:15} {found.row:5}"
        f" {number(sample[len(sample) // 2]):>8} {row.unit} (n = {len(sample)}{noise})",
        flush=True,
    )
