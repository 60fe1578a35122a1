"""Every context of a process can have its own ``__main__``."""

from __future__ import annotations

import pickle
import sys
from contextvars import copy_context
from types import ModuleType

import pytest

from revoila.runtime import _main
from revoila.runtime._script import as_main


@pytest.fixture(autouse=True)
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    _main.share_main()


def test_outside_of_every_context_it_is_the_original() -> None:
    before = sys.modules["__main__"]
    _main.share_main()
    assert sys.modules["__main__"] is before
    assert sys.modules["__main__"].__name__ == "__main__"


def test_two_scripts_find_their_own_names() -> None:
    one, other = ModuleType("__main__"), ModuleType("__main__")
    for module in (one, other):
        exec("class Point: pass", module.__dict__)  # noqa: S102  # as a script is run
    first, second = copy_context(), copy_context()
    first.run(_main.enter_main, one)
    second.run(_main.enter_main, other)
    for context, module in ((first, one), (second, other)):
        point = context.run(lambda: pickle.loads(pickle.dumps(sys.modules["__main__"].Point())))  # noqa: S301
        assert type(point) is module.Point
        assert context.run(lambda: vars(sys.modules["__main__"])) is module.__dict__
    assert not hasattr(sys.modules["__main__"], "Point")


def test_names_are_set_and_deleted_in_the_own_module() -> None:
    module = ModuleType("__main__")
    with as_main(module, replace=True):
        main = sys.modules["__main__"]
        main.x = 1  # type: ignore[attr-defined]
        assert module.x == 1
        assert "x" in dir(main)
        del main.x
    assert not hasattr(module, "x")
