"""Containers of which one is open at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from revoila.elements._draw import open_container
from revoila.elements._params import add_present, check_height, check_width
from revoila.elements._url import text_form
from revoila.elements.inputs._declaration import refuse
from revoila.elements.layout._tracking import Foldable, Tracking
from revoila.errors import (
    StreamlitInvalidParameterTypeError,
    StreamlitMissingRequiredParameterError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


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
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    bind: str | None = None,
) -> tuple[TabContainer, ...]:
    """Put containers on the page that a row of labels opens, one at a time, and return them.

    As ``st.tabs`` of Streamlit 1.67. The script fills all of them in every run. To fill only the open one,
    have the script told which it is (`on_change`) and look at ``open``.

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
        Name of the tabs: a CSS class ``st-key-<key>``, and the name in session state if it tells the script
        what is open.
    on_change : {"ignore", "rerun"} or callable, default "ignore"
        What opening another tab does. With ``"ignore"`` the page does it alone; otherwise it tells the script, which
        runs again, and a callable runs before it.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_change`.
    bind : {"query-params"}, optional
        Keeps the label of the open tab in the address of the page, as the query parameter of the name `key`; the
        script learns of it. Needs a key, and labels that differ.

    Returns
    -------
    tuple of TabContainer
        The containers, in the order of their labels. Their ``open`` says which is open, None unless the script is
        told.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        There is no label.
    StreamlitInvalidParameterTypeError
        A label is no text.
    StreamlitValueError
        `default` is no label, or labels repeat or are empty although `bind` is given.
    StreamlitDuplicateElementKey
        The key is in use.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.

    See Also
    --------
    expander : One container that opens and closes.

    Examples
    --------
    >>> cat, dog = tabs(["Cat", "Dog"])
    >>> _ = cat.text("miaow")
    """
    labels = _labels(tabs)
    if not labels:
        raise StreamlitMissingRequiredParameterError("tabs", detail="Give at least one label.")
    for label in labels:
        if not isinstance(label, str):
            raise StreamlitInvalidParameterTypeError("tabs", type(label), ["str for each label"])
    if default and default not in labels:
        raise StreamlitValueError("default", ["one of the labels"], detail=f"{default!r} is none of them.")
    tracking = Tracking("tabs", key, on_change, args, kwargs, bind)
    if bind is not None:
        _check_nameable(labels)
    checked_width, checked_height = check_width(width, content=False), check_height(height)
    first = default or labels[0]
    props = add_present(
        {},
        default=labels.index(first) if default else None,
        width=None if checked_width == "stretch" else checked_width,
        height=None if checked_height == "content" else checked_height,
    )
    element_id, shown = tracking.declare(
        props,
        {"labels": labels, "default": default, "width": width, "height": height},
        default=first,
        decode=lambda wire: wire if wire in labels else refuse(wire, "not a label"),
        accept=lambda value: value if value in labels else first,
        url=text_form(),
    )
    row = open_container("tabs", props, element_id)
    return tuple(
        TabContainer(
            open_container("tab", {"label": label}, within=row.place).place,
            label == shown if tracking.tells else None,
        )
        for label in labels
    )


def _labels(tabs: Any) -> list[Any]:
    if isinstance(tabs, Mapping):
        raise KeyError("`tabs` is a list of labels, not a mapping. Pass `list(...)` of it.")
    if isinstance(tabs, Iterator):
        raise TypeError("`tabs` is a list of labels, not an iterator. Pass `list(...)` of it.")
    return [] if tabs is None else list(tabs)


def _check_nameable(labels: list[str]) -> None:
    if not all(labels):
        raise StreamlitValueError("tabs", ["non-empty labels"], detail="An address cannot name the others.")
    if len(set(labels)) < len(labels):
        raise StreamlitValueError("tabs", ["unique labels"], detail="An address can only name such tabs.")
