"""What a session in a kernel remembers, and what its inputs declare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from revoila.elements._element import ElementId, InputSpec
    from revoila.elements.inputs._uploaded import UploadedFile, UploadedFileRec
    from revoila.testing.v1._in_kernel import Facts
    from revoila.testing.v1._kernel_host import KernelHost
    from revoila.testing.v1._kernel_page import Line


class RemoteState:
    """What the session in the kernel remembers, asked for at the moment of each access.

    Parameters
    ----------
    host : KernelHost
        Has the app.
    """

    def __init__(self, host: KernelHost) -> None:
        self._host = host
        self._specs: dict[str, RemoteSpec | None] = {}
        self.uploads = RemoteUploads(host)

    def forget(self) -> None:
        """Take in that a run begins, which may declare inputs anew."""
        self._specs.clear()

    def get_item(self, key: str) -> Any:
        """Return an entry."""
        return self._host.line().ask("get_item", key)

    def set_item(self, key: str, value: Any) -> None:
        """Assign an entry."""
        self._host.line().ask("set_item", key, value)

    def delete_item(self, key: str) -> None:
        """Remove an entry."""
        self._host.line().ask("delete_item", key)

    def keys(self) -> list[str]:
        """Return the names of all entries."""
        found: list[str] = self._host.line().ask("keys")
        return found

    def value_of(self, element_id: str, default: Any = None) -> Any:
        """Return the value of an input."""
        del default  # which the kernel has
        return self._host.line().ask("value_of", element_id)

    def is_withheld(self, element_id: str) -> bool:
        """Whether the app has deleted the value of an input: a page shows it still."""
        del element_id
        return False

    def declared(self, element_id: str) -> InputSpec[Any] | None:
        """Return the declaration of a drawn input, or None."""
        if element_id not in self._specs:
            line = self._host.line()
            facts: Facts | None = line.ask("declared", element_id)
            self._specs[element_id] = None if facts is None else RemoteSpec(line, element_id, facts)
        return self._specs[element_id]  # type: ignore[return-value]  # it does what an `InputSpec` does


class RemoteSpec:
    """The declaration of an input in the kernel.

    Parameters
    ----------
    line : Line
        To the app.
    element_id : str
        The input.
    facts : Facts
        What is known of it.
    """

    def __init__(self, line: Line, element_id: str, facts: Facts) -> None:
        self.id = element_id
        self.kind, self.key, self.default = facts.kind, facts.key, facts.default
        self.trigger, self.disabled, self.uploads = facts.trigger, facts.disabled, facts.uploads
        self.accept = self._accept if facts.checks else None
        self._line = line

    def encode(self, value: Any) -> Any:
        """Return what stands for a value on the page."""
        return self._line.ask("encode", self.id, value)

    def decode(self, wire: Any) -> Any:
        """Return the value that stands on the page; a click in a table as it is, which says more."""
        value = self._line.ask("decode", self.id, wire)
        return wire if self.kind == "button_column" else value

    def _accept(self, value: Any) -> Any:
        return self._line.ask("accept", self.id, value)


class RemoteUploads:
    """Takes files to the app.

    Parameters
    ----------
    host : KernelHost
        Has the app.
    """

    def __init__(self, host: KernelHost) -> None:
        self._host = host

    def add(self, file: UploadedFileRec, element: ElementId) -> UploadedFile:
        """Send a file for an input, and return it as the app will see it."""
        from revoila.elements.inputs._uploaded import UploadedFile

        self._host.upload(file, element)
        return UploadedFile(file)
