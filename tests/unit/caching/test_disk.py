"""``persist="disk"``: results that are there after a restart (the caching specification)."""

from __future__ import annotations

import os
import pickle
import stat
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

from revoila.caching import _disk, cache_data
from revoila.caching._registry import Registry
from revoila.elements._draw import draw

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE = 20.0
"""How long a test waits for what should happen at once, in seconds."""

TRACE: list[str] = []


class Trap:
    """Leaves a trace when it is unpickled."""

    def __reduce__(self) -> Any:
        return TRACE.append, ("unpickled",)


@pytest.fixture
def restart(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return what forgets everything that is in memory only."""

    def forget() -> None:
        monkeypatch.setattr(cache_data, "registry", Registry("cache_data"))
        _disk._key.cache_clear()

    return forget


@pytest.fixture
def files(tmp_path: Path) -> Callable[[], list[Path]]:
    """Return what lists the files of all results."""
    return lambda: sorted((tmp_path / "jupyter" / "revoila" / "cache").rglob("*.*"))


def counted(**options: Any) -> Any:
    """Return a cached function that says how often it ran."""
    made: list[Any] = []

    @cache_data(persist="disk", **options)
    def f(x: Any = 0, _ignored: Any = None) -> Any:
        made.append(x)
        return {"x": x, "made": len(made)}

    return f


@pytest.mark.parametrize("persist", ["disk", True])
def test_results_are_there_after_a_restart(persist: Any, restart: Callable[[], None]) -> None:
    """Statements 12 and 54."""
    made: list[int] = []

    @cache_data(persist=persist)
    def f(x: int) -> list[int]:
        made.append(x)
        return [x]

    f(1).append(5)
    restart()
    assert f(1) == [1]
    f(1).append(5)
    assert f(1) == [1]
    assert f(2) == [2]
    assert made == [1, 2]


@pytest.mark.parametrize("persist", [None, False])
def test_nothing_is_on_the_disk_unless_the_author_asks(persist: Any, files: Any) -> None:
    """Statement 12."""
    cache_data(persist=persist)(lambda: 1)()
    assert files() == []


def test_frames_arrays_and_nothing_are_there_after_a_restart(restart: Callable[[], None]) -> None:
    """Statements 12, 29 and 31."""
    made: list[str] = []

    @cache_data(persist="disk")
    def f(what: str) -> Any:
        made.append(what)
        return {"frame": pd.DataFrame({"a": [1, 2]}), "array": np.arange(3)}.get(what)

    for _ in range(2):
        frame = f("frame")
        frame.loc[0, "a"] = 9
        f("array")[0] = 9
        f("nothing")
        restart()
    pd.testing.assert_frame_equal(f("frame"), pd.DataFrame({"a": [1, 2]}))
    assert f("array").tolist() == [0, 1, 2]
    assert f("nothing") is None
    assert made == ["frame", "array", "nothing"]


def test_elements_are_drawn_again_after_a_restart(rerun: Any, restart: Callable[[], None]) -> None:
    """Statements 12 and 46."""

    def script() -> None:
        @cache_data(persist="disk")
        def f() -> None:
            draw("text", {"body": "a", "data": memoryview(b"bytes")})

        f()

    rerun(script)
    restart()
    page = rerun(script)
    assert page.texts() == ["a"]
    assert page.recorder.roots["main"].children[0].props["data"] == b"bytes"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_only_the_user_can_read_the_files(tmp_path: Path, files: Any) -> None:
    """Statement 12."""
    before = os.umask(0)
    try:
        counted()()
    finally:
        os.umask(before)
    (file,) = files()
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent, file.parent.parent)]
    assert modes == [0o600, 0o700, 0o700]
    assert stat.S_IMODE((tmp_path / "jupyter" / "revoila" / "cache.key").stat().st_mode) == 0o600


def test_there_is_a_folder_for_each_function_and_a_file_for_each_result(files: Any) -> None:
    """Statement 12."""
    f = counted()
    g = cache_data(persist="disk")(lambda: 1)
    f(1)
    f(2)
    f(1)
    g()
    names = [file.parent.name for file in files()]
    assert sorted(names.count(name) for name in set(names)) == [1, 2]
    assert all(file.suffix == ".result" for file in files())


def tampered(content: bytes) -> bytes:
    """Return a payload that runs code, below the signature of another one."""
    start = len(_disk.MAGIC) + 32
    return content[:start] + pickle.dumps((Trap(), ()))


@pytest.mark.parametrize(
    "change",
    [
        tampered,
        lambda content: content[:-1],
        lambda content: content + b"x",
        lambda _content: b"",
        lambda _content: pickle.dumps((Trap(), ())),
        lambda _content: _disk.MAGIC,
        lambda content: b"x" + content[1:],
        lambda content: _disk.MAGIC + bytes(32) + content[len(_disk.MAGIC) + 32 :],
    ],
)
def test_a_file_that_was_changed_is_not_unpickled(
    change: Callable[[bytes], bytes],
    files: Any,
    restart: Callable[[], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Statement 12."""
    TRACE.clear()
    f = counted()
    f()
    restart()
    (file,) = files()
    file.write_bytes(change(file.read_bytes()))
    assert f() == {"x": 0, "made": 2}
    assert TRACE == []
    assert "signature is wrong" in caplog.text
    restart()
    assert f() == {"x": 0, "made": 2}


@pytest.mark.parametrize("place", ["other arguments", "another function"])
def test_a_file_in_the_place_of_another_one_is_not_used(
    place: str, files: Any, restart: Callable[[], None]
) -> None:
    """Statement 12."""
    made: list[str] = []

    @cache_data(persist="disk")
    def f(x: int) -> str:
        made.append("f")
        return f"f {x}"

    @cache_data(persist="disk")
    def g(x: int) -> str:
        made.append("g")
        return f"g {x}"

    f(1)
    (mine,) = files()
    (f(2) if place == "other arguments" else g(1))
    (other,) = set(files()) - {mine}
    other.write_bytes(mine.read_bytes())
    restart()
    assert (f(2) if place == "other arguments" else g(1)) == ("f 2" if place == "other arguments" else "g 1")
    assert len(made) == 3


def test_files_of_another_installation_are_not_used(
    tmp_path: Path, restart: Callable[[], None], files: Any
) -> None:
    """Statement 12."""
    f = counted()
    f()
    (tmp_path / "jupyter" / "revoila" / "cache.key").unlink()
    restart()
    assert f()["made"] == 2
    assert len(files()) == 1


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_a_key_that_others_can_read_is_replaced(tmp_path: Path, restart: Callable[[], None]) -> None:
    """Statement 12."""
    f = counted()
    f()
    key = tmp_path / "jupyter" / "revoila" / "cache.key"
    before = key.read_bytes()
    key.chmod(0o644)
    restart()
    assert f()["made"] == 2
    assert key.read_bytes() != before
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_a_result_whose_class_is_gone_is_computed_anew(
    restart: Callable[[], None], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Statement 12."""
    module = sys.modules[__name__]
    monkeypatch.setattr(module, "Kind", type("Kind", (), {"__module__": __name__}), raising=False)
    made: list[int] = []

    @cache_data(persist="disk")
    def f() -> Any:
        made.append(1)
        return module.Kind() if len(made) == 1 else "new"

    f()
    monkeypatch.delattr(module, "Kind")
    restart()
    assert f() == "new"
    assert "cannot be read any more" in caplog.text


def test_clear_removes_the_files_of_one_result_of_a_function_or_of_all(
    files: Any, restart: Callable[[], None]
) -> None:
    """Statements 5, 12 and 43."""
    f, g = counted(), cache_data(persist="disk")(lambda: 1)
    f(1)
    f(2)
    g()
    f.clear(1, "anything")
    assert len(files()) == 2
    f.clear(99)
    f.clear()
    assert len(files()) == 1
    f(3)
    # Also of functions that this process has never called.
    restart()
    cache_data.clear()
    assert files() == []
    cache_data.clear()
    assert f(3)["made"] == 4


def test_clear_leaves_what_is_not_ours(tmp_path: Path, files: Any) -> None:
    """Statement 5."""
    f = counted()
    f()
    (file,) = files()
    mine = file.with_name("notes.txt")
    mine.write_text("mine")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.result").write_text("mine")
    (file.parent.parent / "link").symlink_to(elsewhere, target_is_directory=True)
    cache_data.clear()
    assert mine.read_text() == "mine"
    assert (elsewhere / "a.result").exists()
    assert not file.exists()


def test_ttl_is_ignored_with_one_warning(clock: Any, caplog: pytest.LogCaptureFixture) -> None:
    """Statement 12."""
    made: list[int] = []

    def script() -> int:
        @cache_data(persist="disk", ttl=10)
        def f() -> int:
            made.append(1)
            return len(made)

        return f()

    assert script() == 1
    clock.seconds += 1000
    assert script() == 1
    assert caplog.text.count("ttl of") == 1


def test_limits_are_those_of_the_memory(files: Any) -> None:
    """Statements 9 and 12."""
    f = counted(max_entries=1)
    f(1)
    f(2)
    assert [f(1)["made"], f(2)["made"], len(files())] == [1, 2, 2]
    g = cache_data(persist="disk", max_size="1KB")(lambda size: b"x" * size)
    g(700)
    g(701)
    (store,) = [store for store in cache_data.registry.stores() if store.settings.max_size and len(store)]
    assert (len(store), len(files())) == (1, 4)
    assert len(g(700)) == 700


def test_sessions_share_what_is_on_the_disk(rerun: Any, new_session: Any) -> None:
    """Statements 12 and 14."""
    made: list[int] = []

    def script() -> None:
        @cache_data(persist="disk", scope="session")
        def f() -> None:
            made.append(1)

        f()

    rerun(script)
    new_session()(script)
    assert len(made) == 1


def test_async_functions_can_be_on_the_disk(restart: Callable[[], None]) -> None:
    """Statements 12 and 39."""
    import asyncio

    made: list[int] = []

    @cache_data(persist="disk")
    async def f() -> int:
        made.append(1)
        return 7

    assert asyncio.run(f()) == 7
    restart()
    assert asyncio.run(f()) == 7
    assert len(made) == 1


def test_what_was_begun_before_a_clear_does_not_get_on_the_disk(files: Any) -> None:
    """Statement 41."""
    import asyncio

    async def main() -> None:
        go = asyncio.Event()

        @cache_data(persist="disk")
        async def f() -> int:
            await go.wait()
            return 1

        first = asyncio.ensure_future(f())
        await asyncio.sleep(0)
        f.clear()
        go.set()
        await first

    asyncio.run(main())
    assert files() == []


def test_a_folder_that_cannot_be_made_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Statement 12."""
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "file"))
    f = counted()
    assert [f(1)["made"], f(1)["made"], f(2)["made"]] == [1, 1, 2]
    assert caplog.text.count("cannot be kept on the disk") == 1
    f.clear(1)
    f.clear()
    cache_data.clear()


def test_what_cannot_be_written_down_is_in_memory(
    rerun: Any, caplog: pytest.LogCaptureFixture, files: Any
) -> None:
    """Statement 12."""
    made: list[int] = []

    def script() -> None:
        @cache_data(persist="disk")
        def f() -> None:
            made.append(1)
            draw("text", {"body": lambda: 1})

        f()

    rerun(script)
    rerun(script)
    assert (len(made), files()) == (1, [])
    assert "in memory only" in caplog.text


def test_many_threads_that_write_and_clear_leave_whole_files(restart: Callable[[], None], files: Any) -> None:
    """Statement 12."""
    done = Event()

    @cache_data(persist="disk")
    def f(x: int) -> bytes:
        return bytes([x]) * 10_000

    def clear() -> None:
        while not done.is_set():
            f.clear()

    with ThreadPoolExecutor(4) as pool:
        clearing = pool.submit(clear)
        results = list(pool.map(f, [number % 5 for number in range(300)]))
        done.set()
        clearing.result(PATIENCE)
    assert results == [bytes([number % 5]) * 10_000 for number in range(300)]
    assert all(file.suffix == ".result" for file in files())
    restart()
    assert [f(number) for number in range(5)] == [bytes([number]) * 10_000 for number in range(5)]


def test_processes_of_one_user_share_the_files(tmp_path: Path) -> None:
    """Statements 12 and 54."""
    script = tmp_path / "script.py"
    script.write_text(
        textwrap.dedent("""
            import os
            import revoila as st

            @st.cache_data(persist="disk")
            def on_disk():
                return os.getpid()

            @st.cache_data
            def in_memory():
                return os.getpid()

            print(on_disk(), in_memory(), os.getpid())
        """)
    )

    def run() -> list[str]:
        process = subprocess.run(  # our own interpreter
            [sys.executable, str(script)], check=True, capture_output=True, text=True, env=os.environ.copy()
        )
        return process.stdout.split()

    first, second = run(), run()
    assert first[0] == first[2]
    assert second == [first[0], second[2], second[2]]
