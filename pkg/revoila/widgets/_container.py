"""A container of an app as an ipywidget of its own.

Made when somebody asks for it from Python; its comm opens when it is shown. It
holds no content: its view draws a part of the root's page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets
import traitlets

from revoila.widgets._root import LazyWidget

if TYPE_CHECKING:
    from revoila.widgets._root import Root


class Container(LazyWidget):
    """One container of an app, wherever it is shown.

    Parameters
    ----------
    root : Root
        The app.
    address : dict
        ``{"key": name}`` of a keyed container, or ``{"path": [indexes]}``.
    """

    _app = traitlets.Instance(ipywidgets.Widget).tag(sync=True, **ipywidgets.widget_serialization)
    _address = traitlets.Dict().tag(sync=True)

    def __init__(self, root: Root, address: dict[str, Any]) -> None:
        super().__init__(_app=root, _app_id=root._app_id, _address=address)  # noqa: SLF001  # both are ours

    @property
    def address(self) -> dict[str, Any]:
        """Which container of the app this is."""
        return dict(self._address)

    @property
    def children(self) -> tuple[ipywidgets.Widget, ...]:
        """The widgets inside: containers, and ipywidgets that the script put there."""
        return tuple(self._app.children_of(self))

    def __repr__(self) -> str:
        """Show which container this is."""
        return f"Container({self.address!r})"
