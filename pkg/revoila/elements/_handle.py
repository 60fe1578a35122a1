"""The object that draws into one place: what containers and elements return.

Every drawing command is a plain function; a handle offers the same functions
as methods through descriptors that switch the active place for the duration of
the call. Type checkers know the methods from the generated ``_methods.pyi``.
"""

from __future__ import annotations

from functools import update_wrapper
from importlib import import_module
from inspect import Parameter, signature
from types import MethodType
from typing import TYPE_CHECKING, Any, NoReturn, Self

from revoila._commands import (
    COMMANDS,
    COMMANDS_TO_COME,
    OBJECTS,
    PAGE_COMMANDS,
    PAGE_COMMANDS_TO_COME,
    NotYet,
)
from revoila._context import activate, active, enter, leave
from revoila.errors import StreamlitAPIException

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from revoila.elements._element import Place
    from revoila.elements._methods import Methods
else:
    Methods = object


class Command:
    """A drawing command as a method of handles.

    Parameters
    ----------
    module : str
        Module of the command, relative to the package.
    """

    def __init__(self, module: str) -> None:
        self._module = module
        self._name = ""
        self._function: Callable[..., Any] | None = None
        self._method: Callable[..., Any] | None = None

    def __set_name__(self, owner: type, name: str) -> None:
        """Remember the name that the command has on handles."""
        self._name = name

    def __get__(self, handle: DeltaGenerator | None, owner: type | None = None) -> Any:
        """Return the command bound to `handle`."""
        if self._function is None:
            self._function = getattr(import_module(f"revoila.{self._module}"), self._name)
        if handle is None:
            return self._function
        if self._method is None:
            self._method = self._as_method(self._function)
        return MethodType(self._method, handle)

    def _as_method(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return what draws into the place of its first argument, and looks like `function` when it is bound."""

        def method(handle: DeltaGenerator, *args: Any, **kwargs: Any) -> Any:
            here = active()
            place = handle.place
            if here is None or place is None:
                return function(*args, **kwargs)
            # A `with` inside the call must not see this place once the call is over.
            with activate(here.run, place, addressed=True):
                return function(*args, **kwargs)

        own = signature(function)
        handle = Parameter("handle", Parameter.POSITIONAL_ONLY)
        update_wrapper(method, function)
        method.__signature__ = own.replace(parameters=[handle, *own.parameters.values()])  # type: ignore[attr-defined]  # what `signature` looks for
        return method


class WriteCommand(Command):
    """``write`` as a method: takes the place of one element, so it takes one argument.

    Only the roots (the sidebar, say) take several, as in Streamlit. A ``with``
    block does so everywhere.
    """

    def _as_method(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return the method, which refuses several arguments first."""
        method = super()._as_method(function)

        def write(handle: DeltaGenerator, *args: Any, **kwargs: Any) -> Any:
            place = handle.place
            is_root = place is not None and place.index is None and place.branch.parent is None
            if len(args) > 1 and place is not None and not is_root:
                raise StreamlitAPIException(
                    "Cannot replace a single element with multiple elements.\n\n"
                    "As a method of a container or an element, `write()` takes one argument. "
                    "Write several in a `with` block, or join them into one text."
                )
            return method(handle, *args, **kwargs)

        return update_wrapper(write, method)


class DeltaGenerator(Methods):
    """Draws elements into one place of the page.

    A container's handle appends; the handle of an element replaces it. As a
    context manager it receives what the block draws. The name is Streamlit's.

    Parameters
    ----------
    place : Place or None
        Where it draws; None outside of a run, where drawing does nothing.
    """

    def __init__(self, place: Place | None) -> None:
        self._place = place

    @property
    def place(self) -> Place | None:
        """Where this handle draws."""
        return self._place

    def __enter__(self) -> Self:
        """Send the block's elements here."""
        if self.place is not None:
            enter(self.place)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Send elements where they went before the block."""
        if self.place is not None:
            leave()

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: a handle holds the page of a run.

        Raises
        ------
        TypeError
            Always.
        """
        message = "A container or an element of a page cannot be pickled."
        raise TypeError(message)

    def _describe(self) -> str:
        return "`DeltaGenerator` objects"


def _explain(handle: DeltaGenerator, name: str) -> Any:
    """Explain a name that is no drawing command, at the latest when it is called.

    Raises
    ------
    AttributeError
        For private names, which are those of protocols (Python's, IPython's).
    """
    if name.startswith("_"):
        raise AttributeError(f"{type(handle).__name__!r} object has no attribute {name!r}")
    if name in COMMANDS_TO_COME:
        return NotYet(f"st.{name}")
    message = f"`{name}()` is not a valid Streamlit command."
    if name not in OBJECTS and (name in PAGE_COMMANDS or name in PAGE_COMMANDS_TO_COME):
        message = f"Method `{name}()` does not exist for {handle._describe()}. Did you mean `st.{name}()`?"  # noqa: SLF001  # same class

    def refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
        raise StreamlitAPIException(message)

    return refuse


for _name, _module in COMMANDS.items():
    _command = WriteCommand(_module) if _name == "write" else Command(_module)
    _command.__set_name__(DeltaGenerator, _name)
    setattr(DeltaGenerator, _name, _command)

# Not in the class body: there a type checker would take it for the type of every misspelt command.
setattr(DeltaGenerator, "__getattr__", _explain)  # noqa: B010
