"""A slider over options, with one handle or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present
from revoila.elements._url import text_form
from revoila.elements.inputs._choices import Labelled
from revoila.elements.inputs._declaration import declare, face, refuse
from revoila.elements.inputs._pauses import check_debounce
from revoila.elements.inputs._written import readable_text
from revoila.errors import StreamlitMissingRequiredParameterError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import timedelta

    from revoila.elements._url import UrlForm

_HANDLES = 2
"""Handles of a range."""

_NEAR = 5e-12
"""Floats that differ by less are the same option."""


def select_slider(
    label: str,
    options: Any = (),
    value: Any = None,
    format_func: Callable[[Any], Any] = str,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    bind: str | None = None,
    persist_state: str | None = None,
    rerun: bool = True,
    debounce: float | timedelta | str | None = None,
) -> Any:
    """Show a slider over options and return the option, or the two options, at its handles.

    Behaviour of Streamlit 1.67 `st.select_slider`.

    Parameters
    ----------
    label : str
        Text above the slider, as Markdown.
    options : iterable
        What can be chosen, in this order: any iterable, an enum, or the first column of a frame.
    value : object, or list or tuple of two, optional
        The option on the first run, by default the first; two make a range.
    format_func : callable, default str
        From an option to its label.
    key : str or int, optional
        Identity across runs and the name in session state.
    help, on_change, args, kwargs, disabled, label_visibility, width
        As in `text_input`.
    bind : {"query-params"}, optional
        Keeps the value in the address of the page, as the query parameter of the name `key`: a link to the page
        then brings the value along. It is there only while it is not the default. Needs a key.
    persist_state : {"page", "session"}, optional
        How long the value is kept while the input is not drawn: for as long as its page is shown, or for the
        whole session. By default it is forgotten. Needs a key.
    rerun : bool, default True
        Whether a change runs the script; if not, the value is there in the next run, whatever starts it. Not in
        Streamlit.
    debounce : float, timedelta or str, optional
        How long a handle that moves has to rest before its value is sent, as in `slider`. Not in Streamlit.

    Returns
    -------
    object or tuple of object
        A copy of the option; of a range, copies of its ends in order.

    Raises
    ------
    StreamlitMissingRequiredParameterError
        There are no options.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    ValueError
        `value` is no option, or a list that has not two of them.
    TypeError
        A flag is no bool, or `format_func` returns no text.

    See Also
    --------
    slider : A slider over numbers, dates or times.

    Examples
    --------
    >>> low, high = select_slider("Size", ["S", "M", "L"], value=("S", "L"))  # doctest: +SKIP
    """
    base = declare(
        "select_slider",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=bind,
        persist_state=persist_state,
        rerun=rerun,
    )
    stops = Stops(options, value, format_func)
    props = add_present(
        face(label, help=help, label_visibility=label_visibility, width=width),
        options=stops.labels,
        debounce=check_debounce(debounce),
    )
    return base.draw(
        props,
        default=stops.default,
        decode=stops.decode,
        encode=stops.encode,
        accept=stops.accept,
        identity={"value": stops.positions},
        url=stops.url,
        settle=stops.settle,
    )


class Stops(Labelled):
    """Options at which the handles of a slider stop.

    Parameters
    ----------
    options : object
        As the author passes them.
    value : object
        The option on the first run, or two of them.
    format_func : Callable
        From an option to its label.
    """

    __slots__ = ("default", "handles", "positions")

    def __init__(self, options: Any, value: Any, format_func: Callable[[Any], Any]) -> None:
        super().__init__(options, format_func)
        if not self.options:
            raise StreamlitMissingRequiredParameterError("options", detail="Give at least one option.")
        self.positions = _positions(self.options, value)
        # Session state may turn a slider into a range; what was drawn last says what can come back.
        self.handles = len(self.positions)
        values = tuple(self.options[position] for position in self.positions)
        self.default = values if self.is_range else values[0]

    @property
    def url(self) -> UrlForm:
        """How the options are written in an address, where the order does not matter."""
        return text_form(several=True, repair=self._repaired)

    def decode(self, wire: Any) -> Any:
        """Return the options to which a visitor moved the handles."""
        if not isinstance(wire, list) or len(wire) != self.handles:
            refuse(wire, f"not a list of {self.handles}")
        labels = [readable_text(label) for label in wire]
        places = [self.position(label) for label in labels]
        known = [place for place in places if place is not None]
        if len(known) != len(places):
            refuse(wire, "not an option")
        if known != sorted(known):
            refuse(wire, "not in order")
        values = tuple(self.option(label) for label in labels)
        return values if self.handles == _HANDLES else values[0]

    def encode(self, value: Any) -> list[str]:
        """Return the labels at the handles, in order; none for None."""
        self.handles = 1
        if value is None and all(option is not None for option in self.options):
            return []
        if not self._is_pair(value):
            return [self.label_of(value)]
        self.handles = _HANDLES
        return sorted((self.label_of(one) for one in value), key=lambda label: self.position(label) or 0)

    def accept(self, value: Any) -> Any:
        """Return a kept or assigned value if it still has its labels here, else the default."""
        if value is None:
            return None
        if not self._is_pair(value):
            try:
                return self.current(value)
            except KeyError:
                return self.options[self.positions[0]]
        try:
            ends = tuple(self.current(one) for one in value)
        except KeyError:
            ends = ()
        if len(ends) != _HANDLES:
            return self.options[self.positions[0]], self.options[self.positions[1] if self.is_range else -1]
        return ends

    def settle(self, value: Any) -> Any:
        """Return options of this run; the default for one where the author asks for two, or the other way."""
        if self._is_pair(value) != self.is_range:
            return self.default
        if not self.is_range:
            return self.renewed(value)
        ends = tuple(map(self.renewed, value))
        same = isinstance(value, tuple) and all(new is old for new, old in zip(ends, value, strict=True))
        return value if same else ends

    @property
    def is_range(self) -> bool:
        """Whether the author asks for two options."""
        return len(self.positions) == _HANDLES

    def _is_pair(self, value: Any) -> bool:
        """Whether a value means two options; a tuple may be an option itself."""
        kinds = (list, tuple) if self.is_range else tuple
        return isinstance(value, kinds) and self.position(self.label_of(value)) is None

    def _repaired(self, labels: list[str]) -> list[str]:
        if len(labels) != len(self.positions):
            refuse(labels, "another number of options")
        places = [self.position(label) for label in labels]
        known = [at if place is None else place for place, at in zip(places, self.positions, strict=True)]
        return [self.labels[place] for place in sorted(known)]


def _positions(options: list[Any], value: Any) -> list[int]:
    if not isinstance(value, list | tuple):
        return [_position(options, value)] if value is not None or None in options else [0]
    if len(value) != _HANDLES:
        raise ValueError(f"`value` of a range has two options, not {len(value)}.")
    return sorted(_position(options, one) for one in value)


def _position(options: list[Any], value: Any) -> int:
    for position, option in enumerate(options):
        if option == value or (
            isinstance(option, float) and isinstance(value, float) and abs(option - value) < _NEAR
        ):
            return position
    raise ValueError(f"The value {value!r} is not part of the options.")
