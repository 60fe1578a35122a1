"""The logo of an app; numbers are statements of the pages specification."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PIL import Image

import revoila as st
from revoila.errors import StreamlitAPIException, StreamlitInvalidURLError, StreamlitValueError

if TYPE_CHECKING:
    from pathlib import Path

SVG = "<svg xmlns='http://www.w3.org/2000/svg'></svg>"


def png() -> bytes:
    """Return a picture."""
    file = BytesIO()
    Image.new("RGB", (2, 1), "red").save(file, "PNG")
    return file.getvalue()


def shown(visit: Any, *lines: str) -> Any:
    """Return the logo of an app."""
    app = visit("\n".join(("import revoila as st", *lines)))
    assert app.nodes("exception") == []
    return app.app["logo"]


@pytest.mark.parametrize("image", ["🐧", ":material/home:", "https://example.org/a.png", "/app/static/a.png"])
def test_icons_and_addresses_travel_as_they_are(visit: Any, image: str) -> None:
    """Statement 54."""
    assert shown(visit, f"st.logo({image!r})") == {"image": image, "size": "medium"}


def test_all_other_pictures_travel_with_the_page(visit: Any, tmp_path: Path) -> None:
    """Statement 54."""
    (tmp_path / "a.png").write_bytes(png())
    path = str(tmp_path / "a.png")
    for image in (
        repr(png()),
        f"io.BytesIO({png()!r})",
        repr(path),
        f"pathlib.Path({path!r})",
        "PIL.Image.new('RGB', (2, 1))",
        "numpy.zeros((1, 2, 3), 'uint8')",
    ):
        logo = shown(
            visit,
            "import io, numpy, pathlib, PIL.Image",
            f"st.logo({image}, icon_image={image}, size='Large')",
        )
        kind, _, data = logo["image"].partition(",")
        assert kind.startswith("data:image/")
        assert Image.open(BytesIO(base64.b64decode(data))).size == (2, 1)
        assert logo["icon_image"] == logo["image"]
        assert logo["size"] == "large"
    assert shown(visit, f"st.logo({SVG!r})")["image"].startswith("data:image/svg+xml;base64,")


def test_the_last_call_of_a_run_counts_and_none_removes_it(visit: Any) -> None:
    """Statement 54."""
    app = visit("""
        import revoila as st
        if not st.checkbox("Off"):
            st.logo("🐧", icon_image="🎈", link="https://example.org")
            st.logo("🎉", size="SMALL", icon_image="")
    """)
    assert app.app["logo"] == {"image": "🎉", "size": "small"}
    assert app.change(Off=True).app["logo"] is None


def test_a_page_of_the_app_may_have_its_own(visit: Any) -> None:
    logo = shown(
        visit,
        "st.logo('🐧', link='HTTPS://example.org')",
        "def page(): st.logo('🎉')",
        "st.navigation([st.Page(page)]).run()",
    )
    assert logo == {"image": "🎉", "size": "medium"}


@pytest.mark.parametrize(
    "image",
    [
        "",
        " ",
        "nothing here",
        "spinner",
        ":tulip:",
        ":material/no_such_symbol:",
        "javascript:alert(1)",
        None,
        5,
        [SVG],
        b"no picture",
        np.zeros((2, 2, 7)),
    ],
    ids=repr,
)
def test_what_is_no_picture_is_refused(image: Any) -> None:
    """Statement 54."""
    with pytest.raises(StreamlitAPIException, match=r"The `image` of `st\.logo` cannot be shown"):
        st.logo(image)
    if image is not None and not (isinstance(image, str) and image == ""):
        with pytest.raises(StreamlitAPIException, match="The `icon_image`"):
            st.logo("🐧", icon_image=image)


@pytest.mark.parametrize("size", ["huge", "", None, 5])
def test_an_unknown_size_is_refused(size: Any) -> None:
    """Statement 54."""
    with pytest.raises(StreamlitValueError, match=r"Invalid `size` value.*'small', 'medium', 'large'"):
        st.logo("🐧", size=size)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "mailto:a@b.c", "/page", "example.org", "https://", 5]
)
def test_a_link_leads_to_the_web(link: Any) -> None:
    """Statement 54."""
    with pytest.raises(StreamlitInvalidURLError):
        st.logo("🐧", link=link)


def test_containers_have_no_logo() -> None:
    """Statement 55."""
    with pytest.raises(StreamlitAPIException, match=r"Did you mean `st\.logo\(\)`"):
        st.sidebar.logo("🐧")  # type: ignore[attr-defined]
