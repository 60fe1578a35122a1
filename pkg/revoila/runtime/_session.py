"""One page view: what it shows, what it remembers, and how it answers."""

from __future__ import annotations

import logging
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

from revoila._context import activate
from revoila.caching import release_session
from revoila.errors import EventRefusedError, UploadRefusedError
from revoila.graph._recorder import Recorder
from revoila.graph._screen import Screen
from revoila.graph._tree import passwords
from revoila.runtime._callbacks import call_all
from revoila.runtime._compile_errors import compile_error_props
from revoila.runtime._control import RerunSignal, StopSignal
from revoila.runtime._developer import clear_caches, is_developer
from revoila.runtime._figures import own_figures
from revoila.runtime._flusher import flusher
from revoila.runtime._fragments import Fragments, call_fragment
from revoila.runtime._loop import SessionLoop
from revoila.runtime._media import MediaStore
from revoila.runtime._page_registry import PageRegistry
from revoila.runtime._requests import RerunRequest
from revoila.runtime._rerun_loop import RerunLoop
from revoila.runtime._rows import MEMORY, RowStore
from revoila.runtime._run import ScriptRun
from revoila.runtime._runner import Runner, ThreadScheduler
from revoila.runtime._script import Script, as_main, new_main, on_path
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
    from types import CodeType, ModuleType

    from revoila.elements._element import ElementId
    from revoila.graph._screen import Send
    from revoila.runtime._fragments import Fragment
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
        self.state.warns_of_two_values = not options.get("global.disableWidgetStateDuplicationWarning")
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
        self._own_main = own_main
        self.beginning = Lock()
        """Held where it counts whether another run begins."""
        self.last_run = 0
        """Number of the run that was begun last."""
        self._rerun_loop = RerunLoop(int(self.limits["reruns"]))
        self._started_for: tuple[str | None, str | None] | None = None
        """The address for which the first run was started, until its page has come."""
        self._compile_error: dict[str, Any] | None = None
        self._page_is_good = False
        """Whether the last full run has come to its end, and what it has drawn is worth to be kept."""
        self._may_keep_page = False
        self.sources = Sources(self, watcher, configure)
        self._loop = SessionLoop()
        self.tasks = Tasks(int(self.limits["tasks"]), self._task_ended)
        self.runs_by_itself = True
        """Whether the end of a background task may start a run."""
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
        self.runner = Runner(self._execute, scheduler or ThreadScheduler())

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
        if job.reruns and self.runs_by_itself:
            self.runner.ask(RerunRequest(fragments=self._fragments_of([job.owner or None])))

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
        self._loop.close()
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
            "error": self._compile_error,
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
        self._loop.enter(code)
        with as_main(module, replace=self._own_main):
            self.module = module
            exec(code, module.__dict__)  # noqa: S102  # it is the author's app
        self.module = before

    # One run.

    def _is_developer(self) -> bool:
        return is_developer(self.options.get("client.toolbarMode"), self.request)

    def _execute(self, request: RerunRequest) -> RerunRequest | None:
        if request.clear_caches:
            clear_caches()
        if request.fragments:
            return self._execute_fragments(request)
        self.sources.begin_run()
        page_changed = request.page is not None and not self.pages.is_shown(request.page)
        self._may_keep_page = self._page_is_good and not page_changed
        if page_changed:
            self.state.leave_page()
        if request.page is not None:
            self.pages.want(request.page, by_address=request.by_address)
        if request.drop_inputs:
            self.state.drop_inputs()
        self._take_query(request, page_changed=page_changed)
        self.media.begin()
        self.rows.begin()
        run = ScriptRun(self, self._begin())
        try:
            code = self.script.code(self.options.get)
        except Exception as error:  # noqa: BLE001  # SyntaxError, OSError, RecursionError of a deep tree ...
            self._show_compile_error(run, error, request)
            self.sources.end_run(error)
            return None
        self._compile_error = None
        follow = self._run_code(run, lambda: self._run_body(run, code), request)
        self.sources.end_run(self.uncaught)
        return follow

    def _take_query(self, request: RerunRequest, *, page_changed: bool) -> None:
        before = self.query.fields
        if request.query is not None:
            self.query.load(request.query)
        elif page_changed:
            self.query.load("")
        if page_changed:
            self.state.bindings.leave_page({} if request.by_address else before)
        if request.by_address:
            self.query.asked_count += 1
            if self.last_run and request.query is not None:
                self.state.bindings.obey()

    def _begin(self) -> int:
        """Return the number of a run that begins."""
        with self.beginning:
            self.last_run += 1
            return self.last_run

    def _execute_fragments(self, request: RerunRequest) -> RerunRequest | None:
        fragments = self.fragments.to_run(request.fragments)
        if not fragments:
            # The last full run did not call them any more.
            self.screen.show(self.screen.page, request.ack)
            return None
        self._may_keep_page = False
        run = ScriptRun(self, self._begin(), fragments)
        return self._run_code(run, lambda: self._run_fragments(run, fragments), request)

    def _run_fragments(self, run: ScriptRun, fragments: Sequence[Fragment]) -> None:
        with on_path(self.script.folder), own_figures(run):
            self._loop.enter()
            drawn = run.first.branch.children
            if drawn:
                _log.warning("A callback of a fragment has drawn something; it shows on top of the fragment.")
            for fragment in fragments:
                run.queued = run.queued[1:]
                self.fragments.clear(fragment, drawn)
                drawn = []
                try:
                    self._run_fragment(run, fragment)
                except Exception as error:  # noqa: BLE001  # the others run nevertheless
                    self.tell_uncaught(error)
                self.fragments.keep(run.number, [fragment.id])

    def _run_fragment(self, run: ScriptRun, fragment: Fragment) -> None:
        run.page_hash = fragment.page_hash
        module = fragment.module or new_main(self.script.path)
        with as_main(module, replace=self._own_main):
            call_fragment(run, fragment)

    def _show_compile_error(self, run: ScriptRun, error: BaseException, request: RerunRequest) -> None:
        _log.error("The app does not compile: %s", error)
        # With the number, the same error of another run shows again to who has closed it.
        self._compile_error = {**compile_error_props(error, self.script.path), "run": run.number}
        run.take_back(
            {"error": self._compile_error, "run_state": "compile-error", **self.sources.props}, request.ack
        )

    def _run_code(
        self, run: ScriptRun, body: Callable[[], None], request: RerunRequest
    ) -> RerunRequest | None:
        self.uncaught = None
        run.ack = request.ack
        flusher.watch(run)
        try:
            return self._call_and_run(run, body, request)
        finally:
            # Its traceback holds the run, and so the session.
            run.shown = None
            run.beside.end()
            flusher.release(run)

    def _call_and_run(
        self, run: ScriptRun, body: Callable[[], None], request: RerunRequest
    ) -> RerunRequest | None:
        try:
            with activate(run, run.first), self.foreign.comms.holding(), run.code:
                self.state.begin_run(keep_triggers=request.follows)
                self._call_back(run, request)
                run.yield_point()
                body()
                run.beside.join(run)
                if self.options.get("runner.enforceSerializableSessionState"):
                    self.state.check_serializable()
                run.yield_point()
        except RerunSignal as signal:
            return self._end_for_rerun(run, signal, request)
        except StopSignal:
            self._end(run, request, cleanup=False)
        except BaseException as error:  # noqa: BLE001  # a script may raise anything, the page shows it
            if self._may_keep_page and self.sources.is_broken(error):
                self._keep_page(run, error, request)
            else:
                self._show_uncaught(run, error)
                self._end(run, request, cleanup=False)
        else:
            self._end(run, request, cleanup=True)
        self._rerun_loop.rest()
        return None

    def _call_back(self, run: ScriptRun, request: RerunRequest) -> None:
        """Store the new values, then call the callbacks.

        Raises
        ------
        RerunSignal
            One of them asked for a rerun; the others were called nevertheless.
        """
        run.in_callback = True
        changed = self.state.apply(
            (element_id, value)
            for number, (element_id, value, _) in enumerate(request.events)
            # What an address says of an input is newer than what was entered before one went there.
            if number >= request.before_address or not self.state.bindings.holds(element_id)
        )
        follow = call_all(changed, request)
        run.in_callback = False
        if follow is not None:
            raise RerunSignal(follow)

    def _run_body(self, run: ScriptRun, code: CodeType) -> None:
        self.fragments.begin_anew()
        self._loop.enter(code)
        with on_path(self.script.folder), own_figures(run):
            # An app that declares its pages does not use the folder, also not on its first run.
            pages = [] if "navigation" in code.co_names else self.pages.folder_pages()
            if pages:
                self.pages.enter_folder(run, pages).run()
                return
            module = new_main(self.script.path)
            with as_main(module, replace=self._own_main):
                self.pages.enter_script(run)
                self.module = module
                exec(code, module.__dict__)  # noqa: S102  # it is the author's app

    def _keep_page(self, run: ScriptRun, error: BaseException, request: RerunRequest) -> None:
        """End a run that has come to a file which does not compile as if the script itself did not."""
        self.uncaught = error
        if self.runner.is_current(run.worker):
            self.state.end_run(cleanup=False)
            self.fragments.go_back()
            self.pages.settle()
            self._show_compile_error(run, error, request)

    def _show_uncaught(self, run: ScriptRun, error: BaseException) -> None:
        if self.runner.requests.closed:
            # This is how a thread is ended whose session is over.
            return
        self.tell_uncaught(error)
        run.show_error(error, run.main)

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

    def _end(self, run: ScriptRun, request: RerunRequest, *, cleanup: bool) -> None:
        if not self.runner.is_current(run.worker):
            return
        self.last_targets = run.targets
        within = self.fragments.within(run.targets) if run.targets else None
        self.state.end_run(cleanup=cleanup, within=within)
        self.state.drop_unused_uploads()
        if within is None:
            self.pages.settle()
            self.media.settle()
            self.rows.settle()
            self.fragments.keep(run.number)
            self.recorder, self.config = run.recorder, run.config
            self._page_is_good = self.uncaught is None
        if cleanup:
            self.foreign.end_run(within)
        run.finish("idle", keep_old=False, ack=request.ack)
        if within is not None:
            self.media.settle_fragments(self.screen.page)
            self.rows.settle_fragments(self.screen.page)

    def _end_for_rerun(
        self, run: ScriptRun, signal: RerunSignal, request: RerunRequest
    ) -> RerunRequest | None:
        if not self.runner.is_current(run.worker):
            return None
        if self.runner.requests.wants_stop():
            # A script that asks for another run each time could not be stopped otherwise.
            self._end(run, request, cleanup=False)
            return None
        complaint = None if signal.request is None else self._rerun_loop.complaint(run.began_at)
        if complaint is not None:
            self._show_uncaught(run, complaint)
            self._end(run, request, cleanup=False)
            return None
        self.state.end_run(cleanup=False, goes_on=signal.request is not None)
        run.finish("running", keep_old=True, ack=None)
        if signal.request is None:
            self.runner.requests.carry(RerunRequest(ack=request.ack))
            return None
        return signal.request._replace(ack=request.ack)
