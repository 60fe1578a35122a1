"""What do all inputs declare alike? Key, identity, callback, form, flags, label.

It knows no kind of input: what a value is and how it travels says the module
of each command.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from revoila.elements._draw import active_form, draw_input, first_default
from revoila.elements._element import InputSpec, Place, Props
from revoila.elements._identity import check_input_key, derive_id
from revoila.elements._params import (
    add_present,
    call_args,
    call_kwargs,
    check_flag,
    check_label_visibility,
    check_on_change,
    check_persistence,
    check_width,
    help_text,
)
from revoila.errors import EventRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._element import ElementId
    from revoila.elements._url import UrlForm
    from revoila.elements.inputs._uploads import UploadRule

T = TypeVar("T")

_NOT_IDENTITY = frozenset({"arrow", "debounce", "disabled", "label_visibility", "wrap"})
"""How an input looks, and data that is too large to be compared each time: its command has a digest of it."""
_log = logging.getLogger(__name__)


# As `InputSpec` not frozen, and for the same reason.
@dataclass(slots=True, kw_only=True)
class Declaration:
    """The checked parameters that all inputs have.

    Parameters
    ----------
    kind : str
        Name of the command.
    key : str or None
        The author's key.
    form : str or None
        Id of the form around the input.
    disabled : bool
        Whether events are refused.
    on_change : Callable or None
        Called before the script body.
    rerun : bool
        Whether a change starts a run.
    args, kwargs
        Arguments of `on_change`.
    trigger : bool
        The value holds for one run only.
    persist : str or None
        How long the value is kept while the input is not drawn.
    bound : bool
        Whether the value has a query parameter.
    """

    kind: str
    key: str | None
    form: str | None
    disabled: bool
    on_change: Callable[..., Any] | None = None
    rerun: bool = True
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    trigger: bool = False
    persist: str | None = None
    bound: bool = False

    def draw(
        self,
        props: Props,
        *,
        default: T,
        decode: Callable[[Any], T],
        encode: Callable[[T], Any],
        accept: Callable[[T], T] | None = None,
        identity: Mapping[str, Any],
        keyed: Iterable[str] = (),
        url: UrlForm | None = None,
        fill: Callable[[Any], T] | None = None,
        place: Place | None = None,
        uploads: UploadRule | None = None,
        settle: Callable[[Any], T] | None = None,
        size: Callable[[], Props] | None = None,
    ) -> T:
        """Draw the input and return its value.

        Parameters
        ----------
        props : dict
            What it shows. All of it is part of the identity of an input
            without a key, but for the visibility of the label.
        default : T
            Value before anybody touched it.
        decode, encode, accept, fill, settle
            As in `InputSpec`.
        identity : mapping of str to object
            What else is part of the identity, the default above all.
        keyed : iterable of str
            Names in `props` and `identity` that still count when there is a key.
        url : UrlForm, optional
            How values are written in the address if the author wants that.
        place : Place, optional
            Where it goes; default is where it is called.
        uploads : UploadRule, optional
            Which files a browser may send, for an input whose values are files.
        size : Callable, optional
            Returns the props of its size, which are checked once it is declared.
        """
        spec = InputSpec(
            id=self.identify(props, identity, keyed),
            kind=self.kind,
            key=self.key,
            default=default,
            decode=decode,
            encode=encode,
            accept=accept,
            trigger=self.trigger,
            disabled=self.disabled,
            assignable=not self.trigger and uploads is None,
            rerun=self.rerun,
            on_change=self.on_change,
            args=self.args,
            kwargs=self.kwargs,
            form=self.form,
            persist=self.persist,
            url=url if self.bound else None,
            fill=fill,
            uploads=uploads,
            settle=settle,
        )
        value: T = draw_input(spec, props, place, size)
        return value

    def identify(self, props: Props, identity: Mapping[str, Any], keyed: Iterable[str] = ()) -> ElementId:
        """Return the identity of the input; parameters as in `draw`."""
        if self.key is not None:
            params = {name: (identity if name in identity else props)[name] for name in keyed}
        else:
            params = {name: prop for name, prop in props.items() if name not in _NOT_IDENTITY}
            params |= identity
        return derive_id(self.kind, self.key, params, tuple(keyed))

    def first_default(self, props: Props, identity: Mapping[str, Any], keyed: Iterable[str], default: T) -> T:
        """Return the default of the first drawing, for an input whose author gave the present.

        Parameters
        ----------
        props, identity, keyed
            As in `draw`.
        default : T
            The present, for an input that is drawn for the first time.
        """
        first: T = first_default(self.identify(props, identity, keyed), default)
        return first


def declare(
    command: str,
    *,
    key: str | int | None,
    on_change: Any,
    args: Iterable[Any] | None,
    kwargs: Mapping[str, Any] | None,
    disabled: Any,
    bind: Any,
    persist_state: Any,
    rerun: Any = True,
) -> Declaration:
    """Check the parameters that all inputs with a value have."""
    checked_key = check_input_key(key)
    callback, reruns = check_on_change(on_change)
    check_persistence(checked_key, bind, persist_state)
    return Declaration(
        kind=command,
        key=checked_key,
        form=active_form(),
        disabled=check_flag("disabled", disabled),
        on_change=callback,
        rerun=check_flag("rerun", rerun) and reruns,
        args=call_args(args),
        kwargs=call_kwargs(kwargs),
        persist=persist_state,
        bound=bind is not None,
    )


def face(
    label: Any,
    *,
    help: Any,
    label_visibility: Any,
    width: Any = "stretch",
    usual_width: str = "stretch",
) -> Props:
    """Return the props that all inputs with a value share.

    Parameters
    ----------
    label : object
        Text, as Markdown; anything else becomes text, None becomes empty.
    help : str or None
        Tooltip.
    label_visibility : str
        ``"visible"``, ``"hidden"`` or ``"collapsed"``.
    width : str or int, default "stretch"
        As given.
    usual_width : str, default "stretch"
        Default of the command, which does not travel; also tells whether
        ``"content"`` is allowed.
    """
    text = label_text(label)
    if not text:
        _log.warning("Screen readers need a label: give one, and hide it with `label_visibility`.")
    sized = size(width, usual_width)
    visibility = check_label_visibility(label_visibility)
    return add_present(
        {"label": text},
        help=help_text(help),
        label_visibility=None if visibility == "visible" else visibility,
        **sized,
    )


def size(width: Any, usual_width: str = "stretch") -> Props:
    """Return the prop for the width of an input; none for the usual one.

    Parameters
    ----------
    width : str or int
        As given.
    usual_width : str, default "stretch"
        As in `face`.
    """
    checked = check_width(width, content=usual_width == "content")
    return {} if checked == usual_width else {"width": checked}


def label_text(label: Any) -> str:
    """Return a label as text: empty for None."""
    return "" if label is None else str(label)


def optional_text(value: Any) -> str | None:
    """Return a text that may be missing."""
    return None if value is None else str(value)


def only_true(parameter: str, value: Any) -> bool | None:
    """Return True for a set flag and None for an unset one, which then does not travel."""
    return check_flag(parameter, value) or None


def refuse(wire: object, reason: str) -> NoReturn:
    """Refuse a value that a browser sent.

    The value itself is not repeated: logs are no place for what visitors type.

    Raises
    ------
    EventRefusedError
        Always.
    """
    raise EventRefusedError(f"{type(wire).__name__}: {reason}")
