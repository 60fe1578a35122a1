"""Viewers of apps over links: what they get, what they cannot do, and what ends them."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import TYPE_CHECKING, Any

import psutil  # type: ignore[import-untyped]  # it ships no types
import pytest
from tests.integration.conftest import gone, until
from tests.integration.shared.conftest import WAIT, Apps, Start, Viewer, elements, run, soon

from revoila.serving.shared._frames import HEAD, LARGEST, MESSAGE
from revoila.serving.shared._remote import HostError

if TYPE_CHECKING:
    from collections.abc import Callable

    from revoila.serving.shared._remote import HostProcess

COUNTER = """
import revoila as st
st.session_state.setdefault("n", 0)
if st.button("Add"):
    st.session_state.n += 1
st.write(f"count is {st.session_state.n} for {st.query_params.get('who')}")
"""

MANY = 10_000


async def count(host: HostProcess) -> dict[str, int]:
    return dict(await soon(host.call("count")))


async def answered(host: HostProcess, do: str, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Ask a host until it says what is wanted."""
    async with asyncio.timeout(WAIT):
        while not wanted(found := await soon(host.call(do))):  # noqa: ASYNC110  # it is asked again
            await asyncio.sleep(0.01)
    return dict(found)


def test_a_page_sees_its_app_and_clicks(apps: Apps) -> None:
    apps.write(COUNTER)

    async def test() -> None:
        page = await apps.visit("who=ann")
        for number in range(1, 4):
            page.click()
            patch = await page.shown(f"count is {number} for ann")
            assert patch["method"] == "patch"
        assert {one["msg_type"] for one in page.frames} == {"comm_msg"}
        assert {one["content"]["comm_id"] for one in page.frames} == {page.page}

    run(test())


def test_kernels_without_sockets_cost_little(apps: Apps) -> None:
    apps.write(COUNTER)

    async def test() -> None:
        host, _ = await apps.open()
        pages = [await apps.visit() for _ in range(20)]
        before, memory = await count(host), psutil.Process(host.pid).memory_full_info().uss
        pages += [await apps.visit() for _ in range(50)]
        after, more = await count(host), psutil.Process(host.pid).memory_full_info().uss
        assert after["kernels"] == before["kernels"] + 50
        assert after["links"] == before["links"] + 50
        # What watches the script for all of them may have begun meanwhile.
        assert after["files"] - before["files"] < 5
        assert (more - memory) / 50 < 100_000

    run(test())


def test_a_loud_link_is_a_jupyter_client(apps: Apps) -> None:
    apps.write(
        "import revoila as st, ipywidgets\nprint('printed')\n"
        "st.session_state.setdefault('label', ipywidgets.Label('mine'))\nst.write('here')\n"
    )

    async def test() -> None:
        client = await Viewer(*await apps.open(), quiet=False).ready()

        async def ask(kind: str, content: dict[str, Any]) -> list[dict[str, Any]]:
            """Return what comes between busy and idle, both included."""
            asked = client.send(kind, content)
            found = []
            while True:
                message = await client.next()
                if message["parent_header"].get("msg_id") != asked:
                    continue
                found.append(message)
                if message["content"].get("execution_state") == "idle":
                    return found

        busy, info, _idle = await ask("kernel_info_request", {})
        assert busy["content"] == {"execution_state": "busy"}
        assert info["msg_type"] == "kernel_info_reply"
        assert info["content"]["language_info"]["name"] == "python"
        await ask("comm_open", {"comm_id": "ctl", "target_name": "jupyter.widget.control", "data": {}})
        (_, states, _) = await ask("comm_msg", {"comm_id": "ctl", "data": {"method": "request_states"}})
        names = [one["model_name"] for one in states["content"]["data"]["states"].values()]
        assert "LabelModel" in names
        (_, reply, _) = await ask("comm_info_request", {"target_name": "jupyter.widget.control"})
        assert list(reply["content"]["comms"]) == ["ctl"]

    run(test())


def test_prints_go_to_the_log_of_the_server(apps: Apps, capfd: pytest.CaptureFixture[str]) -> None:
    apps.write("import sys\nprint('to out')\nprint('to err', file=sys.stderr)\n")

    async def test() -> None:
        page = await apps.visit()
        assert {one["msg_type"] for one in page.frames} == {"comm_msg"}

    run(test())
    lines = capfd.readouterr().err.splitlines()
    assert "to out" in lines
    assert "to err" in lines


@pytest.mark.parametrize("quiet", [True, False])
def test_what_viewers_must_not_send_is_dropped(apps: Apps, *, quiet: bool) -> None:
    apps.write(COUNTER)

    async def test() -> None:
        host, kernel = await apps.open()
        viewer = await Viewer(host, kernel, quiet=quiet).ready()
        code = f"open({str(apps.folder / 'hacked')!r}, 'w')"
        forbidden = ["execute_request", "shutdown_request", "interrupt_request", "input_reply", "call"]
        forbidden += ["complete_request", "inspect_request", "history_request", "usage_request", "other"]
        for kind in forbidden:
            viewer.send(kind, {"code": code, "cursor_pos": 1, "restart": False})
        viewer.click()
        await viewer.shown("count is 1")
        assert (await count(host))["dropped"] == len(forbidden)
        assert not (apps.folder / "hacked").exists()
        assert not any("reply" in one["msg_type"] for one in viewer.frames)

    run(test())


def test_malformed_messages_are_dropped_and_the_link_goes_on(
    apps: Apps, capfd: pytest.CaptureFixture[str]
) -> None:
    apps.write(COUNTER)

    async def test() -> None:
        host, kernel = await apps.open()
        page = await Viewer(host, kernel).ready()
        for number in range(500):
            page.link.send(os.urandom(number))
        page.send("comm_msg", {"comm_id": 5})
        page.send("comm_msg", {"comm_id": "unknown", "data": {"method": "update"}})
        contents: list[Any] = [None, 7, [], {"method": []}, {"method": "event", "events": 5}]
        for content in contents:
            page.send("comm_msg", {"comm_id": page.page, "data": content})
        page.click()
        await page.shown("count is 1")
        assert (await count(host))["dropped"] == 501

    run(test())
    said = capfd.readouterr().err
    assert said.count("messages of viewers") == 1
    assert "Traceback" not in said


def test_callbacks_that_fail_again_and_again_do_not_fill_the_log(
    apps: Apps, capfd: pytest.CaptureFixture[str]
) -> None:
    apps.write(
        "import revoila as st, ipywidgets\n"
        "st.session_state.setdefault('slider', ipywidgets.IntSlider())\nst.write(st.session_state.slider)\n"
    )

    async def test() -> None:
        viewer = Viewer(*await apps.open(), quiet=False)
        viewer.open_page()
        await viewer.shown('"run_state": "idle"')
        viewer.send("comm_open", {"comm_id": "ctl", "target_name": "jupyter.widget.control", "data": {}})
        viewer.send("comm_msg", {"comm_id": "ctl", "data": {"method": "request_states"}})
        states = await viewer.until(lambda one: "states" in str(one["content"].get("data", ""))[:200])
        (slider,) = [
            name
            for name, one in states["content"]["data"]["states"].items()
            if one["model_name"] == "IntSliderModel"
        ]
        for _ in range(200):
            data = {"method": "update", "state": {"value": "no number"}, "buffer_paths": []}
            viewer.send("comm_msg", {"comm_id": slider, "data": data})
        asked = viewer.send("kernel_info_request", {})
        await viewer.until(lambda one: one["parent_header"].get("msg_id") == asked)

    run(test())
    assert 1 <= capfd.readouterr().err.count("A callback failed") <= 20


def test_a_burst_of_messages_is_handled_whole_and_in_order(apps: Apps) -> None:
    apps.write(COUNTER)

    async def test() -> None:
        host, kernel = await apps.open()
        viewer = await Viewer(host, kernel, quiet=False).ready()
        asked = [viewer.send("kernel_info_request", {}) for _ in range(MANY // 10)]
        for number in range(MANY):
            viewer.say("theme", theme=("light", "dark")[number % 2])
        viewer.click()
        # What a page says does not wait for the other requests.
        await viewer.shown("count is 1")
        before = [one for one in viewer.frames if one["msg_type"] == "kernel_info_reply"]
        answered = [one["parent_header"]["msg_id"] for one in before]
        while len(answered) < len(asked):
            reply = await viewer.until(lambda one: one["msg_type"] == "kernel_info_reply")
            answered.append(reply["parent_header"]["msg_id"])
        assert answered == asked
        assert (await count(host))["dropped"] == 0

    run(test())


def test_what_a_page_says_waits_for_no_callback(apps: Apps) -> None:
    apps.write(
        "import comm, time\nfrom pathlib import Path\n"
        f"here = Path({str(apps.folder)!r})\n"
        "def wait(opened, message):\n"
        "    (here / 'in').touch()\n"
        "    while not (here / 'out').exists(): time.sleep(0.01)\n"
        "    opened.send({'done': True})\n"
        "comm.get_comm_manager().register_target('slow', wait)\n" + COUNTER
    )

    async def test() -> None:
        page = await apps.visit()
        page.send("comm_open", {"comm_id": "slow", "target_name": "slow", "data": {}})
        await asyncio.to_thread(until, lambda: (apps.folder / "in").exists() or None)
        page.click()
        await page.shown("count is 1")
        (apps.folder / "out").touch()
        await page.until(lambda one: one["content"]["data"] == {"done": True})

    run(test())


def test_two_viewers_of_one_kernel_have_one_page(apps: Apps) -> None:
    apps.write(COUNTER)

    async def test() -> None:
        host, kernel = await apps.open()
        one = await Viewer(host, kernel).ready()
        one.click()
        await one.shown("count is 1")
        other = Viewer(host, kernel).open_page()
        await other.shown("count is 1")
        await one.until(lambda message: message["msg_type"] == "comm_close")
        # What the former page still says is nobody's.
        one.say("resync")
        other.say("resync")
        await other.shown('"snapshot"')

    run(test())


def test_the_end_of_a_link_closes_its_page_and_nothing_else(apps: Apps) -> None:
    apps.write(COUNTER)

    async def test() -> None:
        host, kernel = await apps.open()
        client = Viewer(host, kernel, quiet=False)

        async def pages() -> list[str]:
            asked = client.send("comm_info_request", {"target_name": "revoila.page"})
            reply = await client.until(
                lambda one: one["msg_type"] == "comm_info_reply" and one["parent_header"]["msg_id"] == asked
            )
            return list(reply["content"]["comms"])

        page = await Viewer(host, kernel).ready()
        page.click()
        await page.shown("count is 1")
        assert await pages() == [page.page]
        page.link.close()
        assert await pages() == []
        assert (await count(host))["links"] == 1
        again = Viewer(host, kernel).open_page()
        await again.shown("count is 1")
        assert await pages() == [again.page]
        assert page.ended == []

    run(test())


def test_a_kernel_with_sockets_may_have_viewers_too(apps: Apps, start: Start) -> None:
    apps.write(COUNTER)
    client = start(cwd=apps.folder)
    (host,) = apps.kernels.hosts()
    (kernel,) = host.kernels
    assert (
        client.run("from revoila.notebook._served import serve\napp = serve('app.py')").reply["status"]
        == "ok"
    )

    async def test() -> None:
        page, loud = await Viewer(host, kernel).ready(), Viewer(host, kernel, quiet=False)
        # Its page waits for no cell.
        running = client.execute("print('on')\nwhile True: pass")
        message = await loud.until(lambda one: one["msg_type"] == "stream")
        assert message["parent_header"]["msg_id"] == running
        page.click()
        await page.shown("count is 1")
        client.manager.interrupt_kernel()
        assert client.answer(running).reply["ename"] == "KeyboardInterrupt"
        error = await loud.until(lambda one: one["msg_type"] == "error")
        assert error["content"]["ename"] == "KeyboardInterrupt"
        assert {one["msg_type"] for one in page.frames} == {"comm_msg"}
        page.send("comm_close", {"comm_id": page.page, "data": {}})

    run(test())
    assert client.run("1 + 1").result == "2"
    kinds = {one["msg_type"] for one in client.frames}
    assert "comm_msg" in kinds


# The ends.


@pytest.mark.parametrize("how", ["kernel", "host"])
def test_links_are_told_that_their_kernel_was_stopped(apps: Apps, how: str) -> None:
    apps.write(COUNTER)

    async def test() -> None:
        host, kernel = await apps.open()
        pages = [await Viewer(host, kernel).ready(), Viewer(host, kernel, quiet=False)]
        other = await apps.visit()
        told: list[str] = []
        host.on_kernel_end(kernel, told.append)
        if how == "kernel":
            await soon(host.call("close", kernel=kernel))
        else:
            await asyncio.to_thread(host.close)
        assert [await page.end() for page in pages] == ["stopped", "stopped"]
        assert told == ["stopped"]
        assert other.ended == ([] if how == "kernel" else ["stopped"])
        for page in pages:
            page.link.send(b"nobody gets it")
            page.link.close()
            assert page.ended == ["stopped"]

    run(test())


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
def test_links_are_told_that_their_host_has_crashed(apps: Apps, *, busy: bool) -> None:
    apps.write("import revoila as st\nst.write('on')\n" + ("while True: pass\n" if busy else ""))

    async def test() -> None:
        host, kernel = await apps.open()
        page = Viewer(host, kernel).open_page()
        await page.shown("on")
        told: list[str] = []
        host.on_kernel_end(kernel, told.append)
        os.kill(host.pid, signal.SIGKILL)
        assert await page.end() == "crashed"
        await asyncio.to_thread(until, lambda: told or None)
        assert told == ["crashed"]
        with pytest.raises(HostError, match="has ended"):
            Viewer(host, kernel)
        host.on_kernel_end(kernel, told.append)
        assert told == ["crashed", "crashed"]
        new, _ = await apps.open()
        assert new.pid != host.pid

    run(test())


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")
def test_a_process_that_a_script_has_forked_does_not_hide_the_end(apps: Apps) -> None:
    apps.write(
        "import os, time, revoila as st\npid = os.fork()\nif not pid:\n    time.sleep(600)\n"
        "st.write(f'child {pid} end')\n"
    )

    async def test() -> None:
        host, kernel = await apps.open()
        page = Viewer(host, kernel).open_page()
        data = await page.shown("child ")
        child = int(str(data).split("child ")[1].split(" end")[0])
        os.kill(host.pid, signal.SIGKILL)
        try:
            assert await page.end() == "crashed"
        finally:
            os.kill(child, signal.SIGKILL)

    run(test())


def test_a_kernel_that_is_not_there_has_stopped(apps: Apps) -> None:
    apps.write(COUNTER)

    async def test() -> None:
        host, _ = await apps.open()
        assert await Viewer(host, "nobody").end() == "stopped"
        assert await soon(host.call("close", kernel="nobody")) == {}

    run(test())


@pytest.mark.parametrize("data", [HEAD.pack(1, 1, 9) + b"x", HEAD.pack(LARGEST + 1, 1, MESSAGE)])
def test_a_channel_that_is_not_understood_ends_its_host(apps: Apps, data: bytes) -> None:
    apps.write(COUNTER)

    async def test() -> None:
        host, kernel = await apps.open()
        page = await Viewer(host, kernel).ready()
        assert host._channel is not None
        host._channel._frames._sock.send(data)
        assert await page.end() == "crashed"
        await asyncio.to_thread(until, lambda: gone(host.pid))

    run(test())


def test_a_link_whose_server_does_not_read_is_dropped(apps: Apps) -> None:
    apps.write("import revoila as st\nst.write('x' * 2_000_000)\n")

    async def test() -> None:
        host, kernel = await apps.open()
        page = await Viewer(host, kernel).ready()
        other = await apps.visit()
        before = (await count(host))["memory"]
        assert host._channel is not None
        frames = host._channel._frames
        loop = asyncio.get_running_loop()
        loop.remove_reader(frames._sock)
        for _ in range(100):
            page.say("resync")
        # The control channel answers meanwhile, and memory stays within the limit.
        for _ in range(5):
            assert (await count(host))["memory"] - before < 150_000_000
        loop.add_reader(frames._sock, frames._readable)
        assert await page.end() == "dropped"
        assert sum(one["content"]["data"]["method"] == "snapshot" for one in page.frames) < 60
        await other.snapshot()
        assert (await count(host))["kernels"] == 2
        # The session is still there.
        again = Viewer(host, kernel).open_page()
        await again.shown("xxx")

    run(test())


# Visitors who keep a host busy.


@pytest.mark.parametrize(
    "busy",
    ["while True: pass", "import time; time.sleep(600)", "while True: sum(range(3_000_000))"],
    ids=["python", "sleep", "c"],
)
def test_a_busy_visitor_does_not_stop_others(apps: Apps, busy: str) -> None:
    apps.write(COUNTER + f"if st.query_params.get('who') == 'hog':\n    st.write('on')\n    {busy}\n")

    async def test() -> None:
        host, kernel = await apps.open(query="who=hog")
        hog = Viewer(host, kernel).open_page()
        await hog.shown('"on"')
        page = await apps.visit()
        for number in range(1, 4):
            page.click()
            await page.shown(f"count is {number}")
        await answered(host, "busy", lambda found: found == {"kernels": [kernel]})
        # The one who computes can start anew, too.
        hog.say("rerun", page=None, query="who=ann", history=False)
        await hog.shown("for ann")

    run(test())


def test_a_script_is_stopped(apps: Apps) -> None:
    apps.write(
        "import time, revoila as st\nst.write('on')\nwhile True:\n    st.empty()\n    time.sleep(0.01)\n"
    )

    async def test() -> None:
        host, kernel = await apps.open()
        page = Viewer(host, kernel).open_page()
        await page.shown('"on"')
        assert await soon(host.call("busy")) == {"kernels": [kernel]}
        await soon(host.call("stop", kernel=kernel))
        await page.shown('"run_state": "idle"')
        await answered(host, "busy", lambda found: found == {"kernels": []})

    run(test())


# Opening.


def test_a_script_that_does_not_exist_is_reported(apps: Apps) -> None:
    async def test() -> None:
        with pytest.raises(HostError, match=r"FileNotFoundError: There is no app at .*app\.py"):
            await apps.open()
        apps.write(COUNTER)
        host, _ = await apps.open()
        assert (await count(host))["kernels"] == 1
        assert len(host.kernels) == 1

    run(test())


def test_an_installation_that_is_broken_is_reported(
    apps: Apps, tmp_path_factory: pytest.TempPathFactory
) -> None:
    apps.write(COUNTER)
    broken = tmp_path_factory.mktemp("broken")
    (broken / "sitecustomize.py").write_text("import sys\nsys.modules['revoila.notebook._served'] = None\n")

    async def test() -> None:
        kind = apps.kind._replace(env=(("PYTHONPATH", str(broken)),))
        host = apps.kernels.place(kind, "k")
        await soon(host.ready)
        app = {"path": str(apps.script)}
        with pytest.raises(HostError, match=r"ModuleNotFoundError: .*_served"):
            await soon(host.call("open", kernel="k", env={}, app=app))
        assert host.kernels == set()

    run(test())


def test_a_script_that_does_not_compile_says_so_on_its_page(apps: Apps) -> None:
    apps.write("import revoila as st\nst.write(\n")

    async def test() -> None:
        page = Viewer(*await apps.open()).open_page()
        data = await page.shown('"compile-error"')
        assert "SyntaxError" in str(data)
        apps.write(COUNTER)
        page.say("rerun", page=None, query=None, history=False)
        await page.shown("count is 0")

    run(test())


def test_a_kernel_that_is_closed_while_it_opens_leaves_nothing(apps: Apps) -> None:
    apps.write("while True: pass\n")

    async def test() -> None:
        host, _ = await apps.open()
        app = {"path": str(apps.script)}
        opening = host.call("open", kernel="late", env={}, app=app)
        host.kernels.add("late")
        await soon(host.call("close", kernel="late"))
        try:
            await soon(opening)
        except HostError as error:
            assert "CancelledError" in str(error)  # noqa: PT017  # it may have been quicker
        assert (await answered(host, "count", lambda found: not found["ending"]))["kernels"] == 1
        assert host.kernels == {"kernel-0"}

    run(test())


def test_a_name_is_taken_once(apps: Apps) -> None:
    apps.write(COUNTER)

    async def test() -> None:
        host, kernel = await apps.open()
        with pytest.raises(HostError, match="already"):
            await soon(host.call("open", kernel=kernel, env={}, app={"path": str(apps.script)}))
        await Viewer(host, kernel).ready()

    run(test())


def test_arguments_and_environment_reach_the_script(apps: Apps) -> None:
    apps.write(
        "import sys, revoila as st\nfrom revoila.runtime._scope import kernel_scope\n"
        "st.write(f\"{sys.argv[1:]} {kernel_scope().env.get('MINE')} {'REVOILA_CHANNEL' in kernel_scope().env}\")\n"
    )

    async def test() -> None:
        host, kernel = await apps.open(argv=["--fast", "7"], env={"MINE": "yes"})
        page = await Viewer(host, kernel).ready()
        texts = [str(one["p"].get("body")) for one in elements(page.tree)]
        assert "['--fast', '7'] yes False" in texts

    run(test())


SLOW = """
import time
from pathlib import Path
here = Path(__file__).parent
(here / "begun").touch()
while not (here / "go on").exists():
    time.sleep(0.01)
(here / "done").touch()
"""


def test_what_an_app_imports_is_imported_before_somebody_needs_it(
    apps: Apps, tmp_path_factory: pytest.TempPathFactory
) -> None:
    installed = tmp_path_factory.mktemp("installed")
    (installed / "slow_package.py").write_text(SLOW)
    (installed / "broken_package.py").write_text("raise SystemExit(3)\n")
    (apps.folder / "own.py").write_text(f"open({str(installed / 'own')!r}, 'w')\n")
    apps.write(COUNTER + "import broken_package, own, slow_package\n")

    async def test() -> None:
        kind = apps.kind._replace(env=(("PYTHONPATH", str(installed)),))
        host = apps.kernels.place(kind, "k")
        await soon(host.ready)
        await asyncio.to_thread(until, lambda: (installed / "begun").exists() or None)
        # The host opens kernels meanwhile, and pages see what comes before the import.
        other = apps.folder / "other.py"
        other.write_text("import revoila as st\nst.write('other')\n")
        await soon(host.call("open", kernel="k", env={}, app={"path": str(other)}))
        page = await Viewer(host, "k").ready()
        assert "other" in str(page.tree)
        assert not (installed / "done").exists()
        (installed / "go on").touch()
        await asyncio.to_thread(until, lambda: (installed / "done").exists() or None)
        assert not (installed / "own").exists()
        await page.snapshot()

    run(test())


def test_a_host_knows_its_app(apps: Apps) -> None:
    apps.write(COUNTER)
    (apps.folder / "other.py").write_text("import revoila as st\nst.write('x')\n")

    async def test() -> None:
        host, _ = await apps.open()
        apps.script = apps.folder / "other.py"
        other, _ = await apps.open()
        assert host.pid != other.pid
        assert psutil.Process(other.pid).cmdline()[1:4] == [
            "-m",
            "revoila.serving.shared",
            f"--app={apps.script}",
        ]
        memory = other.memory()
        assert memory is not None
        assert memory > 1_000_000

    run(test())


def test_no_socket_is_opened_for_a_host_without_viewers(apps: Apps) -> None:
    apps.write(COUNTER)

    async def test() -> None:
        host, _ = await apps.open()
        assert host._channel is None
        assert host._socket is not None

    run(test())
    for host in apps.kernels.hosts():
        host.close()
        assert host._socket is None
