"""The keys of this user's installation, which tell what we have written from what others have."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from jupyter_core.paths import secure_write

if TYPE_CHECKING:
    from pathlib import Path

KEY_LENGTH = 32
"""In bytes."""


def installation_key(path: Path) -> bytes:
    """Return a key; one is made when there is none, or when others could have read or written it.

    Parameters
    ----------
    path : Path
        The file that holds it. Its folder exists.

    Returns
    -------
    bytes
        As many as `KEY_LENGTH`.

    Raises
    ------
    OSError
        It cannot be read or made.
    """
    with suppress(FileNotFoundError):
        found = path.read_bytes()
        if len(found) == KEY_LENGTH and _is_private(path):
            return found
        path.unlink()
    # Two processes that start at once agree on the one that is there first.
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with secure_write(str(draft), binary=True) as file:
        file.write(secrets.token_bytes(KEY_LENGTH))
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink(missing_ok=True)
    return path.read_bytes()


def _is_private(path: Path) -> bool:
    """Whether a file is for its user only; files of Windows inherit that from their folder."""
    if os.name != "posix":
        return True
    found = path.stat(follow_symlinks=False)
    return found.st_uid == os.geteuid() and found.st_mode & 0o077 == 0
