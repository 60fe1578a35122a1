"""Tells sessions of changes to their files: one thread for the process.

It begins with the first session that wants to know and ends with the last. It
listens to the folders of the files, not to the files: an editor that renames a
new file over the old one would end the latter.

Where the system tells nothing (drives of other machines, folders that come
later, links that are turned), files are looked at now and then.
"""

from __future__ import annotations

import logging
import os
from stat import S_ISDIR
from threading import Event, RLock, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any
from weakref import WeakMethod

from revoila.runtime._file_changes import FileChanges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from revoila.runtime._folders import Folder

_log = logging.getLogger(__name__)

TICK = 0.05
"""How often the thread looks whether there is something to tell, in seconds."""

FIRST = 1.0
"""How long files are only looked at: what listens is loaded when the first page has been shown."""

PERIODS = {"poll": 1.0, "auto": 5.0, "watchdog": float("inf")}
"""How often files are looked at, in seconds, by the option ``server.fileWatcherType``."""


def native_events(folders: Iterable[str], stop: Event) -> Iterator[AbstractSet[str]]:
    """Yield the paths that something has happened to, as the system tells it.

    Parameters
    ----------
    folders : iterable of str
        Where to listen; not below them.
    stop : Event
        Ends it.

    Yields
    ------
    set of str
        Empty from time to time.
    """
    from watchfiles import watch  # its import takes longer than a run

    step = int(TICK * 1000)
    for changes in watch(
        *folders,
        watch_filter=None,
        debounce=step,
        step=step,
        rust_timeout=2 * step,
        yield_on_timeout=True,
        stop_event=stop,
        recursive=False,
        raise_interrupt=False,
    ):
        yield {path for _, path in changes}


def no_events(_folders: Iterable[str], stop: Event) -> Iterator[AbstractSet[str]]:
    """Yield nothing from time to time."""
    while not stop.wait(TICK):
        yield frozenset()


class Subscription:
    """What one listener wants to know of; `Watcher.subscribe` makes it.

    Parameters
    ----------
    watcher : Watcher
        That tells it.
    listener : Callable
        A method that is called with the changed files, and whether each is there.
    kind : {"auto", "watchdog", "poll"}
        How changes are noticed.
    folders : iterable of Folder
        All files below them count.
    """

    def __init__(self, watcher: Watcher, listener: Any, kind: str, folders: Iterable[Folder]) -> None:
        self._watcher = watcher
        self._listener = WeakMethod(listener)
        self.kind = kind
        self.folders = tuple(folders)
        self.files: set[str] = set()
        self.listed: set[str] | None = None
        """Those of the folders; None until they were looked for."""

    def watch(self, files: Iterable[str], since: float | None = None) -> None:
        """Tell of these files, and of no other ones any more.

        Parameters
        ----------
        files : iterable of str
            Absolute paths; what is not there may come.
        since : float, optional
            When new ones among them were read, in seconds since the epoch.
        """
        self._watcher.set_files(self, files, since)

    def tell(self, changes: Mapping[str, bool]) -> None:
        """Call the listener if one of its files is among the changed ones."""
        own = {path: there for path, there in changes.items() if path in self.files}
        listener = self._listener()
        if own and listener is not None:
            try:
                listener(own)
            except Exception:  # noqa: BLE001  # the others are told
                _log.exception("A change of files could not be dealt with.")

    @property
    def is_dead(self) -> bool:
        """Whether nobody is there any more who could be told."""
        return self._listener() is None

    def close(self) -> None:
        """Tell nothing more."""
        self._watcher.drop(self)


class Watcher:
    """Watches files for whoever subscribes.

    Parameters
    ----------
    forget : Callable
        Called with the changed files before anybody is told: once for each change.
    events : Callable
        Where events come from, see `native_events`.
    now : Callable
        The time in seconds.
    """

    def __init__(
        self,
        forget: Callable[[AbstractSet[str]], None],
        events: Callable[[Iterable[str], Event], Iterator[AbstractSet[str]]] = native_events,
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._forget = forget
        self._events = events
        self._now = now
        self._lock = RLock()
        self._changes = FileChanges(now)
        self._subscriptions: set[Subscription] = set()
        self._wanted: set[str] = set()
        self._names: dict[str, set[str]] = {}
        """By every name that an event may have for a file, the files that it is for."""
        self._folders: frozenset[str] = frozenset()
        self._marks: dict[str, int | None] = {}
        """As the folders were when listening began."""
        self._looked_at = now()
        self._rearm = Event()
        self._thread: Thread | None = None
        self._deaf = False

    def subscribe(self, listener: Any, kind: str = "auto", folders: Iterable[Folder] = ()) -> Subscription:
        """Return a subscription, which tells of nothing yet.

        Parameters
        ----------
        listener : Callable
            A method; it is not kept alive.
        kind : {"auto", "watchdog", "poll"}, default "auto"
            How changes are noticed.
        folders : iterable of Folder, default ()
            All files below them count, whatever they are.
        """
        return Subscription(self, listener, kind, folders)

    def set_files(self, subscription: Subscription, files: Iterable[str], since: float | None) -> None:
        """Take over what a subscription wants to know of."""
        if subscription.listed is None:
            # Once: whatever comes later is told of.
            listed = {path for folder in subscription.folders for path in folder.files()}
        else:
            listed = subscription.listed
        with self._lock:
            subscription.listed = listed
            wanted = listed.union(files)
            if wanted == subscription.files and subscription in self._subscriptions:
                return
            subscription.files = wanted
            self._subscriptions.add(subscription)
            self._take_stock(since)
            if self._thread is None:
                self._thread = Thread(target=self._loop, name="revoila-watcher", daemon=True)
                self._thread.start()

    def drop(self, subscription: Subscription) -> None:
        """Forget a subscription."""
        with self._lock:
            if subscription in self._subscriptions:
                self._subscriptions.discard(subscription)
                self._take_stock(None)
                if not self._subscriptions:
                    # The thread may be listening to the end of the process otherwise.
                    self._rearm.set()

    def _take_stock(self, since: float | None) -> None:
        wanted: set[str] = set().union(*(one.files for one in self._subscriptions))
        if wanted == self._wanted and wanted:
            return
        for path in self._wanted - wanted:
            self._changes.discard(path)
        for path in wanted:
            self._changes.add(path, since)
        self._wanted = wanted
        self._name_files()

    def _name_files(self) -> None:
        wanted, self._names = self._wanted, {}
        for path in wanted:
            for name in names_of(path):
                self._names.setdefault(name, set()).add(path)
        folders = {os.path.dirname(name) for name in self._names}  # noqa: PTH120  # texts, many of them
        for one in self._subscriptions:
            for folder in one.folders:
                folders.update(folder.subfolders())
        if folders - self._folders or not wanted:
            self._rearm.set()
        self._folders = frozenset(folders)

    # The thread.

    def _loop(self) -> None:
        begun = self._now()
        while True:
            with self._lock:
                for dead in [one for one in self._subscriptions if one.is_dead]:
                    self.drop(dead)
                if not self._subscriptions:
                    self._thread = None
                    return
                self._rearm = stop = Event()
                self._marks = marks_of(self._folders)
                folders = sorted(folder for folder, mark in self._marks.items() if mark is not None)
                kinds = {one.kind for one in self._subscriptions}
                self._looked_at = float("-inf")
            waits = self._now() - begun < FIRST
            silent = waits or self._deaf or not folders or kinds == {"poll"}
            try:
                for paths in (no_events if silent else self._events)(folders, stop):
                    self._look(paths)
                    if waits and self._now() - begun >= FIRST:
                        break
            except Exception as error:  # noqa: BLE001  # an OSError, or one of the library's own
                # A folder that went away in this moment is no reason to give up listening.
                if all(map(os.path.isdir, folders)):
                    self._deaf = True
                    _log.warning("The system does not tell of changed files, so they are polled: %s", error)

    def _look(self, paths: AbstractSet[str]) -> None:
        with self._lock:
            for path in paths:
                for known in self._names.get(path, ()) or self._find_new(path):
                    self._changes.stir(known)
            is_time = self._now() - self._looked_at >= self._period()
            if (paths or is_time) and marks_of(self._folders) != self._marks:
                # Nobody listens to a folder that has come, also not when another one was there before.
                self._rearm.set()
            if is_time:
                self._looked_at = self._now()
                self._look_for_new()
                self._changes.stir_changed()
            changes = self._changes.settled()
            if changes:
                # A link may lead elsewhere now.
                self._name_files()
            subscriptions = list(self._subscriptions)
        if not changes:
            return
        try:
            self._forget(changes.keys())
        except Exception:  # noqa: BLE001  # the next run shows what is wrong
            _log.exception("Changed modules could not be forgotten.")
        for subscription in subscriptions:
            subscription.tell(changes)

    def _period(self) -> float:
        if self._deaf:
            return PERIODS["poll"]
        return min((PERIODS[one.kind] for one in self._subscriptions), default=PERIODS["auto"])

    def _find_new(self, path: str) -> Iterable[str]:
        """Return a path if it is that of a new file in a folder all of whose files count."""
        found = False
        for one in self._subscriptions:
            if any(folder.has(path) for folder in one.folders) and os.path.isfile(path):  # noqa: PTH113
                one.files.add(path)
                if one.listed is not None:
                    one.listed.add(path)
                found = True
        if not found:
            return ()
        self._take_stock(None)
        self._changes.expect_nothing_of(path)
        return (path,)

    def _look_for_new(self) -> None:
        for one in self._subscriptions:
            for folder in one.folders:
                for path in folder.files():
                    if path not in one.files:
                        self._find_new(path)


def names_of(path: str) -> set[str]:
    """Return the names under which events tell of a file: links on the way to it have two sides."""
    folder, name = os.path.split(path)
    return {path, os.path.join(os.path.realpath(folder), name), os.path.realpath(path)}  # noqa: PTH118


def marks_of(folders: Iterable[str]) -> dict[str, int | None]:
    """Return what tells folders from others of their names; None where there is none."""
    marks: dict[str, int | None] = {}
    for folder in folders:
        try:
            status = os.stat(folder)  # noqa: PTH116  # a text
        except OSError:
            marks[folder] = None
        else:
            marks[folder] = status.st_ino if S_ISDIR(status.st_mode) else None
    return marks
