"""Figures of Matplotlib, as pictures."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from matplotlib.figure import Figure
from PIL import Image

import revoila
from revoila.errors import StreamlitInvalidWidthError, StreamlitMissingRequiredParameterError

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile


@pytest.fixture
def fig() -> Figure:
    figure = Figure(figsize=(2, 1))
    figure.add_subplot().plot([1, 2])
    return figure


def picture(page: Any) -> ImageFile:
    (image,) = page.props()["images"]
    return Image.open(BytesIO(image["data"]))


def test_a_figure_is_a_sharp_png(page: Any, fig: Figure) -> None:
    revoila.pyplot(fig)
    assert page.last.kind == "image"
    assert (page.props()["command"], page.props()["width"]) == ("pyplot", "stretch")
    assert page.props()["images"][0]["mime"] == "image/png"
    assert picture(page).info["dpi"] == pytest.approx((200, 200), abs=1)


def test_an_unchanged_figure_is_an_equal_element(page: Any, fig: Figure) -> None:
    revoila.pyplot(fig)
    revoila.pyplot(fig)
    assert page.main[0] == page.main[1]


def test_a_figure_can_be_emptied_afterwards(page: Any, fig: Figure) -> None:
    revoila.pyplot(fig)
    assert fig.axes
    revoila.pyplot(fig, clear_figure=True)
    assert not fig.axes


def test_options_of_savefig_work_with_a_warning(page: Any, fig: Figure) -> None:
    revoila.pyplot(fig, dpi=50, format="jpg")
    assert page.kinds() == ["warning", "image"]
    assert "savefig" in page.props(0)["body"]
    assert page.props()["images"][0]["mime"] == "image/jpeg"
    assert picture(page).width < 150


def test_width_and_description(page: Any, fig: Figure) -> None:
    revoila.pyplot(fig, width=200, alt=" x ")
    assert (page.props()["width"], page.props()["images"][0]["alt"]) == (200, "x")
    revoila.pyplot(fig, alt="", use_container_width=False)
    assert (page.props()["width"], page.props()["images"][0]["alt"]) == ("content", "")
    with pytest.raises(StreamlitInvalidWidthError):
        revoila.pyplot(fig, width="auto")


def test_a_figure_is_needed(page: Any) -> None:
    with pytest.raises(StreamlitMissingRequiredParameterError, match="fig"):
        revoila.pyplot(None)
    with pytest.raises(AttributeError, match="savefig"):
        revoila.pyplot(5)
