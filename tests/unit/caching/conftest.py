"""A fake run that keeps what is drawn, and caches that are empty before each test."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from revoila._context import activate, active
from revoila.caching import cache_data, cache_resource
from revoila.caching._background import workers
from revoila.config.options import reset_options
from revoila.elements._element import Branch, Place, Registration
from revoila.graph._recorder import Recorder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from revoila.elements._element import Element, InputSpec


class FakeRun:
    """Draws into a recorder; stops at a yield point when the test has asked for it."""

    def __init__(self, session: Any = None) -> None:
        self.recorder = Recorder()
        roots = self.recorder.roots
        self.main, self.sidebar = Place(roots["main"]), Place(roots["sidebar"])
        self.event, self.bottom = Place(roots["event"]), Place(roots["bottom"])
        self.session = session or SimpleNamespace(cache={})
        self.page_hash = "page"
        self.divider_count = 0
        self.options: dict[str, Any] = {
            "runner.cacheHashSeed": 0,
            "runner.cacheBackgroundRefreshMaxWorkers": 2,
            "runner.cacheBackgroundRefreshTTLMultiplier": 2.0,
        }
        self.transients: list[Element] = []
        self.stop: BaseException | None = None
        self.adopted: list[Any] = []

    def option(self, name: str) -> Any:
        return self.options.get(name)

    def record(self, element: Element, place: Place | None = None) -> Place:
        return self.recorder.record(element, place or self._active())

    def open(self, element: Element, place: Place | None = None, *, form: str | None = None) -> Place:
        return self.recorder.open(element, place or self._active(), form)

    def register(self, spec: InputSpec[Any]) -> Registration:
        return Registration(spec.default, 1)

    def claim(self, kind: str, element_id: str, key: str | None) -> None:
        pass

    def reserve_key(self, key: str) -> None:
        pass

    def adopt_widget(self, widget: Any, key: str | None, *, rerun: bool = True) -> Any:
        self.adopted.append(widget)
        return widget

    def transient(self, element: Element) -> Element:
        self.transients.append(element)
        return element

    def clear_transient(self, token: Element) -> None:
        self.transients.remove(token)

    def flush(self) -> None:
        pass

    def yield_point(self) -> None:
        if self.stop is not None:
            raise self.stop

    def texts(self, root: str = "main") -> list[Any]:
        """What is on the page: the bodies of leaves, and lists for containers."""
        return _texts(self.recorder.roots[root])

    @staticmethod
    def _active() -> Place:
        here = active()
        assert here is not None
        return here.place


def _texts(branch: Branch) -> list[Any]:
    return [
        _texts(child) if isinstance(child, Branch) else child.props.get("body", child.kind)
        for child in branch.children
    ]


@pytest.fixture(autouse=True)
def empty_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees what another one has cached, or warns about."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    monkeypatch.setattr("revoila.caching._options._told", set())
    cache_data.clear()
    cache_resource.clear()
    yield
    workers.close()
    cache_data.clear()
    cache_resource.clear()
    reset_options()


@pytest.fixture
def run() -> Iterator[FakeRun]:
    """Run the test inside of a fake run."""
    fake = FakeRun()
    with activate(fake, fake.main):  # type: ignore[arg-type]  # what the caches use of it
        yield fake


class Reruns:
    """Runs a function as a script, again and again, for one session."""

    def __init__(self) -> None:
        self.session = SimpleNamespace(cache={})

    def __call__(self, script: Any) -> FakeRun:
        fake = FakeRun(self.session)
        with activate(fake, fake.main):  # type: ignore[arg-type]  # as above
            script()
        return fake


@pytest.fixture(scope="session")
def new_session() -> type[Reruns]:
    """Return what makes sessions."""
    return Reruns


@pytest.fixture
def rerun() -> Reruns:
    """Return what runs a function as a script of one session."""
    return Reruns()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Let the test say what time it is for the caches."""
    now = SimpleNamespace(seconds=1000.0)
    monkeypatch.setattr("revoila.caching._turns.time.monotonic", lambda: now.seconds)
    return now
