"""What is a message of `st.chat_input` that may have files and a recording? Its parts, and how they are checked."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila.elements.inputs._declaration import refuse
from revoila.elements.inputs._uploads import UploadRule, files_in, reader, reopened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from revoila.elements.inputs._uploaded import UploadedFile

_WHY_NOT = {"files": "accept_file", "audio": "accept_audio"}
_RECORDING = ".wav"


class ChatInputValue(MutableMapping[str, Any]):
    """A message that may have files and a recording.

    Behaviour of Streamlit 1.67 ``ChatInputValue``: each part is an attribute and a key, and there is only what the
    field accepts.

    Parameters
    ----------
    text : str
        What was written; empty when only something else was sent.
    files : list of UploadedFile, optional
        What was attached, for a field that accepts files.
    audio : UploadedFile or None, optional
        What was said, for a field that accepts recordings; None when nothing was.

    Raises
    ------
    AttributeError
        A part is read that the field does not accept.
    KeyError
        The same, by its key; or another key is set.

    Examples
    --------
    >>> message = ChatInputValue("What is this?", files=[])
    >>> message.text == message["text"], "audio" in message, message.to_dict()
    (True, False, {'text': 'What is this?', 'files': []})
    """

    text: str
    files: list[UploadedFile]
    audio: UploadedFile | None

    def __init__(self, text: str, **parts: Any) -> None:
        unknown = parts.keys() - _WHY_NOT.keys()
        if unknown:
            message = f"A message has text, files and audio, not {', '.join(sorted(unknown))}."
            raise TypeError(message)
        self._accepted = ("text", *(name for name in _WHY_NOT if name in parts))
        vars(self).update({"text": text} | parts)

    def to_dict(self) -> dict[str, Any]:
        """Return the parts as a dict."""
        return {name: vars(self)[name] for name in self._accepted if name in vars(self)}

    def __getattr__(self, name: str) -> Any:
        # Only for what is not there.
        accepted = vars(self).get("_accepted", ())
        reason = f": `{_WHY_NOT[name]}` is not set" if name in _WHY_NOT and name not in accepted else ""
        message = f"This {type(self).__name__} has no {name}{reason}."
        raise AttributeError(message)

    def __getitem__(self, key: str) -> Any:
        return self.to_dict()[key]

    def __setitem__(self, key: str, value: Any) -> None:
        if key not in self._accepted:
            raise KeyError(key)
        setattr(self, key, value)

    def __delitem__(self, key: str) -> None:
        if key not in self.to_dict():
            raise KeyError(key)
        delattr(self, key)

    def __iter__(self) -> Iterator[str]:
        return iter(self.to_dict())

    def __len__(self) -> int:
        return len(self.to_dict())

    def __eq__(self, other: object) -> bool:
        """Whether the other is a message of the same parts."""
        return isinstance(other, ChatInputValue) and self.to_dict() == other.to_dict()

    __hash__ = None  # type: ignore[assignment]  # it can be changed

    def __repr__(self) -> str:
        parts = ", ".join(f"{name}={part!r}" for name, part in self.items())
        return f"{type(self).__name__}({parts})"


class Attachments(NamedTuple):
    """What can go along with a text.

    Parameters
    ----------
    files : UploadRule, optional
        Which files; None for none.
    audio : UploadRule, optional
        Which recordings.
    """

    files: UploadRule | None
    audio: UploadRule | None

    def __bool__(self) -> bool:
        """Whether anything can."""
        return self.files is not None or self.audio is not None

    @property
    def uploads(self) -> UploadRule | None:
        """What a page may send for the field, as a file or as a recording."""
        if self.files is None or self.audio is None:
            return self.files or self.audio
        return (
            self.files
            if not self.files.types
            else self.files._replace(types=self.files.types + self.audio.types)
        )

    def reader(self) -> Callable[[str, dict[str, Any]], ChatInputValue]:
        """Return what makes a message of a text and the parts that a browser has sent: two lists of files."""
        decoders = {name: reader(rule) for name, rule in self._asdict().items() if rule}

        def read(text: str, wire: dict[str, Any]) -> ChatInputValue:
            found = {name: files_in(decode(wire.get(name, []))) for name, decode in decoders.items()}
            files = [file.file_id for several in found.values() for file in several]
            if len(set(files)) < len(files) or any(wire.get(name) for name in self._asdict().keys() - found):
                refuse(wire, "a file twice, or one that is not accepted")
            if not (text or files):
                refuse(wire, "an empty message")
            parts: dict[str, Any] = dict(found)
            if "audio" in found:
                parts["audio"] = found["audio"][0] if found["audio"] else None
            return ChatInputValue(text, **parts)

        return read


def attachments(accept_file: bool | str, types: tuple[str, ...], largest: int, *, audio: bool) -> Attachments:
    """Return what can go along with a text.

    Parameters
    ----------
    accept_file : bool, "multiple" or "directory"
        As given by the author.
    types : tuple of str
        Of files, as in `UploadRule`.
    largest : int
        Of a file or a recording, in bytes.
    audio : bool
        Whether there can be a recording.
    """
    folders = accept_file == "directory"
    several = folders or accept_file == "multiple"
    return Attachments(
        files=UploadRule(types, largest, several=several, folders=folders) if accept_file else None,
        audio=UploadRule((_RECORDING,), largest) if audio else None,
    )


def message_reopened(message: Any) -> Any:
    """Return the same message with its files at their beginning."""
    if not isinstance(message, ChatInputValue):
        return message
    parts = message.to_dict()
    return ChatInputValue(parts.pop("text", ""), **{name: reopened(part) for name, part in parts.items()})
