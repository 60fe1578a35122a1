"""What is counted about cached functions, for the metrics of a server (the caching specification)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from revoila.caching import cache_data, cache_resource, statistics
from revoila.caching._background import workers

if TYPE_CHECKING:
    from types import SimpleNamespace

    from tests.unit.caching.conftest import FakeRun


def of(function: Any) -> dict[str, Any]:
    """Return the record of a function."""
    name = f"{function.__module__}.{function.__qualname__}"
    (record,) = [record for record in statistics() if record["name"] == name]
    return record


def test_calls_and_what_is_kept_are_counted() -> None:
    """Statement 58."""

    @cache_data
    def counted_data(size: int) -> Any:
        return np.zeros(size, dtype="int8")

    for size in (100, 100, 200, 100):
        counted_data(size)
    record = of(counted_data)
    assert record["command"] == "cache_data"
    assert (record["hits"], record["misses"], record["entries"], record["bytes"]) == (2, 2, 2, 300)
    assert record["seconds"] > 0
    counted_data.clear()
    record = of(counted_data)
    assert (record["hits"], record["entries"], record["bytes"]) == (2, 0, 0)


def test_sessions_are_counted_together(rerun: Any, new_session: Any) -> None:
    """Statement 58."""

    @cache_resource(scope="session")
    def of_sessions() -> object:
        return object()

    rerun(of_sessions)
    rerun(of_sessions)
    new_session()(of_sessions)
    record = of(of_sessions)
    assert (record["hits"], record["misses"], record["command"]) == (1, 2, "cache_resource")


def test_why_results_leave_is_counted(clock: SimpleNamespace) -> None:
    """Statement 58."""

    @cache_data(max_entries=1)
    def few(x: int) -> int:
        return x

    @cache_data(ttl=10)
    def short() -> int:
        return 1

    @cache_data(max_size="1KB")
    def small(size: int) -> list[bytes]:
        return [b"x" * size]

    @cache_resource(validate=lambda _value: False)
    def invalid() -> int:
        return 1

    few(1)
    few(2)
    short()
    clock.seconds += 10
    short()
    small(700)
    small(701)
    invalid()
    invalid()
    assert of(few)["evicted_max_entries"] == 1
    assert of(short)["evicted_ttl"] == 1
    assert of(small)["evicted_max_size"] == 1
    assert of(invalid)["evicted_validate"] == 1


def test_computing_in_the_background_is_counted(clock: SimpleNamespace, run: FakeRun) -> None:
    """Statement 58."""
    made: list[int] = []

    @cache_data(ttl=10, refresh_mode="background")
    def in_background() -> int:
        made.append(1)
        if len(made) == 3:
            raise ValueError("no")
        return 1

    def ask() -> None:
        clock.seconds += 10
        in_background()
        workers.close()

    in_background()
    ask()
    ask()
    clock.seconds += 60
    in_background()
    run.options["runner.cacheBackgroundRefreshMaxWorkers"] = 0
    ask()
    record = of(in_background)
    assert record["refreshes_success"] == 1
    assert record["refreshes_error"] == 1
    assert record["refreshes_skipped"] == 1


def test_one_budget_makes_the_oldest_result_of_another_function_leave(run: FakeRun) -> None:
    """Statements 10 and 58."""
    run.options["server.maxCacheDataSize"] = "1KB"

    @cache_data
    def older() -> list[bytes]:
        return [b"x" * 600]

    @cache_data
    def newer() -> list[bytes]:
        return [b"y" * 600]

    older()
    newer()
    assert of(older)["evicted_budget"] == 1
    assert of(newer)["entries"] == 1


def test_metrics_are_sums_over_processes() -> None:
    """Statement 58."""
    from prometheus_client import REGISTRY

    from revoila.serving._metrics import measure_caches

    def value(name: str, **labels: str) -> float | None:
        return REGISTRY.get_sample_value(name, {"command": "cache_data", "function": "app.f", **labels})

    one = {"command": "cache_data", "name": "app.f", "entries": 1, "bytes": 10, "hits": 2, "misses": 1}
    two = {**one, "seconds": 1.5, "evicted_ttl": 3, "refreshes_error": 1}
    measure_caches([one, two])
    assert value("revoila_cache_lookups", result="hit") == 4
    assert value("revoila_cache_lookups", result="miss") == 2
    assert value("revoila_cache_entries") == 2
    assert value("revoila_cache_memory_bytes") == 20
    assert value("revoila_cache_compute_seconds") == 1.5
    assert value("revoila_cache_evictions", reason="ttl") == 3
    assert value("revoila_cache_background_refreshes", result="error") == 1
    measure_caches([])
    assert value("revoila_cache_entries") is None


@pytest.mark.parametrize("decorator", [cache_data, cache_resource])
def test_a_failing_function_has_no_hits(decorator: Any) -> None:
    """Statements 36 and 58."""

    @decorator  # type: ignore[untyped-decorator]  # one of two
    def always_failing() -> None:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            always_failing()
    records = [record for record in statistics() if record["name"].endswith("always_failing")]
    assert [record["misses"] for record in records if record["command"] == decorator.command] == [2]
    assert not any("hits" in record for record in records)
