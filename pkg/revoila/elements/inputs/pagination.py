"""Numbers of pages to turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present, check_width
from revoila.elements._url import number_form
from revoila.elements.inputs._declaration import declare, refuse
from revoila.errors import (
    StreamlitAPIException,
    StreamlitInvalidParameterTypeError,
    StreamlitValueOutOfRangeError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_MOST = 2**31 - 1
"""So many pages Streamlit can count."""


def pagination(
    num_pages: int,
    *,
    default: int = 1,
    max_visible_pages: int | None = 7,
    width: str | int = "content",
    key: str | int | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    disabled: bool = False,
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> int:
    """Show page numbers with arrows beside them and return the current one.

    Behaviour of Streamlit 1.67 ``st.pagination``.

    Parameters
    ----------
    num_pages : int
        How many pages there are.
    default : int, default 1
        The page on the first run.
    max_visible_pages : int or None, default 7
        How many numbers show at once; the first and the last always do. None shows all of them, 0 the arrows
        alone. Where there is no room for so many there are fewer.
    width : {"content", "stretch"} or int, default "content"
        Width; a number is in CSS pixels.
    key : str or int, optional
        Identity across runs and the name in session state.
    on_change : {"rerun", "ignore"} or callable, default "rerun"
        Called before the script when the page changes. ``"ignore"`` leaves the new page to the next run.
    args, kwargs : iterable and mapping, optional
        Arguments of `on_change`.
    disabled : bool, default False
        Whether it refuses changes.
    bind : {"query-params"}, optional
        Keeps the value in the address of the page, as the query parameter of the name `key`: a link to the page
        then brings the value along. It is there only while it is not the default. Needs a key.
    persist_state : {"page", "session"}, optional
        How long the value is kept while the input is not drawn: for as long as its page is shown, or for the
        whole session. By default it is forgotten. Needs a key.
    rerun : bool, default True
        Whether a change runs the script; if not, the value is there in the next run, whatever starts it. Not in
        Streamlit.

    Returns
    -------
    int
        The current page, counted from 1.

    Raises
    ------
    StreamlitValueOutOfRangeError
        There is no page `default`.
    StreamlitInvalidParameterTypeError
        `default` is no int.
    StreamlitAPIException
        `num_pages` is no positive int, `max_visible_pages` is negative, or another parameter is not valid; the
        class tells which mistake it is.
    TypeError
        A flag is no bool.

    Examples
    --------
    >>> page = pagination(20)
    >>> rows = range(10 * page - 10, 10 * page)
    """
    base = declare(
        "pagination",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    pages = _check_pages(num_pages)
    first = _check_default(default, pages)

    def is_page(value: Any) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= pages

    def decode(wire: Any) -> int:
        if not is_page(wire):
            refuse(wire, "not a page")
        return int(wire)

    checked_width = check_width(width)
    props = add_present(
        {"num_pages": pages},
        max_visible_pages=_check_visible(max_visible_pages),
        width=None if checked_width == "content" else checked_width,
    )
    return base.draw(
        props,
        default=first,
        decode=decode,
        encode=int,
        accept=lambda value: value if is_page(value) else first,
        identity={"value": first},
        url=number_form(),
    )


def _check_pages(pages: Any) -> int:
    if isinstance(pages, bool) or not isinstance(pages, int) or not 1 <= pages <= _MOST:
        raise StreamlitAPIException(f"`num_pages` must be an int from 1 to {_MOST}, not {pages!r}.")
    return pages


def _check_default(default: Any, pages: int) -> int:
    if isinstance(default, bool) or not isinstance(default, int):
        raise StreamlitInvalidParameterTypeError("default", type(default), ["int"])
    if not 1 <= default <= pages:
        raise StreamlitValueOutOfRangeError("default", default, 1, pages)
    return default


def _check_visible(count: Any) -> int | None:
    if count is not None and (isinstance(count, bool) or not isinstance(count, int) or count < 0):
        raise StreamlitAPIException(
            f"`max_visible_pages` must be an int that is not negative, or None, not {count!r}."
        )
    # All pages are fewer than any number that a browser could not count to.
    return None if count is None else min(count, _MOST)
