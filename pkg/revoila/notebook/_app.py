"""An app as an ipywidget: in a cell, or as the only cell of a served page."""

from __future__ import annotations

import logging
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from revoila import compat
from revoila.config.options import Options, load_options
from revoila.config.theme import MODES, resolve_theme
from revoila.errors import StreamlitInvalidThemeError
from revoila.graph._tree import Shown
from revoila.notebook._element import PageElement
from revoila.runtime._prints import watch_prints
from revoila.runtime._scope import kernel_scope
from revoila.runtime._session import Session
from revoila.runtime._sources import watcher
from revoila.state._snapshot import SnapshotRefusedError, sign
from revoila.state.session_proxy import SessionStateProxy
from revoila.widgets._container import Container
from revoila.widgets._root import Root

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from revoila.elements._element import Element
    from revoila.runtime._uncaught import OnScriptError

_log = logging.getLogger(__name__)


class Beginning(Protocol):
    """How a session begins."""

    def begin(self, session: Session) -> None:
        """Start the first run, or leave that to the page."""


class Opening(NamedTuple):
    """How the page of a served app begins.

    Parameters
    ----------
    page : str, default ""
        URL path of the page to show.
    query : str, default ""
        Query string of its address.
    view : mapping, optional
        What is known of the visitor, such as the time zone.
    snapshot : bytes, optional
        What is left of an earlier session, without its signature.
    request : mapping, optional
        What scripts may know of the visitor's request: headers, cookies, address.
    """

    page: str = ""
    query: str = ""
    view: Mapping[str, Any] | None = None
    snapshot: bytes | None = None
    request: Mapping[str, Any] | None = None

    def begin(self, session: Session) -> None:
        """Start the first run."""
        session.request = self.request or {}
        page, query = self.page, self.query
        if self.snapshot is not None:
            try:
                address = session.restore(self.snapshot)
            except SnapshotRefusedError as error:
                _log.warning("The app starts anew. %s", error)
            else:
                # What the visitor's browser shows counts more.
                is_known = page or query or isinstance((self.view or {}).get("path"), str)
                page, query = (page, query) if is_known else address
        session.start(page, query, self.view)

    @classmethod
    def of_environment(cls, env: Mapping[str, str]) -> Opening:
        """Return what the server has said in the environment of the kernel."""
        return cls(env.get("REVOILA_PATH", ""), env.get("REVOILA_QUERY", ""))


class App(Root):
    """Run a script app and show it.

    Parameters
    ----------
    path : str or Path
        The app's main script, relative to the working directory.
    served : bool, default False
        Whether the app is the whole page rather than the output of a cell.
    opening : Beginning, optional
        How the session begins. By default the app of a cell starts at once, and a served one as the kernel's
        environment says.
    on_script_error : Callable, optional
        Is called with each exception that the script does not catch, after it was logged. It may draw, such
        as with ``st.error``; when it returns True, the exception itself is not shown. As that of
        Streamlit 1.67's ``st.App``.

    Raises
    ------
    FileNotFoundError
        There is no such file.

    Examples
    --------
    >>> import revoila
    >>> app = revoila.App("app.py")  # doctest: +SKIP
    """

    def __init__(
        self,
        path: str | Path,
        *,
        served: bool = False,
        opening: Beginning | None = None,
        on_script_error: OnScriptError | None = None,
    ) -> None:
        script = Path(path).resolve()
        if not script.is_file():
            message = f"There is no app at {path}. Give the path of a Python file."
            raise FileNotFoundError(message)
        super().__init__()
        self._shown_path = str(path)
        self._containers: dict[str, Container] = {}
        self._before_close: list[Callable[[], None]] = []
        self._scope = scope = kernel_scope()
        scope.apps.add(self)
        compat.install_if_needed(force=scope.env.get("REVOILA_STREAMLIT_ALIAS") == "1")
        options = load_options(script.parent)
        look = _look(options)
        self.session = Session(
            script,
            options,
            send=self.send,
            own_main=served,
            theme=look.theme,
            limits=look.limits,
            print_limit=look.limits["stdout"] if served else None,
            watcher=watcher,
            configure=self._configure,
            on_script_error=on_script_error,
        )
        if opening is None:
            _replace_apps_of_cell(self)
        if served:
            watch_prints()
            opening = opening or Opening.of_environment(scope.env)
        if opening is None:
            self.session.start()
        else:
            opening.begin(self.session)

    def _configure(self) -> None:
        """Take over the configuration as it is now; limits stay."""
        options = load_options(self.session.script.folder)
        self.session.configure(options, _look(options).theme)

    def receive(self, content: Any, buffers: Sequence[Any] = ()) -> None:
        """Take a message of a view."""
        self.session.handle_message(content, buffers)

    def wait(self, timeout: float = 30.0) -> App:
        """Wait until the script has ended.

        Parameters
        ----------
        timeout : float, default 30.0
            In seconds.

        Returns
        -------
        App
            The app itself.

        Raises
        ------
        TimeoutError
            It still runs.
        """
        if not self.session.runner.wait_idle(timeout):
            message = f"The app has not finished its run within {timeout} s."
            raise TimeoutError(message)
        return self

    @property
    def busy(self) -> bool:
        """Whether the script runs, or is about to."""
        return self.session.runner.worker is not None

    def on_idle(self, callback: Callable[[], None]) -> None:
        """Call a function whenever the script has ended and is not to run again at once.

        Parameters
        ----------
        callback : Callable
            Called on the script's thread, so it must be quick.
        """
        self.session.runner.when_idle(callback)

    def on_close(self, callback: Callable[[], None]) -> None:
        """Call a function when the app is about to be closed, with all that it still has.

        Parameters
        ----------
        callback : Callable
            Called once.
        """
        self._before_close.append(callback)

    def snapshot(self, key: bytes) -> bytes:
        """Return what is left of the session when its process ends.

        Parameters
        ----------
        key : bytes
            Signs it; `revoila.notebook._served.serve` needs the same to take it up again.

        Returns
        -------
        bytes
            Page, query string, and the plain values of session state and inputs, without secrets.

        Raises
        ------
        ValueError
            The key is empty.
        """
        return sign(self.session.snapshot(), key)

    @property
    def state(self) -> Any:
        """The app's session state, as ``st.session_state`` inside of it."""
        return SessionStateProxy(lambda: self.session.state)

    @property
    def children(self) -> tuple[Any, ...]:
        """The main area, the sidebar, the event area and the bottom, as ipywidgets."""
        return tuple(
            self._container({"path": [index]}) for index in range(len(self.session.screen.page.children))
        )

    def container(self, key: str) -> Container:
        """Return the container with a key, for showing it elsewhere.

        Parameters
        ----------
        key : str
            The author's key.

        Returns
        -------
        Container
            An ipywidget that shows this part of the page, live.

        Raises
        ------
        KeyError
            The page has no such container.

        Examples
        --------
        >>> app.container("results")  # doctest: +SKIP
        """
        if _find_key(self.session.screen.page, key) is None:
            raise KeyError(key)
        return self._container({"key": key})

    def element(self, key: str) -> PageElement:
        """Return the element with a key, as it is on the page now.

        Parameters
        ----------
        key : str
            The author's key. What takes none, such as `graphviz_chart`, is found by the key of a container
            that holds it and nothing else.

        Returns
        -------
        PageElement
            Its ``data`` is the frame, figure or object that it shows, its ``value`` what the visitor has entered.

        Raises
        ------
        KeyError
            The page has no such element.

        Examples
        --------
        >>> frame = app.element("sales").data  # doctest: +SKIP
        """
        for leaf in _leaves(self.session.screen.page):
            if leaf.props.get("key") == key:
                return PageElement(self.session, leaf, key)
        path = _find_key(self.session.screen.page, key)
        if path is None:
            raise KeyError(key)
        inside = list(_leaves(_node_at(self.session.screen.page, path)))
        if len(inside) != 1:
            raise KeyError(f"{key}: a container with {len(inside)} elements. Give the element a key.")
        return PageElement(self.session, inside[0], key)

    def children_of(self, container: Container) -> list[Any]:
        """Return the widgets inside a container."""
        path = container.address.get("path") or _find_key(self.session.screen.page, container.address["key"])
        if path is None:
            return []
        node = _node_at(self.session.screen.page, path)
        live = {widget.model_id: widget for widget in self.session.foreign.widgets()}
        found = []
        for index, child in enumerate(node.children):
            if isinstance(child, Shown):
                found.append(self._container({"path": [*path, index]}))
            elif child.kind == "widget" and child.props.get("model_id") in live:
                found.append(live[child.props["model_id"]])
        return found

    def _container(self, address: dict[str, Any]) -> Container:
        name = str(address)
        if name not in self._containers:
            self._containers[name] = Container(self, address)
        return self._containers[name]

    def close(self) -> None:
        """Stop the app and let go of everything it holds."""
        if not hasattr(self, "session"):
            # It never began, and is closed by the garbage collector.
            return
        while self._before_close:
            try:
                self._before_close.pop()()
            except Exception:  # noqa: BLE001  # the app is closed in any case
                _log.exception("What was to be done before an app is closed has failed.")
        self.session.close()
        if self._scope.served is self:
            self._scope.served = None
        for container in self._containers.values():
            container.close()
        super().close()

    def __repr__(self) -> str:
        """Show which app this is, the same in every run of a notebook."""
        return f"App({self._shown_path!r})"


class _Look(NamedTuple):
    """What all apps with the same configuration share."""

    theme: dict[str, Any] | None
    limits: dict[str, Any]


_looks: weakref.WeakKeyDictionary[Options, _Look] = weakref.WeakKeyDictionary()


def _look(options: Options) -> _Look:
    """Return theme and limits."""
    known = _looks.get(options)
    if known is None:
        known = _Look(_theme(options), options.section("limits"))
        # A theme that is a file may change without the options.
        if options.get("theme.base") in (None, *MODES):
            _looks[options] = known
    return known


def _theme(options: Options) -> dict[str, Any] | None:
    """Return the theme of the configuration; an unusable one is reported and left out."""
    try:
        return resolve_theme(options)
    except StreamlitInvalidThemeError as error:
        _log.error("The configured theme is not used: %s", error)
        return None


def _find_key(node: Shown, key: str) -> list[int] | None:
    """Return the path to the container with a key."""
    for index, child in enumerate(node.children):
        if isinstance(child, Shown):
            if child.element.props.get("key") == key:
                return [index]
            inner = _find_key(child, key)
            if inner is not None:
                return [index, *inner]
    return None


def _node_at(page: Any, path: list[int]) -> Any:
    """Return the container at a path."""
    node = page
    for index in path:
        node = node.children[index]
    return node


def _leaves(node: Shown) -> Iterator[Element]:
    """Iterate over the elements in a container that hold no others."""
    for child in node.children:
        if isinstance(child, Shown):
            yield from _leaves(child)
        else:
            yield child


def _replace_apps_of_cell(app: App) -> None:
    """Close the apps that an earlier run of the same cell made."""
    cell, execution = _current_cell()
    if not cell:
        return
    by_cell: dict[str, tuple[str, list[weakref.ref[App]]]] = kernel_scope().apps_by_cell
    made_by, apps = by_cell.get(cell, (execution, []))
    if made_by != execution:
        for reference in apps:
            old = reference()
            if old is not None:
                old.close()
        apps = []
    by_cell[cell] = (execution, [*apps, weakref.ref(app)])


def _current_cell() -> tuple[str, str]:
    """Return the id of the notebook cell that is running and that of this execution of it."""
    try:
        from IPython import get_ipython
    except ImportError:
        return "", ""
    shell = get_ipython()
    parent = getattr(shell, "parent_header", None) or getattr(shell, "get_parent", dict)()
    if not isinstance(parent, dict):
        return "", ""
    metadata, header = parent.get("metadata") or {}, parent.get("header") or {}
    return str(metadata.get("cellId", "")), str(header.get("msg_id", ""))
