from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from revoila.widgets._container import Container
from revoila.widgets._root import Root

if TYPE_CHECKING:
    from collections.abc import Iterator


class Page(Root):
    def receive(self, content: Any, buffers: Any = ()) -> None:
        """Take nothing."""


@pytest.fixture
def root() -> Iterator[Page]:
    page = Page()
    yield page
    page.close()


def test_a_container_opens_when_it_is_shown_and_its_app_with_it(root: Page) -> None:
    container = Container(root, {"key": "results"})
    assert (root.comm, container.comm) == (None, None)
    bundle = container._repr_mimebundle_()
    view = bundle["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == container.comm.comm_id
    assert bundle["text/plain"] == "Container({'key': 'results'})"
    assert root.comm is not None
    container.close()


def test_a_front_end_finds_the_app_of_a_container_by_an_id_that_no_other_has(root: Page) -> None:
    container = Container(root, {"path": [1]})
    state = container.get_state()
    assert state["_app_id"] == root.get_state()["_app_id"]
    assert state["_app"] == f"IPY_MODEL_{root.model_id}"
    assert state["_address"] == {"path": [1]}
    assert Page()._app_id != root._app_id
    container.close()
