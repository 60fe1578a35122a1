"""One run of a session: what comes before the script, the script or fragments of it, and what comes after.

Functions, not methods: what a run does to its session is read here from top to bottom, and nothing
of it refers to the session when the run is over.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from revoila._context import activate
from revoila.runtime._callbacks import call_all
from revoila.runtime._compile_errors import compile_error_props
from revoila.runtime._control import RerunSignal, StopSignal
from revoila.runtime._developer import clear_caches
from revoila.runtime._figures import own_figures
from revoila.runtime._flusher import flusher
from revoila.runtime._fragments import call_fragment
from revoila.runtime._requests import RerunRequest
from revoila.runtime._run import ScriptRun
from revoila.runtime._script import as_main, new_main, on_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import CodeType

    from revoila.runtime._fragments import Fragment
    from revoila.runtime._rerun_loop import RerunLoop
    from revoila.runtime._session import Session

_log = logging.getLogger(__name__)


@dataclass
class History:
    """What runs leave for the runs after them, beside the page and the state.

    Parameters
    ----------
    rerun_loop : RerunLoop
        Notices scripts that ask for reruns without end.
    """

    rerun_loop: RerunLoop
    compile_error: dict[str, Any] | None = field(default=None, init=False)
    """The error that is shown instead of the page, or above it."""
    page_is_good: bool = field(default=False, init=False)
    """Whether the last full run has come to its end, and what it has drawn is worth to be kept."""
    may_keep_page: bool = field(default=False, init=False)
    """Whether the run that goes on may leave the page as it is."""


def execute(session: Session, request: RerunRequest) -> RerunRequest | None:
    """Do one run of a session.

    Parameters
    ----------
    session : Session
        Whose script, or fragments, run.
    request : RerunRequest
        What the run is asked for.

    Returns
    -------
    RerunRequest or None
        The run that the script itself has asked for.
    """
    if request.clear_caches:
        clear_caches()
    if request.fragments:
        return _execute_fragments(session, request)
    session.sources.begin_run()
    page_changed = request.page is not None and not session.pages.is_shown(request.page)
    session.history.may_keep_page = session.history.page_is_good and not page_changed
    if page_changed:
        session.state.leave_page()
    if request.page is not None:
        session.pages.want(request.page, by_address=request.by_address)
    if request.drop_inputs:
        session.state.drop_inputs()
    _take_query(session, request, page_changed=page_changed)
    session.media.begin()
    session.rows.begin()
    run = ScriptRun(session, _begin(session))
    try:
        code = session.script.code(session.options.get)
    except Exception as error:  # noqa: BLE001  # SyntaxError, OSError, RecursionError of a deep tree ...
        _show_compile_error(run, error, request)
        session.sources.end_run(error)
        return None
    session.history.compile_error = None
    follow = _run_code(run, lambda: _run_body(run, code), request)
    session.sources.end_run(session.uncaught)
    return follow


def _execute_fragments(session: Session, request: RerunRequest) -> RerunRequest | None:
    fragments = session.fragments.to_run(request.fragments)
    if not fragments:
        # The last full run did not call them any more.
        session.screen.show(session.screen.page, request.ack)
        return None
    session.history.may_keep_page = False
    run = ScriptRun(session, _begin(session), fragments)
    return _run_code(run, lambda: _run_fragments(run, fragments), request)


def _begin(session: Session) -> int:
    """Return the number of a run that begins."""
    with session.beginning:
        session.last_run += 1
        return session.last_run


def _take_query(session: Session, request: RerunRequest, *, page_changed: bool) -> None:
    before = session.query.fields
    if request.query is not None:
        session.query.load(request.query)
    elif page_changed:
        session.query.load("")
    if page_changed:
        session.state.bindings.leave_page({} if request.by_address else before)
    if request.by_address:
        session.query.asked_count += 1
        if session.last_run and request.query is not None:
            session.state.bindings.obey()


def _run_code(run: ScriptRun, body: Callable[[], None], request: RerunRequest) -> RerunRequest | None:
    session = run.session
    session.uncaught = None
    run.ack = request.ack
    flusher.watch(run)
    try:
        return _call_and_run(run, body, request)
    finally:
        # Its traceback holds the run, and so the session.
        run.shown = None
        run.beside.end()
        flusher.release(run)


def _call_and_run(run: ScriptRun, body: Callable[[], None], request: RerunRequest) -> RerunRequest | None:
    session = run.session
    try:
        with activate(run, run.first), session.foreign.holding(), run.code:
            session.state.begin_run(keep_triggers=request.follows)
            _call_back(run, request)
            run.yield_point()
            body()
            run.beside.join(run)
            if session.options.get("runner.enforceSerializableSessionState"):
                session.state.check_serializable()
            run.yield_point()
    except RerunSignal as signal:
        return _end_for_rerun(run, signal, request)
    except StopSignal:
        _end(run, request, cleanup=False)
    except BaseException as error:  # noqa: BLE001  # a script may raise anything, the page shows it
        if session.history.may_keep_page and session.sources.is_broken(error):
            _keep_page(run, error, request)
        else:
            _show_uncaught(run, error)
            _end(run, request, cleanup=False)
    else:
        _end(run, request, cleanup=True)
    session.history.rerun_loop.rest()
    return None


def _call_back(run: ScriptRun, request: RerunRequest) -> None:
    """Store the new values, then call the callbacks.

    Raises
    ------
    RerunSignal
        One of them asked for a rerun; the others were called nevertheless.
    """
    session = run.session
    run.in_callback = True
    changed = session.state.apply(
        (element_id, value)
        for number, (element_id, value, _) in enumerate(request.events)
        # What an address says of an input is newer than what was entered before one went there.
        if number >= request.before_address or not session.state.bindings.holds(element_id)
    )
    follow = call_all(changed, request)
    run.in_callback = False
    if follow is not None:
        raise RerunSignal(follow)


def _run_body(run: ScriptRun, code: CodeType) -> None:
    session = run.session
    session.fragments.begin_anew()
    session.loop.enter(code)
    with on_path(session.script.folder), own_figures(run):
        # An app that declares its pages does not use the folder, also not on its first run.
        pages = [] if "navigation" in code.co_names else session.pages.folder_pages()
        if pages:
            session.pages.enter_folder(run, pages).run()
            return
        module = new_main(session.script.path)
        with as_main(module, replace=session.own_main):
            session.pages.enter_script(run)
            session.module = module
            exec(code, module.__dict__)  # noqa: S102  # it is the author's app


def _run_fragments(run: ScriptRun, fragments: Sequence[Fragment]) -> None:
    session = run.session
    with on_path(session.script.folder), own_figures(run):
        session.loop.enter()
        drawn = run.first.branch.children
        if drawn:
            _log.warning("A callback of a fragment has drawn something; it shows on top of the fragment.")
        for fragment in fragments:
            run.queued = run.queued[1:]
            session.fragments.clear(fragment, drawn)
            drawn = []
            try:
                _run_fragment(run, fragment)
            except Exception as error:  # noqa: BLE001  # the others run nevertheless
                session.tell_uncaught(error)
            session.fragments.keep(run.number, [fragment.id])


def _run_fragment(run: ScriptRun, fragment: Fragment) -> None:
    session = run.session
    run.page_hash = fragment.page_hash
    module = fragment.module or new_main(session.script.path)
    with as_main(module, replace=session.own_main):
        call_fragment(run, fragment)


def _end(run: ScriptRun, request: RerunRequest, *, cleanup: bool) -> None:
    session = run.session
    if not session.runner.is_current(run.worker):
        return
    session.last_targets = run.targets
    within = session.fragments.within(run.targets) if run.targets else None
    session.state.end_run(cleanup=cleanup, within=within)
    session.state.drop_unused_uploads()
    if within is None:
        session.pages.settle()
        session.media.settle()
        session.rows.settle()
        session.fragments.keep(run.number)
        session.recorder, session.config = run.recorder, run.config
        session.history.page_is_good = session.uncaught is None
    if cleanup:
        session.foreign.end_run(within)
    run.finish("idle", keep_old=False, ack=request.ack)
    if within is not None:
        session.media.settle_fragments(session.screen.page)
        session.rows.settle_fragments(session.screen.page)


def _end_for_rerun(run: ScriptRun, signal: RerunSignal, request: RerunRequest) -> RerunRequest | None:
    session = run.session
    if not session.runner.is_current(run.worker):
        return None
    if session.runner.requests.wants_stop():
        # A script that asks for another run each time could not be stopped otherwise.
        _end(run, request, cleanup=False)
        return None
    complaint = None if signal.request is None else session.history.rerun_loop.complaint(run.began_at)
    if complaint is not None:
        _show_uncaught(run, complaint)
        _end(run, request, cleanup=False)
        return None
    session.state.end_run(cleanup=False, goes_on=signal.request is not None)
    run.finish("running", keep_old=True, ack=None)
    if signal.request is None:
        session.runner.requests.carry(RerunRequest(ack=request.ack))
        return None
    return signal.request._replace(ack=request.ack)


def _keep_page(run: ScriptRun, error: BaseException, request: RerunRequest) -> None:
    """End a run that has come to a file which does not compile as if the script itself did not."""
    session = run.session
    session.uncaught = error
    if session.runner.is_current(run.worker):
        session.state.end_run(cleanup=False)
        session.fragments.go_back()
        session.pages.settle()
        _show_compile_error(run, error, request)


def _show_compile_error(run: ScriptRun, error: BaseException, request: RerunRequest) -> None:
    session = run.session
    _log.error("The app does not compile: %s", error)
    # With the number, the same error of another run shows again to who has closed it.
    session.history.compile_error = {**compile_error_props(error, session.script.path), "run": run.number}
    run.take_back(
        {"error": session.history.compile_error, "run_state": "compile-error", **session.sources.props},
        request.ack,
    )


def _show_uncaught(run: ScriptRun, error: BaseException) -> None:
    session = run.session
    if session.runner.requests.closed:
        # This is how a thread is ended whose session is over.
        return
    session.tell_uncaught(error)
    run.show_error(error, run.main)
