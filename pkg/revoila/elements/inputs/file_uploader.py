"""A place for files: drop them there, paste them, or choose them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from revoila.elements._params import add_present
from revoila.elements.inputs._declaration import declare, face, size
from revoila.elements.inputs._uploads import (
    UploadRule,
    check_upload_size,
    largest_file,
    one_or_all,
    part_size,
    read_types,
    reader,
    reopened,
    wire_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from revoila.elements.inputs._uploaded import UploadedFile


def file_uploader(
    label: str,
    type: str | Sequence[str] | None = None,
    accept_multiple_files: bool | str = False,
    key: str | int | None = None,
    help: str | None = None,
    on_change: Callable[..., Any] | str | None = "rerun",
    args: Iterable[Any] | None = None,
    kwargs: Mapping[str, Any] | None = None,
    *,
    max_upload_size: int | None = None,
    disabled: bool = False,
    label_visibility: str = "visible",
    width: str | int = "stretch",
    rerun: bool = True,
) -> UploadedFile | list[UploadedFile] | None:
    """Show a place to drop files and return what the visitor has sent.

    As ``st.file_uploader`` of Streamlit 1.67. Files travel as soon as they are chosen, also in a form, which
    delivers them when it is sent. A large file lies on the disk of the kernel's machine: a script that reads
    it in pieces never has it in memory as a whole. It is forgotten when another takes its place, when the
    place for it is not drawn any more, and with the session.

    Parameters
    ----------
    label : str
        Text above the place, as Markdown.
    type : str or sequence of str, optional
        Which files may be sent: extensions with or without a dot, MIME types, patterns such as
        ``"image/*"``, and the words ``"image"``, ``"audio"``, ``"video"`` and ``"text"``. Only the name of a
        file and what the browser says of it is looked at, never its content. Any file by default.
    accept_multiple_files : bool or "directory", default False
        Whether there may be several files; ``"directory"`` for all files of a folder.
    key : str or int, optional
        Identity across runs and the name in session state, where it can only be read.
    help, on_change, args, kwargs, disabled, label_visibility, width
        As in `text_input`.
    max_upload_size : int, optional
        Largest file in megabytes; the option ``server.maxUploadSize`` by default. Never more than the server
        allows with ``limits.uploadSize``.
    rerun : bool, default True
        Whether a change runs the script; if not, the files are there in the next run, whatever starts it. Not
        in Streamlit.

    Returns
    -------
    UploadedFile, list of UploadedFile or None
        The file, None until there is one; with `accept_multiple_files` a list, which may be empty. The name
        of a file of a folder begins with that folder; it never leads anywhere else.

    Raises
    ------
    StreamlitValueError
        `max_upload_size` is no positive whole number.
    StreamlitValueAssignmentNotAllowedError
        Session state was assigned to.
    StreamlitAPIException
        Another parameter is not valid; the class tells which mistake it is.
    TypeError
        `type` is no text and no sequence of texts, or a flag is no bool.

    See Also
    --------
    camera_input : A photo.
    audio_input : A recording.

    Examples
    --------
    >>> table = file_uploader("Table", type=["csv", "xlsx"])  # doctest: +SKIP
    """
    base = declare(
        "file_uploader",
        key=key,
        on_change=on_change,
        args=args,
        kwargs=kwargs,
        disabled=disabled,
        bind=None,
        persist_state=None,
        rerun=rerun,
    )
    folders = accept_multiple_files == "directory"
    several = folders or accept_multiple_files is True
    largest = largest_file(check_upload_size("file_uploader", max_upload_size))
    rule = UploadRule(read_types(type), largest, several=several, folders=folders)
    props = add_present(
        face(label, help=help, label_visibility=label_visibility),
        types=list(rule.types) or None,
        several=several or None,
        folders=folders or None,
        part_size=part_size(),
    )
    props["max_size"] = rule.largest
    files: UploadedFile | list[UploadedFile] | None = base.draw(
        props,
        default=one_or_all([], rule),
        decode=reader(rule),
        encode=wire_of,
        accept=reopened,
        identity={"rule": rule, "asked": max_upload_size, "width": repr(width)},
        keyed=("rule",),
        uploads=rule,
        size=lambda: size(width),
    )
    return files
