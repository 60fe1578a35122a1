"""Containers that visitors open and close, and that may tell the script about it.

They tell when ``on_change`` is not ``"ignore"`` or when they are bound to the address. Then they are inputs,
too: what is open is their value. Identity follows statement 9 of the state specification: all parameters, also
with a key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._draw import active_form, declare_input
from revoila.elements._element import InputSpec
from revoila.elements._handle import DeltaGenerator
from revoila.elements._identity import check_key, derive_id
from revoila.elements._params import call_args, call_kwargs, check_flag, check_on_change, check_persistence
from revoila.elements._url import flag_form
from revoila.elements.inputs._declaration import refuse
from revoila.elements.layout._arrangement import claim_key
from revoila.errors import StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from revoila.elements._element import ElementId, Place, Props
    from revoila.elements._url import UrlForm


class Foldable(DeltaGenerator):
    """A container that visitors open and close.

    Parameters
    ----------
    place : Place or None
        Where it draws.
    is_open : bool, optional
        Whether it is open, if it tells.
    """

    def __init__(self, place: Place | None, is_open: bool | None = None) -> None:
        super().__init__(place)
        self._open = is_open

    @property
    def open(self) -> bool | None:
        """Whether it is open; None when it does not tell the script."""
        return self._open


class Tracking:
    """Whether and how a container tells the script what is open.

    Parameters
    ----------
    command : str
        Name of the command.
    key : str or int or None
        The author's key.
    on_change : object
        As given.
    args, kwargs : iterable and mapping, optional
        Arguments of a callback.
    bind : str, optional
        As given.

    Raises
    ------
    StreamlitValueError
        `on_change` is neither a callable nor ``"rerun"`` or ``"ignore"``, or `bind` is unknown.
    StreamlitInvalidFormCallbackError
        A callable, inside a form.
    StreamlitMissingRequiredParameterError
        `bind` without a key.
    StreamlitAPIException
        `bind` to a reserved query parameter.
    """

    def __init__(
        self,
        command: str,
        key: str | int | None,
        on_change: Any,
        args: Iterable[Any] | None,
        kwargs: Mapping[str, Any] | None,
        bind: Any = None,
    ) -> None:
        if on_change is None:
            raise StreamlitValueError("on_change", ["'rerun'", "'ignore'", "a callback function"])
        self._callback, self._reruns = check_on_change(on_change)
        self.tells = self._reruns or bind is not None
        # An empty key counts as none where nothing is remembered under it: so it is in Streamlit.
        self._key = None if key == "" and not self.tells else check_key(key)
        check_persistence(self._key, bind)
        self._bound = bind is not None
        self._command = command
        self._args = call_args(args)
        self._kwargs = call_kwargs(kwargs)

    def declare(
        self,
        props: Props,
        identity: Mapping[str, Any],
        *,
        default: Any,
        decode: Callable[[Any], Any],
        accept: Callable[[Any], Any],
        url: UrlForm,
    ) -> tuple[ElementId | None, Any]:
        """Declare the container, as an input if it tells.

        Parameters
        ----------
        props : dict
            What it shows; completed with what an input has.
        identity : mapping of str to object
            Every parameter that is part of its identity.
        default : object
            What is open at first.
        decode, accept : Callable
            As of an `InputSpec`.
        url : UrlForm
            How it is written in an address.

        Returns
        -------
        element_id : ElementId or None
            Its identity, if it has one.
        value : object
            What is open; the default if it does not tell.
        """
        if not self.tells:
            key, element_id = claim_key(self._command, self._key)
            if key is not None:
                props["key"] = key
            return element_id, default
        params = {**identity, "form": active_form()}
        spec: InputSpec[Any] = InputSpec(
            id=derive_id(self._command, self._key, params, tuple(params)),
            kind=self._command,
            key=self._key,
            default=default,
            decode=decode,
            encode=lambda value: value,
            accept=accept,
            rerun=self._reruns,
            on_change=self._callback,
            args=self._args,
            kwargs=self._kwargs,
            url=url if self._bound else None,
        )
        return spec.id, declare_input(spec, props)

    def declare_flag(
        self, props: Props, identity: Mapping[str, Any], *, default: bool
    ) -> tuple[ElementId | None, bool | None]:
        """Declare a container that is open or closed.

        Returns
        -------
        element_id : ElementId or None
            Its identity, if it has one.
        is_open : bool or None
            Whether it is open; None if it does not tell.
        """
        element_id, value = self.declare(
            props, identity, default=default, decode=_decode, accept=_accept, url=flag_form()
        )
        return element_id, bool(value) if self.tells else None


def _decode(wire: Any) -> bool:
    if not isinstance(wire, bool):
        refuse(wire, "not a bool")
    return wire


def _accept(value: Any) -> bool:
    return check_flag("session_state value", value)
