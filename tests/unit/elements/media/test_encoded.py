"""Pictures that are shown again are not encoded again, and never are they others."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

from revoila.elements.media import _encoded, _raster
from revoila.elements.media._encoded import EncodedPictures
from revoila.elements.media._source import Picture

if TYPE_CHECKING:
    from collections.abc import Callable

PIXELS = np.arange(40 * 30 * 4, dtype=np.uint8).reshape(30, 40, 4)


@pytest.fixture(autouse=True)
def count(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was really encoded; nothing is known at the beginning."""
    made: list[Any] = []
    real = _raster._encode

    def encode(image: Image.Image, output_format: str) -> Picture:
        made.append(image)
        return real(image, output_format)

    monkeypatch.setattr(_raster, "_encode", encode)
    monkeypatch.setattr(_raster, "encoded", EncodedPictures())
    return made


def from_array(
    array: Any, *, clamp: bool = True, channels: str = "RGB", output_format: str = "auto"
) -> Picture:
    return _raster.from_array(array, clamp=clamp, channels=channels, output_format=output_format)


def wide() -> bytes:
    """A picture that is made smaller."""
    buffer = BytesIO()
    Image.new("RGB", (2000, 10), "red").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "show",
    [
        lambda: _raster.from_pil(Image.fromarray(PIXELS), "auto"),
        lambda: from_array(PIXELS.copy()),
        lambda: from_array(PIXELS / 255),
        lambda: from_array((PIXELS / 255)[::-1]),
        lambda: _raster.from_bytes(wide(), "auto"),
    ],
    ids=["pil", "bytes", "floats", "reversed", "wide"],
)
def test_the_same_picture_is_encoded_once(show: Callable[[], Picture], count: list[Any]) -> None:
    first, again = show(), show()
    assert first.data
    # The very same bytes: what compares and names them need not look at them.
    assert again.data is first.data
    assert len(count) == 1


def test_another_picture_is_another_one() -> None:
    floats = PIXELS / 255
    shown = [from_array(floats).data]
    floats[0, 0, 0] = 1.0
    shown.append(from_array(floats).data)
    shown.append(from_array(floats, output_format="JPEG").data)
    shown.append(from_array(floats, channels="RGB", output_format="PNG").data)
    shown.append(from_array(floats[:, :, :3], channels="BGR").data)
    shown.append(from_array(floats.reshape(40, 30, 4)).data)
    # The format is part of what is asked for, though PNG is what it would be anyway.
    assert len(set(shown)) == len(shown) - 1


def test_a_picture_that_was_changed_in_place_is_encoded_anew() -> None:
    image = Image.fromarray(PIXELS.copy())
    before = _raster.from_pil(image, "auto").data
    image.putpixel((0, 0), (9, 9, 9, 9))
    assert _raster.from_pil(image, "auto").data != before


def test_pictures_of_other_colours_with_the_same_indexes_are_others() -> None:
    indexes = np.zeros((4, 4), dtype=np.uint8)
    one, other = (Image.fromarray(indexes, "L").convert("P") for _ in range(2))
    one.putpalette([255, 0, 0])
    other.putpalette([0, 0, 255])
    assert _raster.from_pil(one, "auto").data != _raster.from_pil(other, "auto").data


def test_what_was_not_used_for_longest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_encoded, "MOST", 25)
    kept = EncodedPictures()
    made: list[bytes] = []

    def show(name: bytes) -> None:
        def encode() -> Picture:
            made.append(name)
            return Picture(name * 10, "image/png")

        assert kept.get(name, (), encode).data == name * 10

    for name in (b"a", b"b", b"a", b"c", b"a", b"b"):
        show(name)
    assert made == [b"a", b"b", b"c", b"b"]


def test_what_is_larger_than_all_that_is_kept_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_encoded, "MOST", 5)
    kept = EncodedPictures()
    large = Picture(b"x" * 10, "image/png")
    assert kept.get(b"p", (), lambda: large) is large
    again = Picture(b"x" * 10, "image/png")
    assert kept.get(b"p", (), lambda: again) is again


def test_values_that_are_refused_are_refused_each_time() -> None:
    for _ in range(2):
        with pytest.raises(Exception, match="outside"):
            from_array(np.full((2, 2), 3.0), clamp=False)
