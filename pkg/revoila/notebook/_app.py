"""An app as an ipywidget: in a cell, or as the only cell of a served page."""

from __future__ import annotations

import logging
import weakref
from pathlib import Path
from typing import Any

from revoila import compat
from revoila.config.options import Options, load_options
from revoila.config.theme import resolve_theme
from revoila.errors import StreamlitInvalidThemeError
from revoila.graph._tree import Shown
from revoila.runtime._scope import kernel_scope
from revoila.runtime._session import Session
from revoila.state.session_proxy import SessionStateProxy
from revoila.widgets._container import Container
from revoila.widgets._root import Root

_log = logging.getLogger(__name__)


class App(Root):
    """Run a script app and show it.

    Parameters
    ----------
    path : str or Path
        The app's main script, relative to the working directory.
    served : bool, default False
        Whether the app is the whole page rather than the output of a cell.

    Raises
    ------
    FileNotFoundError
        There is no such file.

    Examples
    --------
    >>> import revoila
    >>> app = revoila.App("app.py")  # doctest: +SKIP
    """

    def __init__(self, path: str | Path, *, served: bool = False) -> None:
        script = Path(path).resolve()
        if not script.is_file():
            message = f"There is no app at {path}. Give the path of a Python file."
            raise FileNotFoundError(message)
        super().__init__()
        self._shown_path = str(path)
        self._containers: dict[str, Container] = {}
        scope = kernel_scope()
        scope.apps.add(self)
        compat.install_if_needed(force=scope.env.get("REVOILA_STREAMLIT_ALIAS") == "1")
        options = load_options(script.parent)
        self.session = Session(
            script,
            options,
            send=self.send,
            own_main=served,
            theme=_theme(options),
            limits=options.section("limits"),
        )
        _replace_apps_of_cell(self)
        if served:
            self.session.start(scope.env.get("REVOILA_PATH", ""), scope.env.get("REVOILA_QUERY", ""))
        else:
            self.session.start()

    def receive(self, content: Any) -> None:
        """Take a message of a view."""
        self.session.handle_message(content)

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

    def children_of(self, container: Container) -> list[Any]:
        """Return the widgets inside a container."""
        path = container.address.get("path") or _find_key(self.session.screen.page, container.address["key"])
        if path is None:
            return []
        node: Any = self.session.screen.page
        for index in path:
            node = node.children[index]
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
        self.session.close()
        for container in self._containers.values():
            container.close()
        super().close()

    def __repr__(self) -> str:
        """Show which app this is, the same in every run of a notebook."""
        return f"App({self._shown_path!r})"


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
