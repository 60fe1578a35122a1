"""One page view: what it shows, what it remembers, and how it answers."""

from __future__ import annotations

import logging
from functools import cached_property, partial
from threading import Lock
from typing import TYPE_CHECKING, Any

from revoila.caching import release_session
from revoila.errors import EventRefusedError, UploadRefusedError
from revoila.graph._recorder import Recorder
from revoila.graph._screen import Screen
from revoila.graph._tree import passwords
from revoila.runtime._beside import AtWork
from revoila.runtime._developer import is_developer
from revoila.runtime._execution import History, execute
from revoila.runtime._fragments import Fragments
from revoila.runtime._loop import SessionLoop
from revoila.runtime._media import MediaStore
from revoila.runtime._page_registry import PageRegistry
from revoila.runtime._requests import RerunRequest, merge
from revoila.runtime._rerun_loop import RerunLoop
from revoila.runtime._rows import MEMORY, RowStore
from revoila.runtime._runner import Runner, ThreadScheduler
from revoila.runtime._script import Script, as_main, new_main
from revoila.runtime._sources import Sources
from revoila.runtime._tasks import Tasks
from revoila.runtime._uncaught import log_uncaught
from revoila.runtime._visitor import known_fields, page_path
from revoila.runtime.page_config import PageConfig
from revoila.state._events import Inbox
from revoila.state._snapshot import Snapshot, Snapshots, read_snapshot
from revoila.state._uploads import Part
from revoila.state.query_params import QueryParams, without_embed
from revoila.state.session_state import SessionState
from revoila.widgets.foreign import ForeignWidgets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from types import ModuleType

    from revoila.elements._element import ElementId
    from revoila.graph._screen import Send
    from revoila.runtime._run import ScriptRun
    from revoila.runtime._runner import Scheduler
    from revoila.runtime._tasks import Job
    from revoila.runtime._uncaught import OnScriptError
    from revoila.runtime._watcher import Watcher

_log = logging.getLogger(__name__)

LIMITS: dict[str, float] = {
    "elements": 10_000,
    "events_per_second": 50,
    "event_burst": 200,
    "reruns": 500,
    "tasks": 4,
    "uploads_per_session": 1024**3,
    "table_memory": MEMORY,
}


class Session:
    """A person looking at an app.

    Parameters
    ----------
    path : Path
        The app's main script.
    options : object
        Configuration with a ``get(name)``.
    send : Callable, optional
        Carries messages to the views; None when nobody looks.
    scheduler : Scheduler, optional
        Where the script runs; default is a thread.
    own_main : bool, default True
        Whether the script may be the process's ``__main__`` while it runs.
    theme : dict, optional
        Theme tokens for the front end.
    limits : mapping, optional
        Overrides of `LIMITS`.
    print_limit : int, optional
        How much a run may print, in bytes; None for any amount.
    watcher : Watcher, optional
        Tells of changed files; None when nobody wants to know.
    configure : Callable, optional
        Called when a file of the configuration has changed.
    on_script_error : Callable, optional
        Is told of uncaught exceptions; one for which it returns True is not shown.
    """

    def __init__(
        self,
        path: Path,
        options: Any,
        *,
        send: Send | None = None,
        scheduler: Scheduler | None = None,
        own_main: bool = True,
        theme: dict[str, Any] | None = None,
        limits: Mapping[str, float] | None = None,
        print_limit: int | None = None,
        watcher: Watcher | None = None,
        configure: Callable[[], None] | None = None,
        on_script_error: OnScriptError | None = None,
    ) -> None:
        self.script = Script(path)
        self.options = options
        self.limits = {**LIMITS, **(limits or {})}
        self.print_limit = print_limit
        self.on_script_error = on_script_error
        self.query = QueryParams()
        self.state = SessionState(self.query)
        self.state.uploads.most = int(self.limits["uploads_per_session"])
        self.state.valuation.warns_of_two_values = not options.get(
            "global.disableWidgetStateDuplicationWarning"
        )
        self.pages = PageRegistry(path)
        self.cache: dict[Any, Any] = {}
        self.secrets: Mapping[str, Any] | None = None
        self.view: dict[str, Any] = {}
        self.request: Mapping[str, Any] = {}
        """What the server says of the request that has opened the session."""
        self.foreign = ForeignWidgets(self._foreign_changed)
        self.uncaught: BaseException | None = None
        self._send = send
        self._theme = theme
        self.own_main = own_main
        self.beginning = Lock()
        """Held where it counts whether another run begins."""
        self.last_run = 0
        """Number of the run that was begun last."""
        self.history = History(RerunLoop(int(self.limits["reruns"])))
        self._started_for: tuple[str | None, str | None] | None = None
        """The address for which the first run was started, until its page has come."""
        self.sources = Sources(self, watcher, configure)
        self.loop = SessionLoop()
        """The event loop of the script."""
        self.tasks = Tasks(int(self.limits["tasks"]), self._task_ended)
        self.at_work = AtWork()
        """The parallel fragments that have not ended."""
        self.runs_by_itself = True
        """Whether the end of a background task may start a run."""
        self.held_back: RerunRequest | None = None
        """The run that the ends of tasks would have started meanwhile."""
        self.fragments = Fragments()
        self.media = MediaStore(send)
        self.rows = RowStore(send, int(self.limits["table_memory"]))
        self.config = self.new_page_config()
        self.recorder = Recorder()
        """The page of the last full run, into which fragments draw."""
        self.last_targets: tuple[str, ...] = ()
        """The fragments that the last run consisted of; none for the whole script."""
        self.module: ModuleType | None = None
        """The ``__main__`` of the script that was begun last."""
        self._inbox = Inbox(self.limits["events_per_second"], int(self.limits["event_burst"]))
        self.screen = Screen(send, self.app_props(self.new_page_config(), "running", 0))
        self.runner = Runner(partial(execute, self), scheduler or ThreadScheduler())

    # What comes from a browser.

    def handle_message(self, content: Any, buffers: Sequence[Any] = ()) -> None:
        """Take a message of a view; on whatever thread, so it only enqueues, or stores a part of a file."""
        if isinstance(content, dict):
            if content.get("method") in ("upload", "upload_cancel"):
                self._take_part(content, buffers)
            else:
                self._obey(content)

    def _obey(self, content: dict[str, Any]) -> None:
        method = content.get("method")
        if method == "event":
            self._take_events(content)
        elif method == "hello":
            self._greet(content.get("view"))
        elif method == "resync":
            self.screen.snapshot()
        elif method == "rerun":
            self._go(content)
        elif method == "stop":
            self.runner.stop()
            self.at_work.stop()
        elif method == "fragment":
            self._tick(content.get("id"))
        else:
            self._take_choice(method, content)

    def _take_choice(self, method: Any, content: dict[str, Any]) -> None:
        """Take what a visitor decides of the page as a whole, and what the page fetches."""
        if method == "clear_cache" and self._is_developer():
            self.runner.ask(RerunRequest(clear_caches=True))
        elif method == "run_on_save":
            self.sources.choose(content.get("value"))
        elif method == "dismiss":
            self.screen.dismiss(content.get("run"))
            self.screen.close_notice(content.get("notice"))
        elif method == "media":
            self.media.answer(content)
        elif method == "rows":
            self.rows.answer(content)
        elif method == "theme" and content.get("theme") in ("light", "dark"):
            self.view["theme"] = content["theme"]

    def _take_events(self, content: dict[str, Any]) -> None:
        events = self._inbox.admit(content)
        checked: list[tuple[ElementId, Any, bool]] = []
        owners: list[str | None] = []
        reruns = False
        for event in events:
            try:
                value = self.state.decode(event.id, event.generation, event.value)
            except EventRefusedError as error:
                self._inbox.refused += 1
                _log.info("Refused an event: %s", error)
                continue
            spec = self.state.declared(event.id)
            if spec is not None:
                checked.append((event.id, value, spec.trigger))
                # Fields of a form come with its button, which alone says whether the script runs.
                if spec.rerun and (spec.form is None or spec.trigger):
                    reruns = True
                    owners.append(self.state.owner(event.id))
        request = RerunRequest(
            events=tuple(checked), ack=dict(self._inbox.seen), fragments=self._fragments_of(owners)
        )
        if checked and reruns:
            self.runner.ask(request)
        elif checked:
            self.runner.requests.carry(request)
        else:
            self.screen.show(self.screen.page, dict(self._inbox.seen))

    def _take_part(self, content: dict[str, Any], buffers: Sequence[Any]) -> None:
        """Store a part of a file and say how much of the file there is, or forget a file."""
        if content["method"] == "upload_cancel":
            self.state.uploads.cancel(str(content.get("file")))
            return
        part = Part.read(content, buffers)
        if part is None:
            self._inbox.refused += 1
            return
        answer: dict[str, Any] = {"method": "upload", "file": part.file_id}
        spec = self.state.declared(str(content.get("input")))
        if spec is None or spec.uploads is None or spec.disabled:
            answer["error"] = "The app does not take this file any more."
        else:
            try:
                answer["received"] = self.state.uploads.take(part, spec.id, spec.uploads)
            except UploadRefusedError as error:
                answer["error"] = str(error)
        if self._send is not None:
            self._send(answer, [])

    def _fragments_of(self, owners: Iterable[str | None]) -> tuple[str, ...]:
        """Return the fragments that are to run for changes inside of them; none when the script is."""
        found = [self.fragments.get(owner) for owner in owners]
        return tuple(dict.fromkeys(one.id for one in found if one is not None)) if all(found) else ()

    def _tick(self, fragment_id: object) -> None:
        """Run a fragment again whose time has come, if it is one that runs by itself."""
        fragment = self.fragments.get(fragment_id)
        if fragment is not None and fragment.every is not None and self._inbox.admit_tick():
            self.runner.ask(RerunRequest(fragments=(fragment.id,)))

    def _greet(self, view: Any) -> None:
        view = view if isinstance(view, dict) else {}
        self.view = known_fields(view)
        path, query = page_path(view.get("path")), view.get("query")
        # In a cell there is no address of the app's own: the page that was shown last stays.
        query = without_embed(query) if isinstance(query, str) else None
        asked = self.last_run or self.runner.worker is not None
        fits = self._started_for == (path, query) or (
            (path is None or self.pages.is_shown(path)) and query in (None, self.query.query())
        )
        self._started_for = None
        if not fits:
            # What is shown belongs to another address; it must not look finished.
            self._mark_running()
        self.screen.snapshot()
        if not asked or not fits:
            self.runner.ask(RerunRequest(page=path, query=query, by_address=True))

    def _mark_running(self) -> None:
        shown = self.screen.page
        props = {**shown.element.props, "run_state": "running"}
        self.screen.show(shown._replace(element=shown.element._replace(props=props)))

    def _go(self, content: dict[str, Any]) -> None:
        query = content.get("query")
        query = without_embed(query) if isinstance(query, str) else None
        page, back = page_path(content.get("page")), content.get("history") is True
        self.runner.ask(RerunRequest(page=page, query=query, by_address=back))

    def _foreign_changed(self, fragment_id: str) -> None:
        self.runner.ask(RerunRequest(fragments=self._fragments_of([fragment_id or None])))

    def _task_ended(self, job: Job) -> None:
        if not job.reruns:
            return
        request = RerunRequest(fragments=self._fragments_of([job.owner or None]))
        if self.runs_by_itself:
            self.runner.ask(request)
        else:
            self.held_back = request if self.held_back is None else merge(self.held_back, request)

    def start(self, page: str = "", query: str = "", view: Mapping[str, Any] | None = None) -> None:
        """Run the app for the first time.

        Parameters
        ----------
        page : str
            URL path of the page to show.
        query : str
            Query string of its address.
        view : mapping, optional
            What is known of the visitor before the page says it.
        """
        path, query = page_path(page) or "", without_embed(query)
        self.view = known_fields(view or {})
        # The page that this is for has the same address, wherever the script goes meanwhile.
        self._started_for = (path, query)
        self.runner.ask(RerunRequest(page=path, query=query, by_address=True))

    def snapshot(self) -> bytes:
        """Return what is left of the session when its process ends, see `revoila.state._snapshot`."""
        page = self.pages.current
        address = "" if page is None else page.url_path
        whole = Snapshot(address, self.query.query(), self.state.export())
        return self._snapshots.write(whole, set(passwords(self.screen.page)))

    def restore(self, payload: bytes) -> tuple[str, str]:
        """Go on from the snapshot of an earlier session; before the first run.

        Returns
        -------
        page, query : str
            The address that was shown.

        Raises
        ------
        SnapshotRefusedError
            It is no snapshot, or one of another version.
        """
        page, query, remembered = read_snapshot(payload)
        self.state.restore(remembered)
        return page, query

    def close(self) -> None:
        """End the session: stop its script and let go of what it holds."""
        self.runner.close()
        self.at_work.stop()
        self.sources.close()
        self.tasks.close()
        self.media.close()
        self.rows.close()
        self.foreign.close()
        self.state.uploads.close()
        self.screen.close()
        # It is the app's, which is to be gone at once.
        self._send = None
        # Its traceback, and functions of fragments, hold all that the script had.
        self.uncaught = None
        self.loop.close()
        self.module = None
        self.fragments = Fragments()
        self.recorder = Recorder()
        release_session(self.cache)

    @cached_property
    def _snapshots(self) -> Snapshots:
        return Snapshots()

    # What a run needs.

    def new_page_config(self) -> PageConfig:
        """Return what a page looks like before the script has said anything."""
        return PageConfig()

    def app_props(self, config: PageConfig, run_state: str, number: int) -> dict[str, Any]:
        """Return the props of the root: everything about the page that is no element."""
        page = config.page
        title = config.title or (page.title if page is not None else self.script.path.stem.replace("_", " "))
        return {
            "run_state": run_state,
            "run_id": number,
            "title": title,
            "icon": config.icon or (page.icon or None if page is not None else None),
            "layout": config.layout,
            "sidebar_state": config.sidebar_state,
            "menu_items": config.menu_items,
            # Before the first run nobody knows who looks.
            "developer": number > 0 and self._is_developer(),
            "logo": config.logo,
            "navigation": config.navigation,
            "page": page.url_path if page is not None else "",
            "page_missing": config.page_missing,
            "query": self.query.query(),
            "asked": self.query.asked_count,
            "asked_query": self.query.asked,
            "error": self.history.compile_error,
            "theme": self._theme,
            **self.sources.props,
        }

    def configure(self, options: Any, theme: dict[str, Any] | None) -> None:
        """Go on with another configuration."""
        self.options, self._theme = options, theme

    def show_app(self) -> None:
        """Show what is to be said of the page's sources; a run that is going says it by itself."""
        self.screen.change_root(self.sources.props)

    def run_file(self, path: Path) -> None:
        """Execute a file of the app as ``__main__``, in the run that is active."""
        module, before = new_main(path), self.module
        code = Script(path).code(self.options.get)
        self.loop.enter(code)
        with as_main(module, replace=self.own_main):
            self.module = module
            exec(code, module.__dict__)  # noqa: S102  # it is the author's app
        self.module = before

    # One run.

    def _is_developer(self) -> bool:
        return is_developer(self.options.get("client.toolbarMode"), self.request)

    def tell_uncaught(self, error: BaseException) -> None:
        """Log an error of the app that is shown to its visitor."""
        self.uncaught = error
        log_uncaught(self.script.path.name, error, rich=bool(self.options.get("logger.enableRich")))

    def abandon(self, run: ScriptRun) -> None:
        """Take the page as a script has left it that was to stop and does not.

        Parameters
        ----------
        run : ScriptRun
            It goes on to the end of the call that it is in.
        """
        if not self.runner.may_leave or not self.runner.is_current(run.worker):
            return
        _log.warning(
            "The script of %s was stopped inside of a call that cannot be interrupted.", self.script.path.name
        )
        self.state.end_run(cleanup=False)
        if not run.targets:
            self.recorder, self.config = run.recorder, run.config
        run.finish("idle", keep_old=False, ack=run.ack)
        self.runner.leave_behind()
