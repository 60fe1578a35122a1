"""Inputs that have a query parameter, and which of the two has the last word.

Statements 52 to 61 of the state specification. The address decides when an input is drawn for the first time,
and again when a visitor goes to another address (back, forward, a link): there a missing parameter means the
default. Otherwise the input decides, and the parameter follows.

It knows no session state: what an input holds it is told.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.errors import EventRefusedError

if TYPE_CHECKING:
    from revoila.elements._element import ElementId, InputSpec
    from revoila.elements._url import UrlForm
    from revoila.state.query_params import QueryParams

_log = logging.getLogger(__name__)

NOTHING = object()
"""What an address says of an input that it does not mention."""


class Bound(NamedTuple):
    """An input that has a query parameter.

    Parameters
    ----------
    id : ElementId
        The input.
    page_hash : str
        The page whose script has drawn it; empty for the script that all pages share.
    """

    id: ElementId
    page_hash: str


class Bindings:
    """The inputs of a session that have a query parameter.

    Parameters
    ----------
    query : QueryParams
        The address.
    """

    def __init__(self, query: QueryParams) -> None:
        self._query = query
        self._bound: dict[str, Bound] = {}
        self._due: set[str] = set()
        """Keys whose value has to show in the address when their input is drawn next."""
        self._obeying = False
        """Whether the address has the last word until a run has gone to its end."""
        self._obeyed: set[ElementId] = set()
        query.bound = self._bound.keys()

    def obey(self) -> None:
        """Give the address the last word: a visitor has gone there."""
        self._obeying = True
        self._obeyed.clear()

    def end(self) -> None:
        """Take note that a run of the whole script has gone to its end."""
        self._obeying = False
        self._obeyed.clear()

    def leave_page(self, before: dict[str, list[str]]) -> None:
        """Release the parameters of the last page, and remove what its inputs have left in the address.

        Parameters
        ----------
        before : dict of str to list of str
            The fields that the address had on that page. One that differs was given with the new address.
        """
        for key, bound in list(self._bound.items()):
            if not bound.page_hash:
                # The inputs that all pages share take theirs along.
                if key in before:
                    self.owe(key)
                continue
            del self._bound[key]
            if self._query.fields.get(key) == before.get(key, []):
                self._query.put(key, [])

    def holds(self, element_id: ElementId) -> bool:
        """Whether an input has a query parameter."""
        return any(bound.id == element_id for bound in self._bound.values())

    def obeys(self, spec: InputSpec[Any]) -> bool:
        """Whether the address has the last word on an input that is drawn now; asked once in each drawing."""
        if not self._obeying or spec.id in self._obeyed:
            return False
        self._obeyed.add(spec.id)
        return True

    def bind(self, spec: InputSpec[Any], page_hash: str) -> None:
        """Give an input its query parameter."""
        self._bound[spec.key or ""] = Bound(spec.id, page_hash)

    def unbind(self, key: str) -> None:
        """Take the query parameter from an input whose author does not want it any more."""
        if self._bound.pop(key, None) is not None:
            self._query.put(key, [])
        self._due.discard(key)

    def clear(self, key: str) -> None:
        """Remove the parameter of an input whose value is deleted."""
        if key in self._bound:
            self._query.put(key, [])

    def release(self, spec: InputSpec[Any]) -> None:
        """Remove the parameter of an input that is not drawn any more."""
        key = spec.key or ""
        bound = self._bound.get(key)
        if bound is not None and bound.id == spec.id:
            del self._bound[key]
            self._query.put(key, [])
        self.owe(key)

    def owe(self, key: str) -> None:
        """Have the value under a key show in the address when its input is drawn next."""
        self._due.add(key)

    def owes(self, key: str) -> bool:
        """Whether the value under a key has to show in the address when its input is drawn next."""
        return key in self._due

    def has(self, key: str) -> bool:
        """Whether an input of this page has a parameter of this name."""
        return key in self._bound

    def read(self, spec: InputSpec[Any], form: UrlForm) -> Any:
        """Return the value that the address has for an input, and put the parameter right.

        Returns
        -------
        object
            The value; `NOTHING` when there is none, or none that the input can have.
        """
        key = spec.key or ""
        texts = self._query.fields.get(key)
        if not texts:
            return NOTHING
        try:
            said = form.wire(texts)
            wire = form.repaired(said)
            value = spec.decode(wire)
        except EventRefusedError as error:
            _log.info("The address has no value for a %s: %s", spec.kind, error)
            self._query.put(key, [])
            return NOTHING
        if wire != said:
            self._query.put(key, form.texts(wire))
        return value

    def write(self, spec: InputSpec[Any], form: UrlForm, value: Any, *, anew: bool) -> None:
        """Have the parameter follow the value of an input.

        Parameters
        ----------
        spec : InputSpec
            The input.
        form : UrlForm
            How its values are written.
        value : object
            What it holds.
        anew : bool
            Whether it got the value by something that has to show in the address. What the script has assigned
            before it drew the input for the first time has not: it does so for every visitor.
        """
        key = spec.key or ""
        default = spec.encode(spec.default)
        # In this order: a slider remembers how many handles it has drawn last.
        wire = spec.encode(value)
        texts = self._query.fields.get(key)
        if wire == default:
            self._query.put(key, [])
        elif texts and _says(form, texts, wire):
            # As the visitor has written it.
            pass
        elif texts is not None or anew or key in self._due:
            self._query.put(key, form.texts(wire))
        self._due.discard(key)


def _says(form: UrlForm, texts: list[str], wire: Any) -> bool:
    try:
        return bool(form.wire(texts) == wire)
    except EventRefusedError:
        return False
