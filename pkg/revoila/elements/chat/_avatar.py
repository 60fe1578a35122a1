"""Pictures as avatars: small, since a page may show the same one with every message."""

from __future__ import annotations

import base64
from functools import lru_cache
from io import BytesIO
from typing import Any

from revoila.elements.media.image import to_picture
from revoila.errors import StreamlitAPIException

SIDE = 96
"""Largest width and height to send, in pixels: twice what is shown, for dense screens, and some more."""

_SMALL = 8192
"""Bytes up to which a picture travels as it is."""


def avatar_image(avatar: Any) -> str:
    """Return a picture as a URL, with its bytes inside where it has none.

    Raises
    ------
    StreamlitAPIException
        It is none that can be shown.
    """
    try:
        picture = to_picture(avatar)
    except Exception as error:  # the reasons are those of many kinds of pictures
        raise StreamlitAPIException(
            "The `avatar` of a chat message must be one emoji, a Material symbol, a name such as `user`, or an "
            "image that can be shown."
        ) from error
    if picture.data is None:
        return str(picture.url)
    return _url(picture.data, str(picture.mime))


@lru_cache(maxsize=32)
def _url(data: bytes, mime: str) -> str:
    if len(data) > _SMALL and mime in ("image/png", "image/jpeg", "image/webp", "image/bmp"):
        data, mime = _reduced(data)
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"


def _reduced(data: bytes) -> tuple[bytes, str]:
    from PIL import Image, ImageOps  # most avatars need none of it

    with Image.open(BytesIO(data)) as image:
        small = ImageOps.exif_transpose(image).convert("RGBA")
    small.thumbnail((SIDE, SIDE))
    buffer = BytesIO()
    small.save(buffer, format="PNG")
    return buffer.getvalue(), "image/png"
