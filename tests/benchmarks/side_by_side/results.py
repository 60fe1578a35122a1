"""The results file: one record for each row of each peer and round, and what they come to together."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NOISY = 15.0
"""Share of the machine, in percent, that others may use before a cell is marked."""


@dataclass
class Cell:
    """All that is known of one row of one peer."""

    samples: dict[str, list[float]] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    noise: float = 0.0
    missing: str = ""
    """Why it does not apply."""
    error: str = ""

    def median(self, name: str) -> float | None:
        found = self.samples.get(name)
        return statistics.median(found) if found else None

    @property
    def noisy(self) -> bool:
        return self.noise > NOISY


@dataclass
class Results:
    """What a results file holds."""

    machine: dict[str, Any] = field(default_factory=dict)
    peers: dict[str, dict[str, Any]] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)
    records: list[dict[str, Any]] = field(default_factory=list)

    def cells(self) -> dict[tuple[str, str], Cell]:
        """Return what all rounds came to, by peer and row."""
        found: dict[tuple[str, str], Cell] = {}
        for record in self.records:
            cell = found.setdefault((record["peer"], record["workload"]), Cell())
            cell.missing = record.get("na", cell.missing)
            cell.error = record.get("error", cell.error)
            for name, sample in record.get("samples", {}).items():
                cell.samples.setdefault(name, []).extend(sample)
            cell.values.update(record.get("values", {}))
            cell.noise = max(cell.noise, record.get("noise", {}).get("other_cpu_pct", 0.0))
        return found

    def drop(self, peers: Iterable[str], rows: Iterable[str]) -> None:
        """Forget what was measured before."""
        old_peers, old_rows = set(peers), set(rows)
        self.records = [
            record
            for record in self.records
            if record["peer"] not in old_peers or record["workload"] not in old_rows
        ]


def read(path: Path) -> Results:
    content = json.loads(path.read_text(encoding="utf-8"))
    return Results(content["machine"], content["peers"], content["skipped"], content["records"])


def write(path: Path, results: Results) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(vars(results), indent=1, ensure_ascii=False), encoding="utf-8")
    new.replace(path)
