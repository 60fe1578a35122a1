"""A container that opens and closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import open_container
from revoila.elements._icon import check_icon
from revoila.elements._params import add_present, check_choice, check_flag, check_width
from revoila.elements.layout._tracking import Foldable, Tracking
from revoila.errors import StreamlitMissingRequiredParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class ExpanderContainer(Foldable):
    """What `expander` returns."""


def expander(
    label: str,
    expanded: bool = False,
    *,
    key: str | int | None = None,
    icon: str | None = None,
    type: str = "default",
    width: str | int = "stretch",
    on_change: Callable[..., Any] | str = "ignore",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    bind: str | None = None,
) -> ExpanderContainer:
    """Put a container on the page that a click on its label opens and closes.

    As ``st.expander`` of Streamlit 1.67.

    Parameters
    ----------
    label : str
        Text of the head, as Markdown.
    expanded : bool, default False
        Whether it is open at first.
    key : str or int, optional
        Name of the container: a CSS class ``st-key-<key>``, and the name in session state if it tells the script
        what is open.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``.
    type : {"default", "compact", "step"}
        Look.
    width : "stretch" or int
        Width; a number is in CSS pixels.
    on_change : {"ignore", "rerun"} or callable, default "ignore"
        What opening and closing does. With ``"ignore"`` the page does it alone; otherwise it tells the script, which
        runs again, and a callable runs before it.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_change`.
    bind : {"query-params"}, optional
        Keeps in the address of the page whether it is open, as the query parameter of the name `key`; the script
        learns of it. Needs a key.

    Returns
    -------
    ExpanderContainer
        The container. Its ``open`` says whether it is open, None unless the script is told.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        `label` is None.
    StreamlitDuplicateElementKey
        The key is in use.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        `label` is no text, or a flag is no bool.

    See Also
    --------
    tabs : Several containers, one open at a time.

    Examples
    --------
    >>> with expander("Details"):
    ...     _ = text("more")  # doctest: +SKIP
    """
    if label is None:
        raise StreamlitMissingRequiredParameterError("label")
    if not isinstance(label, str):
        raise TypeError(f"The `label` of an expander must be a text, not {label.__class__.__name__}.")
    kind = check_choice("type", type, ("default", "compact", "step"))
    checked_width = check_width(width, content=False)
    props = add_present(
        {"label": label},
        expanded=check_flag("expanded", expanded) or None,
        icon=check_icon(icon),
        type=None if kind == "default" else kind,
        width=None if checked_width == "stretch" else checked_width,
    )
    identity = {**props, "width": checked_width, "type": kind}
    element_id, is_open = Tracking("expander", key, on_change, args, kwargs, bind).declare_flag(
        props, identity, default="expanded" in props
    )
    return ExpanderContainer(open_container("expander", props, element_id).place, is_open)
