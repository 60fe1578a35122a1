"""What do inputs for files have in common? Which files they take, and how their values travel.

The files themselves come in parts, beside the events (see `revoila.state._uploads`). An event says
which of them are the value, by their ids; everything else about a file is known to the kernel, and
what a browser says about it a second time does not count.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from revoila._context import active
from revoila.elements._params import add_present
from revoila.elements.inputs._declaration import refuse
from revoila.elements.inputs._uploaded import UploadedFile
from revoila.errors import StreamlitValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from revoila.elements._element import Props
    from revoila.elements.inputs._declaration import Declaration

MEGABYTE = 1024**2
MOST_FILES = 10_000
"""How many files one input may have."""

LONGEST_NAME = 255
"""Of a file or a folder, in characters."""

MOST_FOLDERS = 64
"""How many folders the name of a file may have around it."""

UNKNOWN_TYPE = "application/octet-stream"

_log = logging.getLogger(__name__)
_MIME = re.compile(r"[\w.+-]+/[\w.+-]+(\s*;\s*[\w.+-]+=[\w.+\"-]+)*")
_DRIVE = re.compile(r"^[A-Za-z]:")
_TWINS = (("jpg", "jpeg"), ("tif", "tiff"), ("htm", "html"), ("mpg", "mpeg"))
_ALSO = {f".{one}": f".{other}" for pair in _TWINS for one, other in (pair, pair[::-1])} | {".mp4": ".mpeg4"}
_SHORTCUTS = frozenset({"image", "audio", "video", "text"})


class UploadRule(NamedTuple):
    """Which files an input takes.

    Parameters
    ----------
    types : tuple of str
        Extensions with their dot, MIME types, and patterns such as ``"image/*"``; none for any file.
    largest : int
        Of a file, in bytes.
    several : bool, default False
        Whether its value may be of more than one file.
    folders : bool, default False
        Whether names keep the folders around them.
    """

    types: tuple[str, ...]
    largest: int
    several: bool = False
    folders: bool = False

    def takes(self, name: str, mime: str) -> bool:
        """Whether a file is of one of the types.

        Parameters
        ----------
        name, mime : str
            What the browser has told.
        """
        if not self.types:
            return True
        lower, kind = name.lower(), mime.partition(";")[0].strip().lower()
        return any(_matches(one, lower, kind) for one in self.types)


def _matches(wanted: str, name: str, mime: str) -> bool:
    if "/" not in wanted:
        # The name is more than its extension.
        return name.endswith(wanted) and len(name.rpartition("/")[2]) > len(wanted)
    if wanted.endswith("/*"):
        return wanted == "*/*" or mime.startswith(wanted[:-1])
    return mime == wanted


def read_types(types: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the parameter ``type`` in the form of `UploadRule`.

    Parameters
    ----------
    types : str or sequence of str, optional
        As in Streamlit 1.67: extensions with or without a dot, MIME types, and the words image, audio, video
        and text.

    Raises
    ------
    TypeError
        It is neither text nor a sequence of texts.
    """
    if not types:
        return ()
    found: dict[str, None] = {}
    for one in [types] if isinstance(types, str) else types:
        if not isinstance(one, str):
            message = f"A type of files is a text such as 'csv', not {type(one).__name__}."
            raise TypeError(message)
        text = one.strip().lower()
        if not text:
            continue
        if text in _SHORTCUTS:
            text += "/*"
        elif "/" not in text and not text.startswith("."):
            text = f".{text}"
        found[text] = None
        if text in _ALSO:
            found[_ALSO[text]] = None
    return tuple(found)


def safe_name(name: str, *, folders: bool) -> str:
    """Return a name that leads nowhere else when it is joined to a folder.

    Parameters
    ----------
    name : str
        What the browser has told.
    folders : bool
        Whether the folders around the file belong to its name.
    """
    parts = [_safe_part(part) for part in _DRIVE.sub("", name).replace("\\", "/").split("/")]
    parts = [part for part in parts if part]
    if not parts:
        return "file"
    return "/".join(parts[-MOST_FOLDERS:]) if folders else parts[-1]


def _safe_part(part: str) -> str:
    shown = "".join(letter for letter in part if letter.isprintable()).strip()
    if len(shown) > LONGEST_NAME:
        stem, dot, extension = shown.rpartition(".")
        short = LONGEST_NAME - len(extension) - 1
        shown = f"{stem[:short]}.{extension}" if dot and short > 0 else shown[:LONGEST_NAME]
    # A drive may also come after a slash.
    shown = _DRIVE.sub("", shown)
    return "" if shown in {".", ".."} else shown


def safe_mime(mime: str) -> str:
    """Return a MIME type, that of unknown content for what is none."""
    return mime if len(mime) <= LONGEST_NAME and _MIME.fullmatch(mime) else UNKNOWN_TYPE


def largest_file(asked: int | None) -> int:
    """Return how large a file may be, in bytes.

    Parameters
    ----------
    asked : int, optional
        What the author has said, in megabytes.
    """
    here = active()
    option = (lambda _name: None) if here is None else here.run.option
    usual: int = option("server.maxUploadSize") or 200
    limit: int = option("limits.uploadSize") or 200 * MEGABYTE
    # Whoever has only raised the option that Streamlit has wants the other one to follow.
    limit = max(limit, usual * MEGABYTE) if limit == 200 * MEGABYTE else limit
    return min((usual if asked is None else asked) * MEGABYTE, limit)


def check_upload_size(command: str, megabytes: Any) -> int | None:
    """Return the parameter ``max_upload_size``.

    Parameters
    ----------
    command : str
        Whose it is.
    megabytes : object
        As given by the author.

    Raises
    ------
    StreamlitValueError
        It is neither None nor a positive int.
    """
    if megabytes is None:
        return None
    if not isinstance(megabytes, int) or isinstance(megabytes, bool) or megabytes <= 0:
        raise StreamlitValueError(
            "max_upload_size",
            ["a positive integer"],
            detail="Set it to None to fall back to the `server.maxUploadSize` configuration option.",
        )
    if active() is not None and largest_file(megabytes) < megabytes * MEGABYTE:
        _log.warning(
            "A %s asks for files up to %d MB; the server allows %d MB (`limits.uploadSize`).",
            command,
            megabytes,
            largest_file(megabytes) // MEGABYTE,
        )
    return megabytes


def files_in(value: Any) -> list[UploadedFile]:
    """Return the files of a value: of one, a list of them, or a mapping that has either."""
    if isinstance(value, UploadedFile):
        return [value]
    parts = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return [file for part in parts for file in files_in(part)]


def reader(rule: UploadRule) -> Callable[[Any], Any]:
    """Return what reads the value of an input from what a browser has sent.

    Parameters
    ----------
    rule : UploadRule
        Which files it takes.
    """
    here = active()
    uploads = None if here is None else here.run.state.uploads

    def decode(wire: Any) -> Any:
        if not isinstance(wire, list) or len(wire) > (MOST_FILES if rule.several else 1):
            refuse(wire, "not a list of files")
        found: dict[str, UploadedFile] = {}
        for one in wire:
            file_id = one.get("id") if isinstance(one, dict) else None
            file = uploads.opened(file_id) if uploads is not None and isinstance(file_id, str) else None
            if file is None or file.file_id in found or not rule.takes(file.name, file.type):
                refuse(wire, "not a file of this session")
            if file.size > rule.largest:
                refuse(wire, "too large a file")
            found[file.file_id] = file
        return one_or_all(found.values(), rule)

    return decode


def one_or_all(files: Iterable[UploadedFile], rule: UploadRule) -> Any:
    """Return files as the value of an input."""
    found = list(files)
    if rule.several:
        return found
    return found[0] if found else None


def wire_of(value: Any) -> list[dict[str, Any]]:
    """Return what a browser is told of a value."""
    return [{"id": file.file_id, "name": file.name, "size": file.size} for file in files_in(value)]


def reopened(value: Any) -> Any:
    """Return the same files at their beginning, whatever the last run has done to them."""
    if isinstance(value, UploadedFile):
        return value.opened()
    return [one.opened() for one in value] if isinstance(value, list) else value


def part_size() -> int | None:
    """Return how large a part of a file may be where messages have to be smaller than usual, in bytes."""
    here = active()
    limit = None if here is None else here.run.option("limits.eventSize")
    # A frame may have the envelope of a message beside this.
    return limit if limit is not None and limit < MEGABYTE else None


def draw_captured(base: Declaration, extension: str, props: Props) -> UploadedFile | None:
    """Draw an input whose value is the one file that a device makes, and return it.

    Parameters
    ----------
    base : Declaration
        What it has in common with other inputs.
    extension : str
        Of the file.
    props : dict
        What it shows.
    """
    rule = UploadRule((extension,), largest_file(None))
    file: UploadedFile | None = base.draw(
        add_present(props, part_size=part_size()) | {"max_size": rule.largest},
        default=None,
        decode=reader(rule),
        encode=wire_of,
        accept=reopened,
        identity={},
        uploads=rule,
    )
    return file
