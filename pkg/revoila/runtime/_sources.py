"""The files that a page comes from, and what its session does when they change.

Follows the statements 5, 7, 13 and 15 of the execution specification. Where it
is silent: a change of a file that the last run needed and did not find counts, too.
"""

from __future__ import annotations

import os
import time
from itertools import filterfalse
from pathlib import Path
from traceback import walk_tb
from typing import TYPE_CHECKING, Any
from weakref import ref

from revoila.config import secrets
from revoila.config._sources import config_files
from revoila.runtime._folders import Folder, is_library
from revoila.runtime._local_modules import LocalModules
from revoila.runtime._requests import RerunRequest
from revoila.runtime._script import forget_compiled
from revoila.runtime._watcher import PERIODS, Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from revoila.runtime._session import Session

modules = LocalModules()


def _forget(files: AbstractSet[str]) -> None:
    modules.note(files)
    forget_compiled()


watcher = Watcher(_forget)
"""That of this process."""


class Sources:
    """What the page of a session comes from.

    Parameters
    ----------
    session : Session
        The page.
    watching : Watcher, optional
        Tells of changes; None when nobody wants to know.
    configure : Callable, optional
        Reads the configuration again.
    """

    def __init__(
        self, session: Session, watching: Watcher | None = None, configure: Callable[[], None] | None = None
    ) -> None:
        # A circle would keep both after their end, until the garbage collector comes.
        self._reference = ref(session)
        self._watcher = watching
        self._configure = configure
        self._subscription: Any = None
        self._options: Any = None
        self._config: frozenset[str] = frozenset()
        self._secrets: frozenset[str] = frozenset()
        self._secret_names: Sequence[str] | None = None
        """For which these were found; None when it is to be done anew."""
        self._files: set[str] = set()
        self._begun = 0.0
        self._is_reload = False
        self._is_configured = True
        self._chosen: bool | None = None
        self.changed = False
        """Whether the page comes from files that are not like that any more."""

    @property
    def _session(self) -> Session:
        session = self._reference()
        assert session is not None  # noqa: S101  # it is the session that asks
        return session

    @property
    def run_on_save(self) -> bool:
        """Whether a change runs the script again; else its visitor is told of it."""
        return bool(self._option("server.runOnSave")) if self._chosen is None else self._chosen

    @property
    def props(self) -> dict[str, Any]:
        """What the page shows of it."""
        may_choose = self._subscription is not None and self._option("server.allowRunOnSave")
        return {"source_changed": self.changed, "run_on_save": self.run_on_save if may_choose else None}

    def choose(self, run_on_save: object) -> None:
        """Let the visitor decide whether a change runs the script."""
        if isinstance(run_on_save, bool) and self.props["run_on_save"] is not None:
            self._chosen = run_on_save
            if run_on_save and self.changed:
                self._rerun()
            else:
                self._session.show_app()

    def begin_run(self) -> None:
        """Have the run that is about to begin use the files as they are now."""
        modules.evict_changed()
        self._begun = time.time()
        self.changed = False
        if not self._is_configured and self._configure is not None:
            self._is_configured = True
            self._configure()
        if self._is_reload:
            self._is_reload = False
            self._session.pages.stay()
        if (
            self._watcher is not None
            and self._subscription is None
            and not self._session.runner.requests.closed
        ):
            self._subscribe(self._watcher)

    def end_run(self, error: BaseException | None = None) -> None:
        """Look which files the run has used.

        Parameters
        ----------
        error : BaseException, optional
            What has ended it: it may not have come to all that the page needs.
        """
        if self._subscription is None or self._session.runner.requests.closed:
            return
        files = self._app_files()
        if error is not None:
            files |= self._files | _missing_module(error, self._session.script.folder)
            files |= {
                file for file in _files_of(error) if any(one.has(file) for one in self._local_folders())
            }
        self._files = files
        if self._options is not self._session.options:
            # Where they may be depends on the options alone.
            self._options = self._session.options
            self._config = frozenset(map(str, self._config_files()))
        names = self._option("secrets.files") or ()
        if names != self._secret_names:
            # Relative ones start where the process works, which a script may change.
            self._secret_names = names if all(map(os.path.isabs, names)) else None
            self._secrets = frozenset(os.path.abspath(Path(name).expanduser()) for name in names)  # noqa: PTH100  # links stay
        self._subscription.watch(files | self._config | self._secrets, self._begun)
        if self.changed:
            # Told of while the page that does not say so was about to be shown.
            self._session.show_app()
        if self._session.runner.requests.closed:
            # It was closed meanwhile, and would be watching for ever.
            self.close()

    def close(self) -> None:
        """Watch no more."""
        if self._subscription is not None:
            self._subscription.close()
        self._configure = None

    def is_broken(self, error: BaseException) -> bool:
        """Whether an error is that a file of the app is no Python; never where nobody would tell of its repair."""
        if self._subscription is None or not isinstance(error, SyntaxError):
            return False
        file = error.filename or ""
        return file in self._files or any(folder.has(file) for folder in self._local_folders())

    def take(self, changes: Mapping[str, bool]) -> None:
        """Run the script again because of changed files, or say that they have; on the watcher's thread."""
        session = self._reference()
        if session is None or session.runner.requests.closed:
            return
        other = self._files_of_other_pages()
        own = {path for path in changes if path not in other}
        if not own:
            return
        if own & self._config:
            self._is_configured = False
            if self._chosen is None and self._configure is not None:
                # It may say what is to be done.
                self._configure()
                self._is_configured = True
        if own & self._secrets:
            secrets.look_again()
        self.changed = True
        if self.run_on_save:
            self._rerun()
        else:
            self._session.show_app()

    def _rerun(self) -> None:
        self._is_reload = True
        self._session.runner.ask(RerunRequest())

    def _option(self, name: str) -> Any:
        return self._session.options.get(name)

    def _subscribe(self, watching: Watcher) -> None:
        kind = self._option("server.fileWatcherType") or "auto"
        if kind in PERIODS:
            listed = [Path(folder) for folder in self._option("server.folderWatchList") or ()]
            folders = [Folder(str(folder), self._ignored()) for folder in listed if folder.is_absolute()]
            self._subscription = watching.subscribe(self.take, kind, folders)
            # Before it is read, so that no change is missed; the others follow when the run has ended.
            self._files = {str(self._session.script.path)}
            self._subscription.watch(self._files)

    def _ignored(self) -> tuple[str, ...]:
        return tuple(self._option("server.folderWatchBlacklist") or ())

    def _local_folders(self) -> tuple[Folder, ...]:
        """Return the folders whose modules are the app's."""
        python_path = map(os.path.abspath, filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep)))
        listed = self._option("server.folderWatchList") or ()
        ignored = self._ignored()
        paths = dict.fromkeys(
            [str(self._session.script.folder), *filterfalse(is_library, python_path), *listed]
        )
        return tuple(Folder(path.rstrip(os.sep), ignored) for path in paths)

    def _app_files(self) -> set[str]:
        session = self._session
        pages = {str(page.source) for page in session.pages.known if isinstance(page.source, Path)}
        return {str(session.script.path), *pages, *modules.below(self._local_folders()).values()}

    def _files_of_other_pages(self) -> set[str]:
        registry = self._session.pages
        own = None if registry.current is None else registry.current.source
        return {str(page.source) for page in registry.known if isinstance(page.source, Path)} - {str(own)}

    def _config_files(self) -> list[Path]:
        files = config_files(self._session.script.folder)
        theme = self._option("theme.base")
        if isinstance(theme, str) and theme.endswith(".toml") and "://" not in theme:
            files.append(Path(theme).expanduser().absolute())
        return files


def _files_of(error: BaseException) -> Iterator[str]:
    """Yield the files that an error has gone through: a module that fails is not among those imported."""
    if isinstance(error, SyntaxError) and error.filename:
        yield error.filename
    for frame, _ in walk_tb(error.__traceback__):
        yield frame.f_code.co_filename
    cause = error.__cause__ or error.__context__
    if cause is not None and cause is not error:
        yield from _files_of(cause)


def _missing_module(error: BaseException, folder: Path) -> set[str]:
    """Return where a module would be that could not be imported."""
    name = getattr(error, "name", None)
    if not isinstance(error, ModuleNotFoundError) or not name:
        return set()
    place = folder.joinpath(*name.split("."))
    return {f"{place}.py", str(place / "__init__.py")}
