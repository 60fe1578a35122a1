"""The second table: what explains the medians."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.side_by_side.text import NOTHING, number, table_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.benchmarks.side_by_side.goals import Cells
    from tests.benchmarks.side_by_side.results import Cell


class Detail(NamedTuple):
    """One line: its row, what it says, and what it takes from a cell."""

    row: str
    text: str
    take: Callable[[Cell], float | str | None]


def sample(name: str) -> Callable[[Cell], float | None]:
    return lambda cell: cell.median(name)


def value(name: str) -> Callable[[Cell], float | None]:
    return lambda cell: cell.values.get(name)


def p95(cell: Cell) -> float | None:
    found = sorted(cell.samples.get("ms", ()))
    return found[min(len(found) - 1, int(0.95 * len(found)))] if found else None


def foreign(cell: Cell) -> str | None:
    hosts = cell.values.get("foreign_hosts", cell.values.get("external_hosts"))
    return None if hosts is None else ", ".join(hosts) or "none"


def kilobytes_to_open(cell: Cell) -> float | None:
    known = cell.values
    return float(known["http_kb"] + known["ws_in_kb"]) if "http_kb" in known else None


def resident(sessions: int) -> Callable[[Cell], float | None]:
    def take(cell: Cell) -> float | None:
        found: dict[str, float] = cell.values.get("memory", {}).get(str(sessions), {})
        return found.get("rss", found.get("rss_mb"))

    return take


def count(name: str) -> Callable[[Cell], float | None]:
    def take(cell: Cell) -> float | None:
        found = cell.values.get(name)
        return len(found) if isinstance(found, list) else found

    return take


def listing(name: str) -> Callable[[Cell], str | None]:
    def take(cell: Cell) -> str | None:
        found = cell.values.get(name)
        return None if found is None else "; ".join(found) or "nothing"

    return take


def each(name: str) -> Callable[[Cell], float | None]:
    return lambda cell: cell.values.get("memory_per_visitor", {}).get(name)


def clicks(row: str) -> tuple[Detail, ...]:
    return (
        Detail(row, "p95, ms", p95),
        Detail(row, "until painted, ms", sample("paint_ms")),
        Detail(row, "server CPU per click, ms", value("server_cpu_ms")),
        Detail(row, "KB per click", value("kb_per_click")),
        Detail(row, "frames in per click", value("frames_in_per_click")),
        Detail(row, "HTTP requests per click", value("requests_per_click")),
    )


DETAILS = (
    Detail("L1", "requests", value("requests")),
    Detail("L1", "KB over HTTP", value("http_kb")),
    Detail("L1", "KB over the websocket", value("ws_in_kb")),
    Detail("L1", "server CPU per open, ms", value("server_cpu_ms_per_open")),
    Detail("L1", "foreign hosts asked", foreign),
    Detail("L2", "first HTTP answer, ms", sample("http_ms")),
    *clicks("I1"),
    *clicks("I2")[:2],
    *clicks("I3"),
    Detail("I3", "open, ms", value("open_ms")),
    *clicks("I4"),
    Detail("I5", "tokens per second", sample("tokens_per_s")),
    Detail("I5", "intermediate texts seen", sample("dom_updates")),
    Detail("I5", "KB per stream", value("kb_per_click")),
    Detail("D1", "KB to open", kilobytes_to_open),
    Detail("D1r", "KB per replacement", value("kb_per_click")),
    Detail("C1", "until drawing has settled, ms", sample("settled_ms")),
    Detail("C1", "KB per redraw", value("kb_per_click")),
    Detail("C2", "within the cached call, ms", sample("hit_ms")),
    *(
        Detail("M1", f"RSS with {sessions} sessions, MB", resident(sessions))
        for sessions in (0, 1, 5, 10, 20)
    ),
    Detail("M1", "PSS per extra session, MB", sample("pss_mb_per_session")),
    Detail("M1", "of it the process started, MB", sample("server_mb_per_session")),
    Detail("M1", "of it all others, MB", sample("rest_mb_per_session")),
    Detail("M1", "per session after the fifth, MB", sample("later_mb_per_session")),
    Detail("M1", "of it the process started, MB", sample("later_server_mb_per_session")),
    Detail("M1", "of it all others, MB", sample("later_rest_mb_per_session")),
    Detail("T1", "p50, ms", sample("p50_ms")),
    Detail("T1", "p95, ms", sample("p95_ms")),
    Detail("T1", "server CPU per rerun, ms", sample("server_cpu_ms")),
    Detail("T1", "of it the process started, ms", sample("main_cpu_ms")),
    Detail("T1", "of it all others, ms", sample("rest_cpu_ms")),
    Detail("T1", "cores the server keeps busy", value("server_cpu_share")),
    Detail("T1", "pages that failed", count("errors")),
    Detail("W250", "visitors", value("visitors")),
    Detail("W250", "clicks", value("clicks")),
    Detail("W250", "errors", count("errors")),
    Detail("W250", "one visitor alone, ms", sample("lone_ms")),
    Detail("W250", "p50, ms", sample("p50_ms")),
    Detail("W250", "p99, ms", sample("p99_ms")),
    Detail("W250", "p95 × one visitor alone", sample("times_lone")),
    Detail("W250", "open while others do, ms", sample("open_ms")),
    Detail("W250", "all click at once, median, ms", sample("burst_ms")),
    Detail("W250", "server CPU per click, ms", value("server_cpu_ms")),
    Detail("W250", "memory per visitor, MB", each("rss")),
    Detail("W250", "of it the server, MB", each("server_rss")),
    Detail("W250", "of it the hosts, MB", each("rest_rss")),
    Detail("SOAK", "cycles", value("cycles")),
    Detail("SOAK", "growth of the server, KB per cycle", sample("server_kb_per_cycle")),
    Detail("SOAK", "growth of the host, KB per cycle", sample("host_kb_per_cycle")),
    Detail("SOAK", "left behind", listing("left_behind")),
    Detail("SOAK", "objects that became more", listing("growing")),
    Detail("SOAK", "errors", count("errors")),
)


def details(cells: Cells, titles: dict[str, str]) -> Iterator[str]:
    yield table_row("row", "detail", *titles.values())
    yield table_row("---", "---", *("---:" for _ in titles))
    for detail in DETAILS:
        found = [take(cells.get((peer, detail.row)), detail) for peer in titles]
        if any(one != NOTHING for one in found):
            yield table_row(detail.row, detail.text, *found)


def take(cell: Cell | None, detail: Detail) -> str:
    found = None if cell is None else detail.take(cell)
    return NOTHING if found is None else found if isinstance(found, str) else number(found)
