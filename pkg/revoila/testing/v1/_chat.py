"""The field for the next message in an app test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self

from revoila.elements.inputs._message import ChatInputValue
from revoila.elements.inputs._uploads import UploadRule
from revoila.errors import AppTestError
from revoila.testing.v1._files import TakesFiles, is_file
from revoila.testing.v1._prop import Prop

if TYPE_CHECKING:
    from typing import TypeAlias

    from revoila.elements._element import InputSpec

    File: TypeAlias = tuple[str, bytes, str]


class _Draft(NamedTuple):
    """What waits to be sent."""

    text: Any = None
    files: tuple[File, ...] = ()


class ChatInput(TakesFiles, kinds=("chat_input",)):
    """A field for the next message of a conversation."""

    _in_repr = ("key", "placeholder", "value")

    none_is_a_value = False

    placeholder = Prop("placeholder", "")
    max_chars = Prop("max_chars", 0)
    """The longest message; 0 for any length."""

    @property
    def value(self) -> str | ChatInputValue | None:
        """The text that waits, else what is filled in, else the message that the last run saw."""
        if self.is_staged:
            return None if self._draft.text is None else str(self._draft.text)
        fill = self.props.get("fill")
        found = self.sent if fill is None else fill[0]
        return found if found is None or isinstance(found, ChatInputValue) else str(found)

    def set_value(self, v: str | None) -> Self:
        """Write a text, which the next run sends with the files that wait.

        Parameters
        ----------
        v : str or None
            The text; None takes back what was written.

        Returns
        -------
        Self
            The field, so that ``run()`` can follow.

        Raises
        ------
        AppTestError
            The field is disabled.
        """
        return self._stage(self._draft._replace(text=v))

    def upload(self, filename: str, content: bytes, mime_type: str = "application/octet-stream") -> Self:
        """Attach a file, which the next run sends.

        Parameters
        ----------
        filename : str
            Its name; with the folders around it where whole folders are accepted.
        content : bytes
            Its content.
        mime_type : str, default "application/octet-stream"
            What a browser would say that it is.

        Returns
        -------
        Self
            The field, so that ``run()`` can follow. Where one file is accepted, it takes the place of another.

        Raises
        ------
        AppTestError
            The field is disabled, or does not accept such a file.
        """
        self._check_files()
        if not isinstance(content, bytes | bytearray):
            raise AppTestError(f"The content of a file is bytes, not {type(content).__name__}.")
        if not is_file((filename, content, mime_type)) or not filename or not mime_type:
            raise AppTestError(
                f"A file has a name and a MIME type, neither of them empty: not {filename!r} and {mime_type!r}."
            )
        rule = UploadRule(tuple(self.props.get("types", ())), 0)
        self._check_taken(rule, filename, mime_type)
        before = self._draft.files if self.props.get("several") else ()
        return self._stage(self._draft._replace(files=(*before, (filename, bytes(content), mime_type))))

    def clear(self) -> Self:
        """Take back the files that wait; the text stays.

        Returns
        -------
        Self
            The field, so that ``run()`` can follow.

        Raises
        ------
        AppTestError
            The field is disabled, or does not accept files.
        """
        self._check_files()
        return self._stage(self._draft._replace(files=()))

    def delivered(self, spec: InputSpec[Any]) -> str | ChatInputValue:
        """Return the message, its text cut to the longest length."""
        del spec
        draft = self._draft
        text = "" if draft.text is None else draft.text
        if not isinstance(text, str):
            raise self._wrong_type(text)
        text = text[: self.max_chars] if self.max_chars else text
        parts: dict[str, Any] = {}
        if self.props.get("files"):
            parts["files"] = self._stored(draft.files)
        if self.props.get("audio"):
            parts["audio"] = None
        return ChatInputValue(text, **parts) if parts else text

    @property
    def _draft(self) -> _Draft:
        draft: _Draft = self.staged if self.is_staged else _Draft()
        return draft

    def _stage(self, draft: _Draft) -> Self:
        return super().set_value(None if draft == _Draft() else draft)

    def _check_files(self) -> None:
        if not self.props.get("files"):
            raise AppTestError(
                f"This chat_input{self._named} does not accept files. Give it accept_file=True, 'multiple' or "
                "'directory'."
            )

    def _raw_default(self, spec: InputSpec[Any]) -> str:
        del spec
        return ""
