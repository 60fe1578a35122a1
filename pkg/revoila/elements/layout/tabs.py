"""Containers of which one is open at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import open_container
from revoila.elements._params import add_present, check_height, check_persistence, check_width
from revoila.elements.layout._arrangement import Foldable, check_tracking, claim_key
from revoila.errors import (
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping


class TabContainer(Foldable):
    """One of those that `tabs` returns."""


def tabs(
    tabs: Iterable[str],
    *,
    width: str | int = "stretch",
    height: str | int = "content",
    default: str | None = None,
    key: str | int | None = None,
    on_change: Callable[..., Any] | str = "ignore",
    args: Iterable[Any] | None = None,  # noqa: ARG001 - of a callback, which is to come
    kwargs: Mapping[str, Any] | None = None,  # noqa: ARG001
    bind: str | None = None,
) -> tuple[TabContainer, ...]:
    """Put containers on the page that a row of labels opens, one at a time, and return them.

    As ``st.tabs`` of Streamlit 1.67. The script fills all of them in every run.

    Parameters
    ----------
    tabs : iterable of str
        Labels, as Markdown.
    width : "stretch" or int
        Width; a number is in CSS pixels.
    height : {"content", "stretch"} or int
        Height; a number is in CSS pixels, and more content scrolls.
    default : str, optional
        Label of the tab that is open at first; by default the first.
    key : str or int, optional
        Name of the tabs: a CSS class ``st-key-<key>`` and a stable identity.
    on_change : "ignore"
        What opening another tab does; only nothing is available yet.
    args, kwargs : iterable and mapping, optional
        Arguments of a callback.
    bind : str, optional
        Not available yet.

    Returns
    -------
    tuple of TabContainer
        The containers, in the order of their labels.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        There is no label.
    StreamlitInvalidParameterTypeError
        A label is no text.
    StreamlitValueError
        `default` is no label, or labels repeat although `bind` is given.
    StreamlitDuplicateElementKey
        The key is in use.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    NotImplementedError
        `on_change` asks for more than nothing, or `bind` is given.

    See Also
    --------
    expander : One container that opens and closes.

    Examples
    --------
    >>> cat, dog = tabs(["Cat", "Dog"])
    >>> _ = cat.text("miaow")
    """
    given: Any = tabs
    labels = [] if given is None else list(given)
    if not labels:
        raise StreamlitMissingRequiredParameterError("tabs", detail="Give at least one label.")
    for label in labels:
        if not isinstance(label, str):
            raise StreamlitInvalidParameterTypeError("tabs", type(label), ["str for each label"])
    if default and default not in labels:
        raise StreamlitValueError("default", ["one of the labels"], detail=f"{default!r} is none of them.")
    checked_width, checked_height = check_width(width, content=False), check_height(height)
    if bind is not None and len(set(labels)) < len(labels):
        raise StreamlitValueError("tabs", ["labels that differ"], detail="A URL can only name such a tab.")
    check_persistence("tabs", None if key is None else str(key), bind)
    check_tracking("tabs", on_change)
    checked_key, element_id = claim_key("tabs", key)
    props = add_present(
        {},
        default=labels.index(default) if default else None,
        width=None if checked_width == "stretch" else checked_width,
        height=None if checked_height == "content" else checked_height,
        key=checked_key,
    )
    row = open_container("tabs", props, element_id)
    return tuple(
        TabContainer(open_container("tab", {"label": label}, within=row.place).place) for label in labels
    )
