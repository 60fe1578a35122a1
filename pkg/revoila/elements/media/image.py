"""Pictures from files, URLs, arrays and PIL."""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Sequence
from io import IOBase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from revoila.elements._deprecation import notice, older_width
from revoila.elements._draw import draw
from revoila.elements._params import add_present, check_width
from revoila.elements._presentation import check_alt
from revoila.elements.media._file import media_file
from revoila.elements.media._source import SVG, Picture, is_svg, is_url, read_source, sniff
from revoila.errors import StreamlitAPIException, StreamlitInvalidURLError

if TYPE_CHECKING:
    from revoila.elements._element import Props
    from revoila.elements._handle import DeltaGenerator

WITH_PAGE = 1024**2
"""Size up to which a picture travels with the page, in bytes."""

_SEVERAL = 4
"""Dimensions of an array of pictures."""

_ACTIVE = re.compile(r"\s*(?:javascript|vbscript|data)\s*:", re.IGNORECASE)
"""Links that would run something instead of leading somewhere."""


def image(
    image: Any,
    caption: str | Sequence[str | None] | None = None,
    width: str | int = "content",
    clamp: bool = False,
    channels: str = "RGB",
    output_format: str = "auto",
    *,
    use_container_width: bool | None = None,
    link: str | None = None,
    use_column_width: Any = None,
    alt: str | Sequence[str | None] | None = None,
) -> DeltaGenerator:
    """Show one or several pictures.

    Behaves as Streamlit 1.67 `st.image`.

    Parameters
    ----------
    image : str, pathlib.Path, bytes, io.BytesIO, PIL.Image.Image, numpy.ndarray or list of these
        URL, file, encoded picture, SVG text, or pixels: height by width, and 1,
        3 or 4 channels, ints 0 to 255 or floats 0.0 to 1.0.
    caption : str or list of str, optional
        Text below, as Markdown of a label; one for each picture.
    width : "content", "stretch" or int, default "content"
        Width, in CSS pixels when a number.
    clamp : bool, default False
        Whether pixels outside of their range are moved inside.
    channels : "RGB" or "BGR", default "RGB"
        Order of the colours in an array.
    output_format : "auto", "JPEG" or "PNG", default "auto"
        How pixels are encoded; "auto" takes PNG for what may be transparent.
    use_container_width : bool, optional
        The older way to choose between "stretch" and "content".
    link : str, optional
        Where a click on the picture leads, in a new tab.
    use_column_width : object, optional
        Without effect.
    alt : str or sequence of str, optional
        Description for those who cannot see the picture; an empty text marks decoration.

    Returns
    -------
    DeltaGenerator
        Handle that can replace the pictures.

    Raises
    ------
    StreamlitAPIException
        The captions or descriptions do not fit the pictures in number; a link
        for several pictures; an array with other channels, or with values
        outside of their range.
    StreamlitValueError
        An array of more than 4 dimensions or less than 2.
    StreamlitInvalidURLError
        `link` is a script.
    StreamlitInvalidWidthError
        `width` is neither a known word nor a positive number.
    MediaFileStorageError
        A file cannot be read.
    PIL.UnidentifiedImageError
        Bytes that are no picture.
    AttributeError
        None of the accepted types.

    Examples
    --------
    >>> import revoila as st
    >>> st.image("sunrise.jpg", caption="Sunrise by the mountains")  # doctest: +SKIP
    """
    width = check_width(older_width("image", use_container_width, width))
    if use_column_width is not None:
        notice(
            "`use_column_width` was removed and has no effect. "
            "Use `width='stretch'`, `width='content'` or a number of pixels."
        )
    pictures = _pictures(image)
    captions = _captions(caption, len(pictures))
    descriptions = _descriptions(alt, len(pictures))
    if link:
        _check_link(link, len(pictures))
    shown = []
    for picture, text, description in zip(pictures, captions, descriptions, strict=True):
        found = to_picture(picture, clamp=clamp, channels=channels, output_format=output_format)
        shown.append(
            add_present(
                {},
                **_bytes(found),
                url=found.url,
                caption=text,
                alt=check_alt(description, decorative=True),
            )
        )
    return draw("image", add_present({"images": shown, "width": width}, link=link or None))


def to_picture(
    image: Any, *, clamp: bool = False, channels: str = "RGB", output_format: str = "auto"
) -> Picture:
    """Return a picture as it travels.

    Raises
    ------
    AttributeError
        None of the accepted types.
    """
    if isinstance(image, str):
        if is_url(image):
            return Picture(url=image)
        if is_svg(image):
            return Picture(image.encode(), SVG)
    if isinstance(image, (str, Path, bytes, bytearray, memoryview, IOBase)) or hasattr(image, "read"):
        data = read_source(image)
        if sniff(data) == SVG:
            return Picture(data, SVG)
        from revoila.elements.media._raster import from_bytes  # imports PIL

        return from_bytes(data, output_format)
    if _is_array(image):
        from revoila.elements.media._raster import from_array  # as above

        return from_array(image, clamp=clamp, channels=channels, output_format=output_format)
    if _is_pil(image):
        from revoila.elements.media._raster import from_pil  # as above

        return from_pil(image, output_format)
    raise AttributeError(
        f"`st.image` cannot show an object of type `{type(image).__name__}`. Pass a URL, a file, bytes, "
        "SVG text, a PIL image, a NumPy array, or a list of these."
    )


def image_data(image: Any) -> str:
    """Return a picture as a URL, with its bytes inside where it has none.

    Raises
    ------
    AttributeError
        None of the accepted types.
    """
    picture = to_picture(image)
    if picture.data is None:
        return str(picture.url)
    return f"data:{picture.mime};base64,{base64.b64encode(picture.data).decode()}"


def _bytes(picture: Picture) -> Props:
    """Return the props that hold the bytes of a picture: a large one stays in the kernel until it is seen."""
    if picture.data is None or len(picture.data) <= WITH_PAGE:
        return {"data": picture.data, "mime": picture.mime}
    return {"file": media_file(picture.data, picture.mime or "image/png")}


def _pictures(image: Any) -> list[Any]:
    if isinstance(image, (list, tuple, set, frozenset)):
        return list(image)
    if _is_array(image) and image.ndim == _SEVERAL:
        return list(image)
    return [image]


def _captions(caption: Any, count: int) -> list[str | None]:
    """Return one caption for each picture.

    Raises
    ------
    StreamlitAPIException
        There are more or fewer.
    """
    if caption is None:
        return [None] * count
    given = list(caption) if isinstance(caption, (list, tuple)) else [caption]
    if len(given) != count:
        raise StreamlitAPIException(f"Cannot pair {len(given)} captions with {count} images.")
    return [None if text is None or text == "" else str(text) for text in given]


def _descriptions(alt: Any, count: int) -> list[Any]:
    """Return one description for each picture.

    Raises
    ------
    StreamlitAPIException
        There are more or fewer.
    """
    if alt is None:
        return [None] * count
    if isinstance(alt, str) or not isinstance(alt, Sequence):
        if count != 1:
            raise StreamlitAPIException(
                f"A single `alt` describes a single image. There are {count}; pass a sequence of {count}, "
                "with None for an image without description."
            )
        return [alt]
    if len(alt) != count:
        raise StreamlitAPIException(f"Cannot pair {len(alt)} alt values with {count} images.")
    return list(alt)


def _check_link(link: str, count: int) -> None:
    """Refuse a link that several pictures would share, or that is a script.

    Raises
    ------
    StreamlitAPIException
        There are several pictures.
    StreamlitInvalidURLError
        It is a script.
    """
    if count != 1:
        raise StreamlitAPIException(f"`link` is for a single image. There are {count}.")
    if _ACTIVE.match(link):
        raise StreamlitInvalidURLError(link)


def _is_array(image: Any) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and isinstance(image, numpy.ndarray)


def _is_pil(image: Any) -> bool:
    pil = sys.modules.get("PIL.Image")
    return pil is not None and isinstance(image, pil.Image)
