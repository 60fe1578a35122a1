"""A container that opens and closes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import open_container
from revoila.elements._icon import check_icon
from revoila.elements._params import add_present, check_choice, check_flag, check_persistence, check_width
from revoila.elements.layout._arrangement import Foldable, check_tracking, claim_key
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
    args: Iterable[Any] | None = None,  # noqa: ARG001 - of a callback, which is to come
    kwargs: Mapping[str, Any] | None = None,  # noqa: ARG001
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
        Name of the container: a CSS class ``st-key-<key>`` and a stable identity.
    icon : str, optional
        One emoji, ``":material/name:"`` or ``"spinner"``.
    type : {"default", "compact", "step"}
        Look.
    width : "stretch" or int
        Width; a number is in CSS pixels.
    on_change : "ignore"
        What opening and closing does; only nothing is available yet.
    args, kwargs : iterable and mapping, optional
        Arguments of a callback.
    bind : str, optional
        Not available yet.

    Returns
    -------
    ExpanderContainer
        The container.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        `label` is None.
    StreamlitDuplicateElementKey
        The key is in use.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    NotImplementedError
        `on_change` asks for more than nothing, or `bind` is given.
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
    check_persistence("expander", None if key is None else str(key), bind)
    check_tracking("expander", on_change)
    checked_key, element_id = claim_key("expander", key)
    return ExpanderContainer(
        open_container("expander", add_present(props, key=checked_key), element_id).place
    )
