"""Pictures in memory as bytes: arrays and PIL images become JPEG or PNG, wide ones smaller."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from PIL import Image, ImageOps

from revoila.elements.media._encoded import encoded
from revoila.elements.media._source import Picture, sniff
from revoila.errors import StreamlitAPIException, StreamlitValueError

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_WIDTH = 1460
"""Widest picture to send, in pixels: twice the column of a centered page."""

_PLAIN_MODES = {"1": "L", "F": "L", "I": "L", "CMYK": "RGB", "YCbCr": "RGB", "LAB": "RGB", "HSV": "RGB"}
"""Modes that browsers do not show, and the nearest that they do."""

_GRAY, _COLOR, _ALPHA = 1, 3, 4
"""Numbers of channels."""


def from_bytes(data: bytes, output_format: str) -> Picture:
    """Return an encoded picture, made smaller or of another type where that is needed.

    Raises
    ------
    PIL.UnidentifiedImageError
        No picture.
    """
    mime = sniff(data)
    with warnings.catch_warnings():
        # A picture that is large on purpose is the author's choice; PIL still refuses an absurd one.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(BytesIO(data)) as image:
            shown = (
                mime is not None and _is_wanted(mime, output_format) and not _is_photo(image, output_format)
            )
            # Frames after the first would be lost.
            if shown and (image.width <= MAX_WIDTH or getattr(image, "is_animated", False)):
                return Picture(data, mime)
            return encoded.get(data, ("bytes", output_format), lambda: _load(image, output_format))


def _load(image: Image.Image, output_format: str) -> Picture:
    image.load()
    return _encode(ImageOps.exif_transpose(image), output_format)


def from_pil(image: Image.Image, output_format: str) -> Picture:
    """Return a PIL image as an encoded picture."""
    quick = image.width <= MAX_WIDTH and _encoding(image, output_format) == "JPEG"
    # A palette is more than its bytes.
    if quick or image.mode in ("P", "PA"):
        return _encode(image, output_format)
    about = ("pil", image.mode, image.size, image.info, output_format)
    return encoded.get(image.tobytes(), about, lambda: _encode(image, output_format))


def _encode(image: Image.Image, output_format: str) -> Picture:
    encoding = _encoding(image, output_format)
    picture = _as_plain(image, encoding)
    if picture.width > MAX_WIDTH:
        height = max(1, round(picture.height * MAX_WIDTH / picture.width))
        sized = (
            picture.convert("RGBA" if "transparency" in picture.info else "RGB")
            if picture.mode == "P"
            else picture
        )
        picture = sized.resize((MAX_WIDTH, height), resample=Image.Resampling.BILINEAR)
    buffer = BytesIO()
    picture.save(buffer, format=encoding, quality=90)
    return Picture(buffer.getvalue(), f"image/{encoding.lower()}")


def from_array(array: NDArray[Any], *, clamp: bool, channels: str, output_format: str) -> Picture:
    """Return an array of pixels as an encoded picture.

    Parameters
    ----------
    array : numpy.ndarray
        Height by width, and 1, 3 or 4 channels; ints 0 to 255 or floats 0.0 to 1.0.
    clamp : bool
        Whether values outside are moved inside.
    channels : str
        ``"RGB"`` or ``"BGR"``.
    output_format : str
        ``"JPEG"``, ``"PNG"`` or ``"auto"``.

    Raises
    ------
    StreamlitValueError
        Not of 2 or 3 dimensions.
    StreamlitAPIException
        Another number of channels, or values outside of their range.
    """
    if array.ndim not in (2, 3):
        raise StreamlitValueError("image", ["a 2D or 3D NumPy array"])
    depth = array.shape[2] if array.ndim == _COLOR else _GRAY
    if depth not in (_GRAY, _COLOR, _ALPHA):
        raise StreamlitAPIException(f"Channel can only be 1, 3, or 4 got {depth}. Shape is {array.shape}")
    if channels == "BGR":
        if depth == _GRAY:
            raise StreamlitAPIException('With `channels="BGR"` the image needs exactly 3 color channels.')
        array = array[:, :, [2, 1, 0]]
    if array.dtype.kind != "f":
        return from_pil(_image(array, clamp=clamp), output_format)
    about = ("array", array.dtype.str, array.shape, clamp, output_format)
    return encoded.get(
        np.ascontiguousarray(array).data,
        about,
        lambda: _encode(_image(array, clamp=clamp), output_format),
    )


def _image(array: NDArray[Any], *, clamp: bool) -> Image.Image:
    pixels = _pixels(array, clamp=clamp)
    return Image.fromarray(pixels[:, :, 0] if pixels.shape[2:] == (_GRAY,) else pixels)


def _pixels(array: NDArray[Any], *, clamp: bool) -> NDArray[Any]:
    if array.dtype.kind == "b":
        return array.astype(np.uint8) * 255
    if array.dtype.kind not in "iuf":
        raise StreamlitAPIException(f"Pixels are numbers, not {array.dtype}.")
    top = 1.0 if array.dtype.kind == "f" else 255
    if array.dtype.kind == "f":
        array = np.nan_to_num(array, nan=0.0, posinf=np.inf, neginf=-np.inf)
    if array.size and (array.min() < 0 or array.max() > top):
        if not clamp:
            limits = "[0.0, 1.0]" if top == 1.0 else "[0, 255]"
            raise StreamlitAPIException(f"Data is outside {limits} and clamp is not set.")
        array = np.clip(array, 0, top)
    return (array * 255 if array.dtype.kind == "f" else array).astype(np.uint8)


def _encoding(image: Image.Image, output_format: str) -> str:
    wanted = output_format.upper()
    if wanted in ("JPEG", "PNG"):
        return wanted
    if wanted == "JPG":
        return "JPEG"
    transparent = image.mode in ("P", "RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    return "PNG" if transparent else "JPEG"


def _as_plain(image: Image.Image, encoding: str) -> Image.Image:
    """Return an image in a mode that its encoding, and browsers, know."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        pixels = np.asarray(image).astype(np.float64)
        low, high = (pixels.min(), pixels.max()) if pixels.size else (0.0, 0.0)
        top = 255.0 if high <= 255 and low >= 0 else 65535.0  # noqa: PLR2004  # the range of a byte
        return Image.fromarray(np.clip(pixels * (255.0 / top), 0, 255).astype(np.uint8))
    if image.mode in _PLAIN_MODES:
        return image.convert(_PLAIN_MODES[image.mode])
    if encoding == "JPEG" and image.mode not in ("L", "RGB"):
        return image.convert("RGB")
    return image.convert("RGBA") if image.mode in ("PA", "La", "RGBa") else image


def _is_photo(image: Image.Image, output_format: str) -> bool:
    """Whether a PNG is sent as JPEG, as Streamlit sends those through which nothing shows."""
    return image.format == "PNG" and _encoding(image, output_format) == "JPEG"


def _is_wanted(mime: str, output_format: str) -> bool:
    wanted = output_format.upper().replace("JPG", "JPEG")
    return wanted not in ("JPEG", "PNG") or mime == f"image/{wanted.lower()}"
