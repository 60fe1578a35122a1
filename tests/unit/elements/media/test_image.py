"""Pictures: where they come from, and how they travel."""

from __future__ import annotations

import base64
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image, UnidentifiedImageError

import revoila
from revoila.elements.media._source import MediaFileStorageError, is_svg, sniff
from revoila.elements.media.image import image_data, to_picture
from revoila.errors import (
    StreamlitAPIException,
    StreamlitInvalidURLError,
    StreamlitInvalidWidthError,
    StreamlitValueError,
)

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://example.org/a.png"
SVG = "<svg xmlns='http://www.w3.org/2000/svg'/>"


def encoded(image: Image.Image, format: str = "PNG") -> bytes:
    buffer = BytesIO()
    image.save(buffer, format=format)
    return buffer.getvalue()


def shown(page: Any) -> Image.Image:
    """The only picture on the page."""
    (image,) = page.props()["images"]
    opened = Image.open(BytesIO(image["data"]))
    assert Image.MIME[str(opened.format)] == image["mime"]
    return opened


@pytest.mark.parametrize("url", [URL, "http://x", "data:image/png;base64,AAAA", "/app/static/x.png"])
def test_urls_are_left_to_the_browser(page: Any, url: str) -> None:
    revoila.image(url)
    assert page.last.kind == "image"
    assert page.props() == {"images": [{"url": url}], "width": "content"}


@pytest.mark.parametrize("text", [SVG, f"  <?xml version='1.0'?>\n<!-- c --><!DOCTYPE svg>{SVG}"])
def test_svg_travels_as_it_is(page: Any, text: str, tmp_path: Path) -> None:
    file = tmp_path / "a.svg"
    file.write_text(text)
    for source in (text, text.encode(), BytesIO(text.encode()), StringIO(text), file, str(file)):
        revoila.image(source)
        assert page.props()["images"] == [{"data": text.encode(), "mime": "image/svg+xml"}]


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_encoded_pictures_travel_as_they_are(page: Any, format: str, tmp_path: Path) -> None:
    data = encoded(Image.new("RGBA" if format == "PNG" else "RGB", (20, 10)), format)
    file = tmp_path / "picture"
    file.write_bytes(data)
    with file.open("rb") as opened:
        for source in (data, bytearray(data), BytesIO(data), file, str(file), opened):
            revoila.image(source)
            assert page.props()["images"] == [{"data": data, "mime": f"image/{format.lower()}"}]


def test_a_png_through_which_nothing_shows_is_sent_as_a_jpeg_unless_the_author_wants_it(page: Any) -> None:
    """As Streamlit 1.67 `st.image` takes ``output_format="auto"``."""
    data = encoded(Image.new("RGB", (20, 10)))
    revoila.image(data)
    assert (shown(page).format, shown(page).size) == ("JPEG", (20, 10))
    revoila.image(data, output_format="PNG")
    assert page.props()["images"] == [{"data": data, "mime": "image/png"}]


def test_formats_that_browsers_do_not_show_are_converted(page: Any) -> None:
    revoila.image(encoded(Image.new("RGB", (20, 10)), "TIFF"))
    assert (shown(page).format, shown(page).size) == ("JPEG", (20, 10))


def test_a_chosen_format_is_kept_to(page: Any) -> None:
    revoila.image(encoded(Image.new("RGB", (20, 10)), "PNG"), output_format="JPEG")
    assert shown(page).format == "JPEG"
    revoila.image(encoded(Image.new("RGB", (20, 10)), "JPEG"), output_format="PNG")
    assert shown(page).format == "PNG"


def test_wide_pictures_become_smaller(page: Any) -> None:
    for source in (Image.new("RGB", (2920, 100)), encoded(Image.new("RGB", (2920, 100)))):
        revoila.image(source)
        assert shown(page).size == (1460, 50)
    revoila.image(Image.new("P", (2920, 1)))
    assert shown(page).size == (1460, 1)


def test_wide_animations_keep_their_frames(page: Any) -> None:
    frames = [Image.new("RGB", (1500, 2), color) for color in ("red", "blue")]
    buffer = BytesIO()
    frames[0].save(buffer, format="GIF", save_all=True, append_images=frames[1:])
    revoila.image(buffer)
    assert page.props()["images"][0]["data"] == buffer.getvalue()


def test_photographs_are_turned_the_right_way(page: Any) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright
    buffer = BytesIO()
    Image.new("RGB", (1500, 10)).save(buffer, format="JPEG", exif=exif)
    revoila.image(buffer)
    assert shown(page).size == (10, 1500)


@pytest.mark.parametrize(
    ("mode", "format"),
    [
        ("RGB", "JPEG"),
        ("L", "JPEG"),
        ("1", "JPEG"),
        ("CMYK", "JPEG"),
        ("I", "JPEG"),
        ("I;16", "JPEG"),
        ("F", "JPEG"),
        ("YCbCr", "JPEG"),
        ("HSV", "JPEG"),
        ("RGBA", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("PA", "PNG"),
    ],
)
@pytest.mark.parametrize("output_format", ["auto", "PNG", "JPEG", "jpg"])
def test_every_mode_of_pil(page: Any, mode: str, format: str, output_format: str) -> None:
    revoila.image(Image.new(mode, (20, 10)), output_format=output_format)
    expected = {"auto": format, "jpg": "JPEG"}.get(output_format, output_format)
    assert (shown(page).format, shown(page).size) == (expected, (20, 10))


def test_sixteen_bits_keep_their_contrast(page: Any) -> None:
    revoila.image(Image.fromarray(np.array([[0, 65535]], "uint16")), output_format="PNG")
    assert np.asarray(shown(page)).tolist() == [[0, 255]]


@pytest.mark.parametrize(
    ("pixels", "result"),
    [
        (np.array([[0, 255]], "uint8"), [[0, 255]]),
        (np.array([[[0], [7]]]), [[0, 7]]),
        (np.array([[0.0, 1.0]]), [[0, 255]]),
        (np.array([[False, True]]), [[0, 255]]),
        (np.array([[[255, 0, 9]]]), [[[255, 0, 9]]]),
        (np.array([[[255, 0, 9, 128]]]), [[[255, 0, 9, 128]]]),
        (np.array([[np.nan, 0.5]]), [[0, 127]]),
    ],
)
def test_arrays_are_pixels(page: Any, pixels: Any, result: list[Any]) -> None:
    revoila.image(pixels, output_format="PNG")
    assert np.asarray(shown(page)).tolist() == result


def test_arrays_are_photographs_unless_transparent(page: Any) -> None:
    revoila.image(np.zeros((2, 2, 3), "uint8"))
    assert shown(page).format == "JPEG"
    revoila.image(np.zeros((2, 2, 4), "uint8"))
    assert shown(page).format == "PNG"


def test_the_other_order_of_colors(page: Any) -> None:
    revoila.image(np.array([[[1, 2, 3]]], "uint8"), channels="BGR", output_format="PNG")
    assert np.asarray(shown(page)).tolist() == [[[3, 2, 1]]]


@pytest.mark.parametrize("top", [300, 2.0])
def test_values_outside_need_clamp(page: Any, top: float) -> None:
    pixels = np.array([[[top, -1, 0]]])
    with pytest.raises(StreamlitAPIException, match="clamp"):
        revoila.image(pixels)
    revoila.image(pixels, clamp=True, output_format="PNG")
    assert np.asarray(shown(page)).tolist() == [[[255, 0, 0]]]


@given(
    arrays.arrays(
        dtype=st.sampled_from(["uint8", "int32", "float64", "float32", "bool"]),
        shape=st.tuples(st.integers(1, 4), st.integers(1, 4), st.sampled_from([1, 3, 4])),
        elements={"min_value": 0, "max_value": 1},
    )
)
def test_any_pixels_within_their_range_are_a_picture(pixels: Any) -> None:
    picture = to_picture(pixels)
    assert picture.data is not None
    assert Image.open(BytesIO(picture.data)).size == (pixels.shape[1], pixels.shape[0])


@pytest.mark.parametrize(
    ("pixels", "kwargs", "error"),
    [
        (np.zeros((2, 2, 2)), {}, StreamlitAPIException),
        (np.zeros((2, 2, 5)), {}, StreamlitAPIException),
        (np.zeros((2, 2)), {"channels": "BGR"}, StreamlitAPIException),
        (np.zeros((2, 2, 1)), {"channels": "BGR"}, StreamlitAPIException),
        (np.array([["a"]]), {}, StreamlitAPIException),
        (np.zeros(3), {}, StreamlitValueError),
        (np.zeros((1, 1, 1, 1, 1)), {}, StreamlitValueError),
    ],
)
def test_other_arrays_are_refused(
    page: Any, pixels: Any, kwargs: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        revoila.image(pixels, **kwargs)
    assert page.main == []


@pytest.mark.parametrize("several", [[URL, SVG], (URL, SVG), {URL: None, SVG: None}.keys()])
def test_several_pictures(page: Any, several: Any) -> None:
    revoila.image(list(several), caption=["one", None], alt=["a", None])
    first, second = page.props()["images"]
    assert first == {"url": URL, "caption": "one", "alt": "a"}
    assert second == {"data": SVG.encode(), "mime": "image/svg+xml"}


def test_an_array_of_several_pictures(page: Any) -> None:
    revoila.image(np.zeros((2, 4, 4, 3)))
    assert len(page.props()["images"]) == 2
    revoila.image([])
    assert page.props()["images"] == []


@pytest.mark.parametrize("caption", ["one", ["one", "two", "three"]])
def test_captions_must_match_the_pictures(page: Any, caption: Any) -> None:
    with pytest.raises(StreamlitAPIException, match="captions"):
        revoila.image([URL, URL], caption=caption)


@pytest.mark.parametrize(("caption", "text"), [("**c**", "**c**"), (5, "5"), (["c"], "c")])
def test_a_caption(page: Any, caption: Any, text: str) -> None:
    revoila.image(URL, caption)
    assert page.props()["images"][0]["caption"] == text
    revoila.image(URL, caption="")
    assert "caption" not in page.props()["images"][0]


def test_descriptions(page: Any) -> None:
    revoila.image(URL, alt="")
    assert page.props()["images"][0]["alt"] == ""
    revoila.image(URL, alt="  ")
    assert "alt" not in page.props()["images"][0]
    with pytest.raises(StreamlitAPIException, match="alt"):
        revoila.image([URL, URL], alt="one")
    with pytest.raises(StreamlitAPIException, match="alt"):
        revoila.image([URL, URL], alt=["one"])


def test_links(page: Any) -> None:
    revoila.image(URL, link="https://example.org")
    assert page.props()["link"] == "https://example.org"
    revoila.image(URL, link="")
    assert "link" not in page.props()
    with pytest.raises(StreamlitAPIException, match="link"):
        revoila.image([URL, URL], link="https://example.org")
    for script in ("javascript:alert(1)", " JavaScript :alert(1)", "data:text/html,x"):
        with pytest.raises(StreamlitInvalidURLError):
            revoila.image(URL, link=script)


def test_width(page: Any) -> None:
    revoila.image(URL, width=200)
    assert page.props()["width"] == 200
    revoila.image(URL, use_container_width=True)
    assert page.props()["width"] == "stretch"
    for width in (0, None):
        with pytest.raises(StreamlitInvalidWidthError):
            revoila.image(URL, width=width)  # type: ignore[arg-type]  # what is tested


def test_the_removed_width_switch_warns(page: Any) -> None:
    revoila.image(URL, use_column_width="auto")
    assert page.kinds() == ["warning", "image"]
    assert "use_column_width" in page.props(0)["body"]


@pytest.mark.parametrize("path", ["nope.png", "", "ftp://x/a.png", "app/static/x.png", "a\0b"])
def test_a_missing_file_is_named(page: Any, path: str) -> None:
    with pytest.raises(MediaFileStorageError, match="Error opening"):
        revoila.image(path)


def test_bytes_that_are_no_picture_are_refused(page: Any) -> None:
    for data in (b"abc", b"", b"\x89PNG\r\n\x1a\nbroken"):
        with pytest.raises(UnidentifiedImageError):
            revoila.image(data)


@pytest.mark.parametrize("image", [None, 5, [1], [[URL]], object(), (i for i in [URL])])
def test_other_objects_are_refused(page: Any, image: object) -> None:
    with pytest.raises(AttributeError, match="image"):
        revoila.image(image)


def test_an_absurdly_large_picture_is_refused(page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 10)
    with pytest.raises(Image.DecompressionBombError):
        revoila.image(encoded(Image.new("L", (100, 100))))


def test_a_picture_as_a_url() -> None:
    assert image_data(URL) == URL
    data = encoded(Image.new("RGBA", (2, 2)))
    assert image_data(data) == f"data:image/png;base64,{base64.b64encode(data).decode()}"


@given(st.binary(max_size=40))
def test_sniffing_takes_any_bytes(data: bytes) -> None:
    assert sniff(data) is None or sniff(data).startswith("image/")  # type: ignore[union-attr]  # not None


def test_text_that_mentions_svg_is_none() -> None:
    assert not is_svg("a <svg>")
    assert not is_svg("<svgx>")
    assert not is_svg("<!--" * 2000)


def test_a_large_picture_stays_in_the_kernel_until_it_is_seen(page: Any) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (800, 800, 3), np.uint8)
    revoila.image(noise, output_format="PNG")
    (shown,) = page.props()["images"]
    assert set(shown) == {"file"}
    assert shown["file"].mime == "image/png"
    assert np.array_equal(np.asarray(Image.open(BytesIO(shown["file"].read(0, 10**7)))), noise)
    revoila.image(noise[:100])
    assert set(page.props()["images"][0]) == {"data", "mime"}
