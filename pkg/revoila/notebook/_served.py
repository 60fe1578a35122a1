"""The app that a server shows from a kernel: what its page opens a comm to."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

import comm

from revoila.notebook._app import App, Opening
from revoila.notebook._state_file import StateFile
from revoila.runtime._scope import kernel_scope
from revoila.state._snapshot import SnapshotRefusedError, verified
from revoila.widgets._page_comm import TARGET

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from comm.base_comm import BaseComm

_log = logging.getLogger(__name__)


def serve(
    path: str | Path,
    *,
    argv: Iterable[str] = (),
    page: str = "",
    query: str = "",
    view: Mapping[str, Any] | None = None,
    request: Mapping[str, Any] | None = None,
    snapshot: bytes | None = None,
    snapshot_key: bytes | None = None,
    state_file: str = "",
    state_key: str = "",
) -> App:
    """Run an app for the page that is about to open.

    Its script starts at once. The page opens a comm with the target
    ``"revoila.page"``, whose messages are those of ``js/src/protocol.ts``.

    Parameters
    ----------
    path : str or Path
        The app's main script.
    argv : iterable of str
        What the script finds in ``sys.argv`` after its own name.
    page : str
        URL path of the page to show.
    query : str
        Query string of its address.
    view : mapping, optional
        What the page has said of its visitor; in effect for the first run.
    request : mapping, optional
        What scripts may know of the visitor's request: headers, cookies, address.
    snapshot : bytes, optional
        What `App.snapshot` has returned for an earlier session, to go on from there. When the
        visitor's address is not known, it is that of the snapshot. One that cannot be used is
        logged, and the app starts anew.
    snapshot_key : bytes, optional
        The key that it was signed with.
    state_file : str
        Where snapshots are kept after each run; the one that is there is the one to go on from.
    state_key : str
        The key for them, in hexadecimal digits.

    Returns
    -------
    App
        The one that this kernel serves already, if it does.

    Raises
    ------
    FileNotFoundError
        There is no such file.
    ValueError
        A snapshot without a key.

    Examples
    --------
    >>> app = serve("app.py", query="customer=7")  # doctest: +SKIP
    """
    scope = kernel_scope()
    if scope.served is None:
        kept = StateFile(state_file, state_key) if state_file else None
        if kept is not None and snapshot is None:
            snapshot, snapshot_key = kept.read(), kept.key
        payload = None if snapshot is None else _verified(snapshot, snapshot_key)
        sys.argv = [str(path), *argv]
        scope.served = App(path, served=True, opening=Opening(page, query, view, payload, request))
        if kept is not None:
            kept.keep(scope.served)
            scope.served.on_close(kept.close)
        comm.get_comm_manager().register_target(TARGET, _page_opened)
    app: App = scope.served
    return app


def script_runs() -> bool:
    """Return whether the script of the app that this kernel serves runs."""
    app: App | None = kernel_scope().served
    return app is not None and app.busy


def stop_script() -> None:
    """Ask the script of the app that this kernel serves to end, if it runs."""
    app: App | None = kernel_scope().served
    if app is not None:
        app.session.runner.stop()


def _verified(snapshot: bytes, key: bytes | None) -> bytes | None:
    try:
        return verified(snapshot, key or b"")
    except SnapshotRefusedError as error:
        _log.warning("The app starts anew. %s", error)
        return None


def _page_opened(opened: BaseComm, message: dict[str, Any]) -> None:
    app: App | None = kernel_scope().served
    if app is None:
        # A page that comes when the app was closed.
        opened.close()
    else:
        app.open_page(opened, message)
