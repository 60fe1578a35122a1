"""Who is told of a change? With events that tests make up."""

from __future__ import annotations

import time
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any

import pytest

from revoila.runtime import _watcher
from revoila.runtime._folders import Folder
from revoila.runtime._watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from threading import Event


def until(claim: Callable[[], Any]) -> None:
    """Wait for something that the thread brings about."""
    end = time.monotonic() + 20
    while not claim():
        assert time.monotonic() < end, "it has not come to pass"
        time.sleep(0.005)


class System:
    """Tells of what the test says."""

    def __init__(self) -> None:
        self.events: Queue[str] = Queue()
        self.heard: list[tuple[str, ...]] = []

    def __call__(self, folders: Iterable[str], stop: Event) -> Iterator[set[str]]:
        self.heard.append(tuple(folders))
        while not stop.is_set():
            try:
                yield {self.events.get(timeout=0.01)}
            except Empty:
                yield set()


class Listener:
    """Keeps what it is told."""

    def __init__(self, fails: bool = False) -> None:
        self.told: list[dict[str, bool]] = []
        self.fails = fails

    def take(self, changes: Any) -> None:
        self.told.append(dict(changes))
        if self.fails:
            raise RuntimeError("a listener has failed")


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> System:
    monkeypatch.setattr(_watcher, "FIRST", 0.0)
    monkeypatch.setitem(_watcher.PERIODS, "auto", float("inf"))
    return System()


@pytest.fixture
def forgotten() -> list[set[str]]:
    return []


@pytest.fixture
def watcher(system: System, forgotten: list[set[str]]) -> Iterator[Watcher]:
    watcher = Watcher(lambda files: forgotten.append(set(files)), system)
    yield watcher
    for one in list(watcher._subscriptions):
        one.close()
    until(lambda: watcher._thread is None)


def test_each_listener_is_told_of_its_own_files(
    watcher: Watcher, system: System, forgotten: list[set[str]], tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("a.py", "b.py", "c.py")]
    first, second, third = Listener(), Listener(fails=True), Listener()
    for listener, own in ((second, files[:2]), (first, files[:1]), (third, files[2:])):
        watcher.subscribe(listener.take).watch(map(str, own))
    until(lambda: system.heard)
    for file in files[:2]:
        file.write_text("new")
        system.events.put(str(file))
    a, b, _ = map(str, files)
    until(lambda: first.told and second.told)
    assert (first.told, second.told, third.told) == ([{a: True}], [{a: True, b: True}], [])
    # Once, however many have been told.
    assert forgotten == [{a, b}]


def test_one_thread_serves_all_and_ends_with_the_last(
    watcher: Watcher, system: System, tmp_path: Path
) -> None:
    listeners = [Listener() for _ in range(5)]
    subscriptions = [watcher.subscribe(one.take) for one in listeners]
    for one in subscriptions:
        one.watch([str(tmp_path / "a.py")])
    thread = watcher._thread
    assert thread is not None
    assert thread.daemon
    for one in subscriptions[1:]:
        one.close()
    assert thread.is_alive()
    subscriptions[0].close()
    thread.join(20)
    assert not thread.is_alive()
    subscriptions[0].close()
    subscriptions[0].watch([str(tmp_path / "a.py")])
    assert watcher._thread not in (None, thread)


def test_a_listener_that_is_gone_is_forgotten(watcher: Watcher, tmp_path: Path) -> None:
    listener = Listener()
    watcher.subscribe(listener.take).watch([str(tmp_path / "a.py")])
    del listener
    watcher._rearm.set()
    until(lambda: watcher._thread is None)
    assert not watcher._subscriptions


def test_folders_that_come_are_listened_to(watcher: Watcher, system: System, tmp_path: Path) -> None:
    listener = Listener()
    subscription = watcher.subscribe(listener.take)
    subscription.watch([str(tmp_path / "a.py"), str(tmp_path / "later" / "b.py")])
    until(lambda: system.heard)
    assert system.heard == [(str(tmp_path),)]
    (tmp_path / "more").mkdir()
    subscription.watch([str(tmp_path / "a.py"), str(tmp_path / "more" / "c.py")])
    until(lambda: len(system.heard) > 1)
    assert system.heard[1] == (str(tmp_path), str(tmp_path / "more"))
    # Nothing new, and so nobody is disturbed.
    subscription.watch([str(tmp_path / "a.py"), str(tmp_path / "more" / "c.py")])
    assert not watcher._rearm.is_set()


def test_what_happens_between_two_times_of_listening_is_found(
    watcher: Watcher, system: System, tmp_path: Path
) -> None:
    listener = Listener()
    watcher.subscribe(listener.take).watch([str(tmp_path / "a.py")])
    until(lambda: system.heard)
    (tmp_path / "a.py").write_text("nobody tells")
    watcher._rearm.set()
    until(lambda: listener.told)
    assert listener.told == [{str(tmp_path / "a.py"): True}]


def test_a_folder_that_was_replaced_is_listened_to_again(
    watcher: Watcher, system: System, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(_watcher.PERIODS, "auto", 0.05)
    listener, folder = Listener(), tmp_path / "folder"
    watcher.subscribe(listener.take).watch([str(folder / "a.py")])
    until(lambda: watcher._marks)
    assert system.heard == []
    folder.mkdir()
    until(lambda: system.heard == [(str(folder),)])
    folder.rename(tmp_path / "old")
    folder.mkdir()
    until(lambda: len(system.heard) > 1)
    assert system.heard[1] == (str(folder),)


def test_a_new_file_of_a_folder_counts(watcher: Watcher, system: System, tmp_path: Path) -> None:
    listener = Listener()
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    folder = Folder(str(tmp_path))
    watcher.subscribe(listener.take, folders=[folder]).watch([])
    until(lambda: system.heard)
    assert set(system.heard[0]) == {str(tmp_path), str(tmp_path / "deep"), str(tmp_path / "deep" / "deeper")}
    for name in (".git/index", "deep/deeper/new.csv"):
        (tmp_path / name).write_text("new")
        system.events.put(str(tmp_path / name))
    until(lambda: listener.told)
    assert listener.told == [{str(tmp_path / "deep/deeper/new.csv"): True}]


def test_a_failure_of_one_who_forgets_stops_nobody(
    system: System, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_files: Any) -> None:
        raise RuntimeError("cannot forget")

    watcher, listener = Watcher(fail, system), Listener()
    subscription = watcher.subscribe(listener.take)
    subscription.watch([str(tmp_path / "a.py")])
    (tmp_path / "a.py").write_text("new")
    system.events.put(str(tmp_path / "a.py"))
    until(lambda: listener.told)
    assert "cannot forget" in caplog.text
    subscription.close()


@pytest.mark.parametrize(
    ("path", "counts"),
    [
        ("/apps/data.csv", True),
        ("/apps/deep/x.py", True),
        ("/apps/.git/x.py", False),
        ("/apps/venv/lib/site-packages/x.py", False),
        ("/apps/__pycache__/x.pyc", False),
        ("/apps/x.py~", False),
        ("/apps/.x.py.swp", False),
        ("/apps2/x.py", False),
        ("/apps", False),
        ("/apps/out/x.py", False),
        ("/apps/tmp1/deep/x.py", False),
    ],
)
def test_what_counts_in_a_folder(path: str, *, counts: bool) -> None:
    assert Folder("/apps", ("/apps/out/", "/apps/tmp*")).has(path) is counts
