"""What an input with several values returns: a dictionary to read, by key or by attribute."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, NoReturn, Self


class StateDict(dict[Any, Any]):
    """A dictionary that cannot be changed; its entries are attributes too.

    Behaviour of the states of Streamlit 1.67, such as ``DataEditorState``: dictionaries inside are read-only
    as well, lists are ordinary lists.

    Examples
    --------
    >>> state = StateDict({"selection": {"rows": [3]}})
    >>> state.selection.rows
    [3]
    """

    def __getitem__(self, key: Any) -> Any:
        item = super().__getitem__(key)
        return StateDict(item) if type(item) is dict else item

    def __getattr__(self, name: str) -> Any:
        """Return an entry.

        Raises
        ------
        AttributeError
            There is none of this name.
        """
        try:
            return self[name]
        except KeyError:
            message = f"{type(self).__name__!r} object has no attribute {name!r}"
            raise AttributeError(message) from None

    def get(self, key: Any, default: Any = None) -> Any:
        """Return the entry under `key`, or `default`."""
        return self[key] if key in self else default  # noqa: SIM401 - which would call itself

    def __copy__(self) -> Self:
        return type(self)(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return type(self)({key: deepcopy(item, memo) for key, item in dict.items(self)})

    def __reduce__(self) -> tuple[type[Self], tuple[dict[Any, Any]]]:
        return type(self), (dict(self),)

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise TypeError(f"{type(self).__name__} is read-only. What it says comes from the page.")

    __setitem__ = __delitem__ = __setattr__ = __delattr__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse
