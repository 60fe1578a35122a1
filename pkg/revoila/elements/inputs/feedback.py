"""A rating: thumbs, faces or stars."""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present, check_choice, check_width
from revoila.elements._url import number_form
from revoila.elements.inputs._declaration import declare, refuse
from revoila.errors import StreamlitValueOutOfRangeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._element import Props

_COUNTS = {"thumbs": 2, "faces": 5, "stars": 5}


def feedback(
    options: str = "thumbs",
    *,
    key: str | int | None = None,
    default: int | None = None,
    disabled: bool = False,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    width: str | int = "content",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
) -> int | None:
    """Show thumbs, faces or stars and return the rating.

    Behaviour of Streamlit 1.67 `st.feedback`. A second press takes the rating back.

    Parameters
    ----------
    options : {"thumbs", "faces", "stars"}, default "thumbs"
        What is shown: 0 is down or the worst, 1 is up, 4 is the best face or all five stars.
    key : str or int, optional
        Identity across runs and the name in session state; `options` counts too.
    default : int, optional
        The rating on the first run; by default none.
    disabled, on_change, args, kwargs
        As in `text_input`.
    width : {"content", "stretch"} or int, default "content"
        Width; a number is in CSS pixels.
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
    int or None
        The rating, from 0; None when there is none.

    Raises
    ------
    StreamlitValueOutOfRangeError
        `default` is no rating of this kind.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        A flag is no bool, or `default` no int.

    Examples
    --------
    >>> stars = feedback("stars")  # doctest: +SKIP
    """
    base = declare(
        "feedback",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    rating = Rating(_COUNTS[check_choice("options", options, tuple(_COUNTS))], default)
    checked_width = check_width(width, content=True)
    props: Props = add_present(
        {"options": options}, width=None if checked_width == "content" else checked_width
    )
    return base.draw(
        props,
        default=rating.default,
        decode=rating.decode,
        encode=lambda value: value,
        accept=rating.accept,
        identity={"value": default},
        keyed=("options",),
        url=number_form(empty=None),
    )


@dataclass(frozen=True, slots=True)
class Rating:
    """Which ratings there are.

    Parameters
    ----------
    count : int
        How many; the lowest is 0.
    default : int or None
        Rating on the first run.
    """

    count: int
    default: int | None

    def __post_init__(self) -> None:
        if self.default is not None:
            if not _is_int(self.default):
                raise TypeError(f"`default` must be an int or None, not {type(self.default).__name__}.")
            if self.default not in range(self.count):
                raise StreamlitValueOutOfRangeError("default", self.default, 0, self.count - 1)

    def decode(self, wire: Any) -> int | None:
        """Return the rating that a visitor gave, None when they took it back."""
        if wire is None:
            return None
        if not _is_int(wire) or wire not in range(self.count):
            refuse(wire, "not a rating")
        return int(wire)

    def accept(self, value: Any) -> int | None:
        """Return a kept or assigned rating if there is such a one, else the default."""
        if value is None or (_is_int(value) and value in range(self.count)):
            return value  # type: ignore[no-any-return]
        return self.default


def _is_int(value: object) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool)
