"""Inputs for files: a test gives them files as a visitor would."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from revoila.elements.inputs._uploaded import UploadedFileRec
from revoila.elements.inputs._uploads import one_or_all
from revoila.errors import AppTestError
from revoila.testing.v1._prop import Prop
from revoila.testing.v1._widgets import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    from revoila.elements._element import InputSpec
    from revoila.elements.inputs._uploaded import UploadedFile
    from revoila.elements.inputs._uploads import UploadRule

    File: TypeAlias = tuple[str, bytes, str]


def is_file(given: object) -> bool:
    """Whether something is a name, bytes and a MIME type."""
    if not isinstance(given, tuple) or len(given) != 3:  # noqa: PLR2004 - these three
        return False
    name, content, mime = given
    return isinstance(name, str) and isinstance(content, bytes | bytearray) and isinstance(mime, str)


class TakesFiles(Widget):
    """An input that takes files."""

    def _check_taken(self, rule: UploadRule, name: str, mime: str) -> None:
        if not rule.takes(name, mime):
            raise AppTestError(
                f"This {self.type}{self._named} does not take {name!r}, only {', '.join(rule.types)}."
            )

    def _stored(self, files: Iterable[File]) -> list[UploadedFile]:
        """Return files as the app will see them."""
        records = (UploadedFileRec(str(uuid4()), name, mime, bytes(content)) for name, content, mime in files)
        return [self._snapshot.state.uploads.add(record, self.id) for record in records]


class FileWidget(TakesFiles):
    """An input whose value is a file, or several."""

    @property
    def value(self) -> Any:
        """What the app got in the last run; a file that waits for the next one is not part of it yet."""
        return self._snapshot.stored(self.id, self.key)

    def clear(self) -> Self:
        """Remove all files with the next run.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.
        """
        return super().set_value(())

    def delivered(self, spec: InputSpec[Any]) -> Any:
        """Return the staged files as the app will see them.

        Raises
        ------
        AppTestError
            The input does not take files of such a type.
        TypeError
            What was staged is no file.
        """
        rule = spec.uploads
        assert rule is not None  # noqa: S101 - it is an input for files
        for name, content, mime in self.staged:
            if not is_file((name, content, mime)):
                raise TypeError(f"A file of a {self.type} is a tuple of a name, bytes and a MIME type.")
            self._check_taken(rule, name, mime)
        found = self._stored(self.staged if rule.several else self.staged[:1])
        return one_or_all(found, rule)


class FileUploader(FileWidget, kinds=("file_uploader",)):
    """A place for files."""

    accept_multiple_files = Prop("several", default=False)
    accept_directory = Prop("folders", default=False)
    allowed_type: Prop[list[str]] = Prop("types", [])
    """Extensions, MIME types and patterns; none for any file."""

    def set_value(self, files: File | Sequence[File] | None) -> Self:
        """Give the app other files with the next run, instead of those it has.

        Parameters
        ----------
        files : tuple of (str, bytes, str), sequence of them, or None
            Name, content and MIME type of each; None for no file.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.

        Raises
        ------
        AppTestError
            The input is disabled.
        """
        one = isinstance(files, tuple) and len(files) == 3 and isinstance(files[0], str)  # noqa: PLR2004
        return super().set_value([files] if one else list(files or ()))

    def upload(self, filename: str, content: bytes, mime_type: str = "application/octet-stream") -> Self:
        """Give the app one more file with the next run.

        Parameters
        ----------
        filename : str
            Its name.
        content : bytes
            Its content.
        mime_type : str, default "application/octet-stream"
            What a browser would say that it is.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow. Files that the app has already are not kept.
        """
        waiting = self.staged if self.is_staged else ()
        return super().set_value([*waiting, (filename, content, mime_type)])


class _Captured(FileWidget):
    """An input whose value is made by a device."""

    _extension = ""
    _mime = ""

    def set_value(self, file: File | None) -> Self:
        """Give the app another file with the next run.

        Parameters
        ----------
        file : tuple of (str, bytes, str), optional
            Name, content and MIME type; None for no file.

        Returns
        -------
        Self
            The input, so that ``run()`` can follow.

        Raises
        ------
        AppTestError
            The input is disabled, or never makes such a file.
        """
        if file is None:
            return self.clear()
        if not is_file(file):
            raise AppTestError(
                f"st.{self.type} takes one file: a tuple of its name, its content as bytes and its MIME type. "
                f"Not {type(file).__name__}."
            )
        name, content, mime = file
        if not name.lower().endswith(self._extension):
            raise AppTestError(f"st.{self.type} makes {self._extension} files only, not {name!r}.")
        if mime.lower() != self._mime:
            raise AppTestError(f"st.{self.type} makes files of type {self._mime}, not {mime!r}.")
        return super().set_value([(name, content, self._mime)])


class CameraInput(_Captured, kinds=("camera_input",)):
    """A camera."""

    _extension = ".jpg"
    _mime = "image/jpeg"

    resolution: Prop[str | None] = Prop("resolution", None)

    def upload(self, filename: str, content: bytes, mime_type: str = "image/jpeg") -> Self:
        """Give the app another picture with the next run, as `set_value`."""
        return self.set_value((filename, content, mime_type))


class AudioInput(_Captured, kinds=("audio_input",)):
    """A microphone."""

    _extension = ".wav"
    _mime = "audio/wav"

    sample_rate: Prop[int | None] = Prop("sample_rate", None)

    def upload(self, filename: str, content: bytes, mime_type: str = "audio/wav") -> Self:
        """Give the app another recording with the next run, as `set_value`."""
        return self.set_value((filename, content, mime_type))
