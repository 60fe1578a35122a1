"""Measures app frameworks side by side in a real browser; see the README of the benchmarks."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.side_by_side import results
from tests.benchmarks.side_by_side.environments import UnavailableError, interpreter
from tests.benchmarks.side_by_side.peers import ALL, DEFAULT, Peer
from tests.benchmarks.side_by_side.plan import ROWS
from tests.benchmarks.side_by_side.report import report
from tests.benchmarks.side_by_side.run import Orders, run
from tests.benchmarks.side_by_side.smoke import ACTIONS, smoke

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

OUT = Path(__file__).parents[1] / "results" / "latest.json"


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for, and return the exit code."""
    options = parser().parse_args(arguments)
    # Ends by an exception, so that the servers are stopped.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    action: Callable[[argparse.Namespace], int] = options.action
    return action(options)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="side_by_side", description=__doc__)
    commands = top.add_subparsers(required=True)
    measure = commands.add_parser("run", help="measure, and write the results")
    measure.set_defaults(action=run_command)
    measure.add_argument("--rows", metavar="ROW,...", help=f"of {','.join(ROWS)}; all of them by default")
    measure.add_argument("--rounds", type=int, default=1, help="how often everything is repeated")
    measure.add_argument("--quick", action="store_true", help="fewer repetitions, for a few minutes")
    measure.add_argument("--seconds", type=float, help="length of T1")
    measure.add_argument("--visitors", type=int, help="of W250")
    measure.add_argument("--cycles", type=int, help="of SOAK")
    measure.add_argument(
        "--merge", action="store_true", help="keep what the file has of other peers and rows"
    )
    measure.add_argument(
        "--quiet",
        type=float,
        default=0,
        metavar="S",
        help="before each measurement, wait S seconds at most for others",
    )
    table = commands.add_parser("table", help="print the report of a results file")
    table.set_defaults(action=table_command)
    check = commands.add_parser("smoke", help="open and click every app once, and keep a picture")
    check.set_defaults(action=smoke_command)
    check.add_argument("--apps", metavar="APP,...", help=f"of {','.join(ACTIONS)}; all of them by default")
    for command in (measure, check):
        command.add_argument(
            "--peers",
            metavar="PEER,...",
            default=",".join(DEFAULT),
            help=f"of {','.join(ALL)}, or all; {','.join(DEFAULT)} by default",
        )
    for command in (measure, table):
        command.add_argument(
            "--out", type=Path, default=OUT, help="results file; the report stands beside it"
        )
    return top


def run_command(options: argparse.Namespace) -> int:
    rows = chosen(options.rows, ROWS)
    peers, skipped = find_peers(options.peers)
    known = results.read(options.out) if options.merge and options.out.exists() else results.Results()
    known.drop((peer.name for peer in peers), rows)
    known.skipped.update(skipped)
    orders = Orders.given(options, rows)
    run(peers, orders, known, lambda: results.write(options.out, known))
    text = report(known)
    page = options.out.with_suffix(".md")
    page.write_text(text, encoding="utf-8")
    print(f"\n{text}\nWritten to {options.out} and {page}.")
    return 0


def table_command(options: argparse.Namespace) -> int:
    print(report(results.read(options.out)))
    return 0


def smoke_command(options: argparse.Namespace) -> int:
    apps = chosen(options.apps, ACTIONS)
    peers, skipped = find_peers(options.peers)
    for name, reason in skipped.items():
        print(f"skipped {name}: {reason}")
    return smoke(peers, apps, OUT.parent / "smoke")


def find_peers(names: str) -> tuple[list[Peer], dict[str, str]]:
    """Return the peers that can run here, and why others cannot."""
    found, skipped = [], {}
    for name in ALL if names == "all" else chosen(names, ALL):
        try:
            found.append(ALL[name](interpreter(ALL[name])))
        except UnavailableError as error:
            skipped[name] = str(error)
    return found, skipped


def chosen(names: str | None, known: Collection[str]) -> list[str]:
    """Return the names of a list, which have to be known; all of them where none is given."""
    asked = names.split(",") if names else list(known)
    for name in asked:
        if name not in known:
            sys.exit(f"There is no {name}; there are {', '.join(known)}.")
    return asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
