"""One element of an app's page, for the notebook that shows the app: its value, and its data as an object."""

from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from revoila.elements._element import Element
    from revoila.runtime._session import Session

TAKERS = {
    "data_editor": "revoila.elements.data._arrow:to_pandas",
    "dataframe": "revoila.elements.data._arrow:to_pandas",
    "deck": "revoila.elements.charts._deck_unpack:deck_of",
    "echarts": "revoila.elements.charts._echarts_unpack:option_of",
    "graphviz": "revoila.elements.charts.graphviz:graph_of",
    "json": "revoila.notebook._element:take_json",
    "mermaid": "revoila.elements.charts.mermaid:text_of",
    "plotly": "revoila.elements.charts._plotly:unpack",
    "table": "revoila.elements.data._arrow:to_pandas",
    "vega": "revoila.elements.charts._frames:chart_of",
}
"""Functions from the props of an element to what its author has passed, by kind; loaded when they are needed."""


class PageElement:
    """An element that is on the page of an app now, or was when it was asked for.

    Parameters
    ----------
    session : Session
        The session of the app.
    element : Element
        What the script has drawn.
    key : str
        By which it was found: its own, or that of a container with nothing else in it.
    """

    def __init__(self, session: Session, element: Element, key: str) -> None:
        self._session = session
        self._element = element
        self._key = key

    @property
    def kind(self) -> str:
        """Name of the command that has drawn it; all charts of Vega-Lite are ``"vega"``."""
        return self._element.kind

    @property
    def key(self) -> str:
        """The author's key, or that of the container that holds only this element."""
        return self._key

    @property
    def value(self) -> Any:
        """What the visitor has entered or selected; None where there is nothing to enter.

        Raises
        ------
        KeyError
            It is not on the page any more.
        """
        if self._element.id is None:
            return None
        return self._session.state.get_item(self.key)

    @property
    def data(self) -> Any:
        """What it shows: a pandas DataFrame of a table, the figure of a chart, the object of JSON.

        Of a chart of pydeck it is a Deck, of Graphviz a ``graphviz.Source``, of ECharts the option as a dict in
        which tables are DataFrames, of Mermaid the text.

        A frame is made anew from what travels, so types that pandas alone has come back as those of Arrow. Of a
        `data_editor` it is the data without the visitor's changes, which are its value.

        Raises
        ------
        TypeError
            It shows nothing that could be taken.
        """
        taker = TAKERS.get(self.kind)
        if taker is None:
            raise TypeError(
                f"An element of the kind {self.kind!r} holds no data that could be taken into a notebook; "
                f"these do: {', '.join(sorted(TAKERS))}."
            )
        module, name = taker.split(":")
        take: Callable[[Mapping[str, Any]], Any] = getattr(import_module(module), name)
        return take(self._element.props)

    def __repr__(self) -> str:
        return f"PageElement({self.kind!r}, key={self.key!r})"


def take_json(props: Mapping[str, Any]) -> Any:
    """Return the object of JSON."""
    return json.loads(props["body"])
