"""Maps made with pydeck."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from revoila.elements._deprecation import older_width
from revoila.elements.charts._figure import draw_figure, sized
from revoila.errors import StreamlitInvalidParameterTypeError, StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.elements._handle import DeltaGenerator
    from revoila.elements.charts._selections import SelectionState

HEIGHT = 500
"""Height of a map that is not given one, in CSS pixels."""


def pydeck_chart(
    pydeck_obj: Any = None,
    *,
    width: str | int = "stretch",
    use_container_width: bool | None = None,
    height: str | int = HEIGHT,
    selection_mode: str = "single-object",
    on_select: str | Callable[..., Any] = "ignore",
    key: str | int | None = None,
    alt: str | None = None,
) -> DeltaGenerator | SelectionState:
    """Draw a map or another scene made with pydeck.

    Behaves as Streamlit 1.67 `st.pydeck_chart`. Tables travel as Arrow. The map under the layers is drawn from
    outlines of land and countries that come with the package, in the colours of the theme: pages load no tiles
    from other sites.

    Parameters
    ----------
    pydeck_obj : pydeck.Deck, optional
        The scene; None is an empty map.
    width : "stretch" or int, default "stretch"
        Width, in CSS pixels when a number.
    use_container_width : bool, optional
        The older way to choose a width.
    height : "stretch" or int, default 500
        Height, in CSS pixels when a number.
    selection_mode : "single-object" or "multi-object", default "single-object"
        How many objects may be selected. Layers need an ``id`` and ``pickable=True``.
    on_select : "ignore", "rerun" or Callable, default "ignore"
        What a selection does: nothing, another run, or another run with a call of the function before.
    key : str or int, optional
        Name of the element, and of its selection in session state.
    alt : str, optional
        Description for those who cannot see the map.

    Returns
    -------
    DeltaGenerator or SelectionState
        Handle that can replace the map; with `on_select`, what is selected: a dict with key and attribute
        access, ``{"selection": {"indices": {layer: [...]}, "objects": {layer: [...]}}}``.

    Raises
    ------
    StreamlitInvalidParameterTypeError
        `selection_mode` is a list.
    StreamlitValueError
        `selection_mode` or `on_select` is not one of the accepted values.
    StreamlitInvalidFormCallbackError
        `on_select` is a function, inside a form.
    StreamlitInvalidWidthError, StreamlitInvalidHeightError
        A size is neither a known word nor a positive number.
    StreamlitAPIException
        A layer is to fetch its data from another site.

    Examples
    --------
    >>> import pydeck as pdk
    >>> import revoila as st
    >>> layer = pdk.Layer("ScatterplotLayer", cities, get_position="[lon, lat]", get_radius=20_000)  # doctest: +SKIP
    >>> st.pydeck_chart(pdk.Deck(layers=[layer]))  # doctest: +SKIP
    """
    from revoila.elements.charts._deck import pack  # loaded with the first map
    from revoila.elements.charts._deck_selection import EMPTY, decode_selection, pickables
    from revoila.elements.charts._selections import check_reporting, draw_reporting

    _check_mode(selection_mode)
    reporting = check_reporting(on_select, key)
    width = older_width("pydeck_chart", use_container_width, width)
    if width == "content" and use_container_width is not None:
        width = "stretch"  # a map has no width of its own
    props = sized(
        pack(pydeck_obj), width=width, height=height, alt=alt, usual=("stretch", HEIGHT), content=False
    )
    if not reporting.on:
        return draw_figure("deck", props, reporting.key)
    layers = pickables(pydeck_obj)

    def decode(wire: Any) -> dict[str, Any]:
        return decode_selection(wire, layers, multiple=selection_mode == "multi-object")

    digest = blake2b(props["spec"].encode(errors="replace"), digest_size=16)
    for data in props.get("buffers", {}).values():
        digest.update(data)
    rest = {name: prop for name, prop in props.items() if name not in ("spec", "buffers")}
    return draw_reporting(
        "deck",
        {**props, "mode": selection_mode},
        reporting,
        command="pydeck_chart",
        empty=EMPTY,
        decode=decode,
        accept=decode,
        identity={**rest, "spec": digest.hexdigest(), "mode": selection_mode, "on": True},
        keyed=("mode", "on"),
    )


def _check_mode(selection_mode: Any) -> None:
    modes = ("single-object", "multi-object")
    if not isinstance(selection_mode, str):
        raise StreamlitInvalidParameterTypeError(
            "selection_mode", type(selection_mode), ["str"], detail="There is one way to select on a map."
        )
    if selection_mode not in modes:
        raise StreamlitValueError("selection_mode", [repr(mode) for mode in modes])
