"""``st.query_params``: the query string of the page's address as a mapping.

Follows statements 62 to 73 of the state specification of Streamlit 1.67.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from revoila.errors import StreamlitAPIException, StreamlitQueryParamDictValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

_log = logging.getLogger(__name__)

RESERVED = ("embed", "embed_options")
MAX_LENGTH = 512 * 1024
MAX_FIELDS = 1000


def parse_query(query: str) -> dict[str, list[str]]:
    """Return the fields of a query string, blank values kept; nothing when it is beyond the limits."""
    if len(query) > MAX_LENGTH:
        _log.warning("A query string of %d characters is ignored.", len(query))
        return {}
    try:
        pairs = parse_qsl(query.lstrip("?"), keep_blank_values=True, max_num_fields=MAX_FIELDS)
    except ValueError:
        _log.warning("A query string of more than %d fields is ignored.", MAX_FIELDS)
        return {}
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def without_embed(query: str) -> str:
    """Return a query string without the embed options, which are the page's own affair."""
    fields = parse_query(query)
    return urlencode(
        {name: values for name, values in fields.items() if name.lower() not in RESERVED}, doseq=True
    )


class QueryParams:
    """The fields of the address of one page.

    Parameters
    ----------
    changed : Callable, optional
        Called after each change that the script makes.
    """

    def __init__(self, changed: Callable[[], None] | None = None) -> None:
        self._changed = changed
        self.fields: dict[str, list[str]] = {}
        self.changes = 0
        """Counts what scripts and inputs have changed."""
        self.bound: Collection[str] = ()
        """Fields that belong to inputs; the script changes them through these only."""
        self.asked = ""
        """The query string that was taken over last."""
        self.asked_count = 0
        """How often a visitor has gone to an address."""

    def load(self, query: str) -> None:
        """Take over the address that the browser shows."""
        self.fields = parse_query(query)
        self.asked = self.query()

    def query(self) -> str:
        """Return the fields as a query string."""
        return urlencode(self.fields, doseq=True)

    def put(self, name: str, values: list[str]) -> None:
        """Set a field for its input; without values it is removed."""
        if self.fields.get(name, []) == values:
            return
        if values:
            self.fields = {**self.fields, name: values}
        else:
            self.fields = {other: found for other, found in self.fields.items() if other != name}
        self.notify()

    def replace(self, fields: Mapping[str, list[str]]) -> None:
        """Replace the fields, keeping the embed options and what belongs to inputs."""
        kept = {
            name: values
            for name, values in self.fields.items()
            if name.lower() in RESERVED or name in self.bound
        }
        self.fields = {**kept, **fields}
        self.notify()

    def refuse_bound(self, names: Iterable[str], verb: str) -> None:
        """Refuse a change of fields that belong to inputs.

        Raises
        ------
        StreamlitAPIException
            One of them does.
        """
        for name in names:
            if name in self.bound:
                raise StreamlitAPIException(
                    f"Cannot directly {verb} query parameter '{name}' - it is bound to a widget. "
                    f"Assign `st.session_state[{name!r}]` instead, before the widget is drawn or in a callback."
                )

    def refuse_to_clear(self) -> None:
        """Refuse to remove all fields while some belong to inputs.

        Raises
        ------
        StreamlitAPIException
            Some do.
        """
        names = [repr(name) for name in self.fields if name in self.bound]
        if names:
            raise StreamlitAPIException(
                "Cannot clear query parameters - the following are bound to widgets: "
                f"{', '.join(names)}. Assign to session state instead, or draw the widgets without `bind`."
            )

    def notify(self) -> None:
        """Tell that the script changed the address."""
        self.changes += 1
        if self._changed is not None:
            self._changed()


def to_values(name: str, value: Any) -> list[str]:
    """Return what assigning `value` to a field stores.

    Raises
    ------
    StreamlitQueryParamDictValueError
        The value is a dict.
    StreamlitAPIException
        The field is an embed option.
    """
    if name.lower() in RESERVED:
        message = "Query param embed and embed_options (case-insensitive) cannot be set programmatically."
        raise StreamlitAPIException(message)
    if isinstance(value, Mapping):
        raise StreamlitQueryParamDictValueError(name)
    if isinstance(value, str):
        return [value]
    if isinstance(value, Iterable):
        return [str(item) for item in value]
    return [str(value)]


def to_fields(source: Any) -> dict[str, list[str]]:
    """Return a mapping or an iterable of pairs as fields; of repeated pairs the last counts."""
    return {str(name): to_values(str(name), value) for name, value in dict(source).items()}


class QueryParamsProxy(MutableMapping[str, str]):
    """``st.query_params``: the fields of whichever page is running.

    Reading a repeated field gives its last value; `get_all` gives all.

    Parameters
    ----------
    store : Callable
        Returns the query parameters to use at the moment of each access.
    """

    def __init__(self, store: Callable[[], QueryParams]) -> None:
        object.__setattr__(self, "_store", store)

    def _params(self) -> QueryParams:
        return object.__getattribute__(self, "_store")()  # type: ignore[no-any-return]

    def _visible(self) -> dict[str, list[str]]:
        return {
            name: values for name, values in self._params().fields.items() if name.lower() not in RESERVED
        }

    def __getitem__(self, name: str) -> str:
        """Return the last value of a field.

        Raises
        ------
        KeyError
            There is no such field.
        """
        try:
            values = self._visible()[str(name)]
        except KeyError:
            message = f'st.query_params has no key "{name}".'
            raise KeyError(message) from None
        return values[-1] if values else ""

    def __setitem__(self, name: str, value: Any) -> None:
        """Set a field; an iterable repeats it.

        Raises
        ------
        StreamlitAPIException
            The field is an embed option, or belongs to an input.
        StreamlitQueryParamDictValueError
            The value is a dict.
        """
        params = self._params()
        params.refuse_bound([str(name)], "set")
        params.fields = {**params.fields, str(name): to_values(str(name), value)}
        params.notify()

    def __delitem__(self, name: str) -> None:
        """Remove a field.

        Raises
        ------
        KeyError
            There is no such field.
        StreamlitAPIException
            The field belongs to an input.
        """
        name = str(name)
        params = self._params()
        params.refuse_bound([name], "delete")
        if name not in self._visible():
            message = f'st.query_params has no key "{name}".'
            raise KeyError(message)
        params.fields = {other: values for other, values in params.fields.items() if other != name}
        params.notify()

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names of the fields."""
        return iter(self._visible())

    def __len__(self) -> int:
        """Count the fields."""
        return len(self._visible())

    def __getattr__(self, name: str) -> str:
        """Return the last value of a field as an attribute.

        Raises
        ------
        AttributeError
            There is no such field.
        """
        if name.startswith("__"):
            raise AttributeError(name)
        if name not in self._visible():
            message = f'st.query_params has no attribute "{name}".'
            raise AttributeError(message)
        return self[name]

    def __setattr__(self, name: str, value: Any) -> None:
        """Set a field as an attribute."""
        self[name] = value

    def __delattr__(self, name: str) -> None:
        """Remove a field as an attribute.

        Raises
        ------
        AttributeError
            There is no such field.
        """
        try:
            del self[name]
        except KeyError as error:
            raise AttributeError(error.args[0]) from None

    def __str__(self) -> str:
        """Show every field, embed options too, with a list for those that are repeated."""
        fields = self._params().fields
        return str({name: values[0] if len(values) == 1 else values for name, values in fields.items()})

    def __repr__(self) -> str:
        """Show the same, and what it is."""
        return f"QueryParamsProxy({self})"

    def get_all(self, name: str) -> list[str]:
        """Return all values of a field, none when it is missing."""
        return list(self._visible().get(str(name), []))

    def to_dict(self) -> dict[str, str]:
        """Return each field with its last value."""
        return dict(self.items())

    def from_dict(self, source: Any) -> None:
        """Replace all fields by those of a mapping or pairs; embed options and what belongs to inputs stay.

        Raises
        ------
        StreamlitQueryParamDictValueError
            A value is a dict.
        StreamlitAPIException
            A name is an embed option, or belongs to an input.
        """
        params, fields = self._params(), to_fields(source)
        params.refuse_bound(fields, "set")
        params.replace(fields)

    def update(self, source: Any = (), /, **fields: Any) -> None:
        """Set several fields with one change of the address.

        Raises
        ------
        StreamlitQueryParamDictValueError
            A value is a dict.
        StreamlitAPIException
            A name is an embed option, or belongs to an input.
        """
        values = to_fields(dict(source, **fields))
        params = self._params()
        params.refuse_bound(values, "set")
        params.fields = {**params.fields, **values}
        params.notify()

    def clear(self) -> None:
        """Remove all fields but the embed options.

        Raises
        ------
        StreamlitAPIException
            Some belong to inputs.
        """
        params = self._params()
        params.refuse_to_clear()
        params.replace({})
