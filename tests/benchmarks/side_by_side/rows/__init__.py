"""How each group of rows is measured."""

from tests.benchmarks.side_by_side.rows import content, crowd, load, small, soak

MEASURE = {
    "small": small.measure,
    "many": content.many,
    "mixed": content.mixed,
    "stream": content.stream,
    "data": content.data,
    "chart": content.chart,
    "cache": content.cache,
    "load": load.measure,
}
"""In a browser, by group."""

DRIVE = {"crowd": crowd.measure, "soak": soak.measure}
"""Without one."""

__all__ = ["DRIVE", "MEASURE"]
