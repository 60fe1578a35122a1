"""The sidebar and the bottom of the page."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.elements.conftest import FakeRun

from revoila._context import activate
from revoila.elements.inputs.button import button
from revoila.elements.layout.container import container
from revoila.elements.layout.roots import bottom, sidebar
from revoila.elements.text.text import text
from revoila.errors import StreamlitAPIException, StreamlitInvalidLayoutContextError

if TYPE_CHECKING:
    from tests.unit.elements.conftest import Page


def test_a_block_and_a_method_draw_into_the_sidebar(page: Page) -> None:
    """Statements 52 and 53."""
    with sidebar as entered:
        text("a")
        with container():
            text("b")
    sidebar.text("c")
    text("d")
    assert entered is sidebar
    assert page.kinds(page.sidebar) == ["text", "container", "text"]
    assert page.kinds() == ["text"]


def test_the_bottom_is_a_place_of_its_own(page: Page) -> None:
    """Statement 52."""
    with bottom:
        text("a")
    bottom.text("b")
    assert page.kinds(page.bottom) == ["text", "text"]


def test_the_same_input_may_stand_in_main_area_and_sidebar(page: Page) -> None:
    button("Go")
    sidebar.button("Go")
    assert page.specs[0].id != page.specs[1].id


def test_the_bottom_is_only_for_the_main_area(page: Page) -> None:
    """Statement 63."""
    with sidebar:
        with pytest.raises(StreamlitInvalidLayoutContextError, match=r"st\.sidebar"):
            bottom.text("x")
        with pytest.raises(StreamlitInvalidLayoutContextError):
            bottom.__enter__()
    with activate(page.run, page.run.event), pytest.raises(StreamlitInvalidLayoutContextError):
        bottom.text("x")
    with bottom:
        sidebar.text("x")
    assert page.bottom == []
    assert page.kinds(page.sidebar) == ["text"]


def test_an_error_in_a_block_leaves_the_sidebar(page: Page) -> None:
    with pytest.raises(ZeroDivisionError), sidebar, sidebar:
        raise ZeroDivisionError
    text("x")
    assert page.kinds() == ["text"]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("foo", r"`foo\(\)` is not a valid"),
        ("rerun", r"`rerun\(\)` does not exist for `st.sidebar`. Did you mean `st.rerun\(\)`"),
        ("set_page_config", r"for `st.sidebar`"),
        ("sidebar", r"`sidebar\(\)` is not a valid Streamlit command"),
    ],
)
def test_what_the_sidebar_does_not_offer_is_explained(page: Page, name: str, message: str) -> None:
    with pytest.raises(StreamlitAPIException, match=message):
        getattr(sidebar, name)()


def test_what_the_bottom_does_not_offer_is_explained(page: Page) -> None:
    with pytest.raises(StreamlitAPIException, match="for `DeltaGenerator` objects"):
        bottom.rerun()  # type: ignore[attr-defined]  # what is tested


@pytest.mark.parametrize("root", [sidebar, bottom])
def test_a_root_cannot_be_called(root: Any) -> None:
    with pytest.raises(TypeError):
        root()


def test_sessions_that_run_at_once_do_not_mix() -> None:
    """The objects are shared by all sessions of a process."""
    runs = [FakeRun(), FakeRun()]
    inside, leave = threading.Barrier(2), threading.Barrier(2)

    def script(run: FakeRun) -> None:
        with activate(run, run.main):
            with sidebar:
                inside.wait(5)
                text("in")
                leave.wait(5)
            text("out")

    threads = [threading.Thread(target=script, args=(run,)) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    for run in runs:
        assert len(run.roots["sidebar"].children) == len(run.roots["main"].children) == 1


def test_roots_outside_of_a_run_draw_nothing() -> None:
    with sidebar, bottom:
        text("x")
    sidebar.text("x")
