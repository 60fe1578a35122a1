"""The root of an app as an ipywidget: one comm for everything on the page.

It speaks anywidget's front-end protocol through static traits instead of
subclassing ``anywidget.AnyWidget``, whose constructor builds a class for every
instance. ``_esm`` is a small loader, never the bundle: it travels with every
instance and is saved into notebooks.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import anywidget
import ipywidgets
import traitlets

from revoila.widgets._page_comm import PageComm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comm.base_comm import BaseComm

STATIC = Path(__file__).parent / "static"
ANYWIDGET_VERSION = "~" + ".".join(anywidget.__version__.split(".")[:2]) + ".*"
MISSING_BUNDLE = (
    "export default { render({ el }) { el.textContent = "
    '"Revoilà was installed without its front end. Build it with `make js`, or reinstall the package."; } };\n'
)


@cache
def manifest() -> dict[str, Any]:
    """Return the names of the built front-end files; empty when it was not built."""
    path = STATIC / "manifest.json"
    return json.loads(path.read_text()) if path.is_file() else {}


@cache
def loader() -> str:
    """Return the module that the front end evaluates first."""
    path = STATIC / "loader.js"
    # A source of one line that ends in `.word` would be taken for a path.
    return path.read_text().rstrip() + ";\n" if path.is_file() else MISSING_BUNDLE


def static_file(name: object) -> Path | None:
    """Return the built file that the front end knows as `name`: ``"core"``, a chunk or a font."""
    files: dict[str, str] = {"core": manifest().get("core", "")}
    files |= manifest().get("chunks", {}) | manifest().get("fonts", {})
    found = files.get(name) if isinstance(name, str) else None
    return STATIC / found if found else None


class LazyWidget(ipywidgets.DOMWidget):
    """An ipywidget whose comm opens when it is first shown or put into another widget.

    Until then it costs no message.
    """

    _model_module = traitlets.Unicode("anywidget").tag(sync=True)
    _model_name = traitlets.Unicode("AnyModel").tag(sync=True)
    _model_module_version = traitlets.Unicode(ANYWIDGET_VERSION).tag(sync=True)
    _view_module = traitlets.Unicode("anywidget").tag(sync=True)
    _view_name = traitlets.Unicode("AnyView").tag(sync=True)
    _view_module_version = traitlets.Unicode(ANYWIDGET_VERSION).tag(sync=True)
    _anywidget_id = traitlets.Unicode("revoila.App").tag(sync=True)
    _esm = traitlets.Unicode().tag(sync=True)
    _core = traitlets.Unicode().tag(sync=True)
    _app_id = traitlets.Unicode().tag(sync=True)
    layout = traitlets.Any(None, allow_none=True).tag(sync=True)
    tabbable = traitlets.Any(None, allow_none=True)
    tooltip = traitlets.Any(None, allow_none=True)

    @traitlets.default("_esm")
    def _default_esm(self) -> str:
        return loader()

    @traitlets.default("_core")
    def _default_core(self) -> str:
        return str(manifest().get("core", ""))

    def open(self) -> None:
        """Do nothing: `model_id` opens the comm."""

    @property
    def model_id(self) -> str:
        """Identity of the model in the front end; opens the comm."""
        if self.comm is None:
            super().open()
        return str(super().model_id)

    def _repr_mimebundle_(self, **_kwargs: Any) -> dict[str, Any]:
        """Return the widget view, and a text that is the same in every run of a notebook."""
        view = {"version_major": 2, "version_minor": 0, "model_id": self.model_id}
        return {"text/plain": repr(self), "application/vnd.jupyter.widget-view+json": view}


class Root(LazyWidget):
    """The page of an app.

    Subclasses get the messages of the views in `receive`.

    Attributes
    ----------
    page : PageComm
        The line to a page of our own, which shows the app without a widget manager.
    """

    def __init__(self, **kwargs: Any) -> None:
        # A front end does not tell a widget its own model id, so its parts find it by this one.
        super().__init__(_app_id=uuid4().hex, **kwargs)
        self.page = PageComm()

    @traitlets.observe("comm")
    def _listen(self, change: Any) -> None:
        # Not before there are views: what holds the callbacks is a widget's largest part.
        if change["new"] is not None:
            self.on_msg(self._take_from_view)

    def _take_from_view(self, _widget: Any, content: Any, buffers: Any) -> None:
        self._take(content, buffers or ())

    def receive(self, content: Any, buffers: Sequence[Any] = ()) -> None:
        """Take a message of a view, with the bytes that came along."""
        raise NotImplementedError

    def open_page(self, comm: BaseComm, opening: dict[str, Any]) -> None:
        """Show the app to a page that has opened a comm for it, and to no other page any more.

        Parameters
        ----------
        comm : BaseComm
            What the page has opened.
        opening : dict
            The message with which it did.
        """
        self.page.open(comm, opening, self._take)

    def send(self, content: Any, buffers: list[Any] | None = None) -> None:
        """Send a message to the page and, when the app is shown as a widget, to its views."""
        self.page.send(content, buffers)
        if self.comm is not None:
            super().send(content, buffers)

    def close(self) -> None:
        """Tell page and views that nothing more comes."""
        self.page.close()
        super().close()

    def _take(self, content: Any, buffers: Sequence[Any]) -> None:
        if isinstance(content, dict) and content.get("method") == "chunk":
            self._send_chunk(content.get("name"))
        else:
            self.receive(content, buffers)

    def _send_chunk(self, name: object) -> None:
        """Send a file of the bundle to a front end that our server extension does not reach."""
        path = static_file(name)
        if path is None or not path.is_file():
            self.send({"method": "chunk", "name": str(name)[:64], "error": "unknown file"})
        else:
            self.send({"method": "chunk", "name": name, "file": path.name}, [path.read_bytes()])
