"""The end of a run closes the figures of that run, and no others."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from revoila._context import activate
from revoila.runtime._figures import own_figures

if TYPE_CHECKING:
    from collections.abc import Iterator

pyplot = pytest.importorskip("matplotlib.pyplot")
PLACE: Any = None


class Run:
    """Something to own figures."""


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    pyplot.switch_backend("agg")
    with pyplot.rc_context():
        yield
    pyplot.close("all")


def figure_of(run: Any) -> int:
    with activate(run, PLACE):
        return int(pyplot.figure().number)


def test_only_the_runs_own_figures_are_closed() -> None:
    around = pyplot.figure().number
    one, other = Run(), Run()
    with ExitStack() as stack:
        stack.enter_context(own_figures(one))
        with own_figures(other):
            kept = figure_of(one)
            figure_of(other)
        assert pyplot.get_fignums() == [around, kept]
    assert pyplot.get_fignums() == [around]


def test_a_figure_of_nobody_is_closed_when_no_run_may_use_it() -> None:
    one, other = Run(), Run()
    with ExitStack() as stack:
        stack.enter_context(own_figures(one))
        with own_figures(other):
            pyplot.rcParams["figure.hooks"] = []
            lost = pyplot.figure().number
        assert pyplot.get_fignums() == [lost]
    assert pyplot.get_fignums() == []


def test_a_notebooks_figure_stays_open_during_a_run() -> None:
    run = Run()
    with own_figures(run):
        mine = pyplot.figure().number
        figure_of(run)
    assert pyplot.get_fignums() == [mine]
