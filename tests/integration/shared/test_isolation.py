"""Many visitors in one process: nothing of one reaches another."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_core.utils import ensure_event_loop
from tests.integration.shared.conftest import SHARED, WAIT, Apps, Client, Start, Viewer, counts, run, soon

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

VISITORS = 20

SETUP = """
import asyncio, contextvars, threading, ipywidgets, pickle, dataclasses
me = {mark!r}
def say(*words):
    # One write: threads may come between two.
    print(" ".join(map(str, words)) + "\\n", end="")
label = ipywidgets.Label(me)
button = ipywidgets.Button(description=me)
button.on_click(lambda _: say("clicked", me))
text = ipywidgets.Text()
text.observe(lambda change: setattr(label, "value", me + change["new"]), "value")
@dataclasses.dataclass
class Record:
    name: "str" = me
display(label)
"""

BUSY = """
def work(n):
    for i in range(20):
        label.value = f"{me} thread {n} {i}"
        say(me, "thread", n, i)
threads = [threading.Thread(target=contextvars.copy_context().run, args=(work, n)) for n in range(3)]
bare = threading.Thread(target=work, args=("bare",))
for one in [*threads, bare]: one.start()
async def later(n):
    for i in range(10):
        await asyncio.sleep(0)
        say(me, "task", n, i)
        await asyncio.to_thread(work, f"pool {n}")
await asyncio.gather(*[later(n) for n in range(2)])
for one in [*threads, bare]: one.join()
assert pickle.loads(pickle.dumps(Record())).name == me
with (out := ipywidgets.Output()):
    print("captured", me)
display(out)
me
"""


def visit(start: Start, mark: str, together: Barrier) -> Client:
    client = start()
    together.wait(WAIT)
    assert client.run(SETUP.format(mark=mark)).reply["status"] == "ok"
    ids = client.run("[button.model_id, text.model_id]").result
    button, text = json.loads(ids.replace("'", '"'))
    together.wait(WAIT)
    busy = client.execute(BUSY)
    for i in range(5):
        data: dict[str, Any] = {"method": "custom", "content": {"event": "click"}}
        client.send("comm_msg", {"comm_id": button, "data": data})
        data = {"method": "update", "state": {"value": str(i)}, "buffer_paths": []}
        client.send("comm_msg", {"comm_id": text, "data": data})
    answer = client.answer(busy)
    assert answer.reply["status"] == "ok", answer.reply
    assert answer.result == repr(mark)
    assert client.run("me").result == repr(mark)
    client.states = states(client)  # type: ignore[attr-defined]
    # The blocking client has made one for this thread.
    ensure_event_loop().close()
    return client


def states(client: Client) -> dict[str, Any]:
    content = {"comm_id": "ctl", "target_name": "jupyter.widget.control", "data": {}}
    message = client.client.session.msg("comm_open", content, metadata={"version": "1.0.0"})
    client.client.shell_channel.send(message)
    sent = client.send("comm_msg", {"comm_id": "ctl", "data": {"method": "request_states"}})
    found = [one for one in client.collect(sent) if one["msg_type"] == "comm_msg"]
    return dict(found[0]["content"]["data"]["states"])


@pytest.mark.usefixtures("one_worker")
def test_no_frame_of_one_visitor_reaches_another(start: Start) -> None:
    marks = [f"visitor-{n:02}-" for n in range(VISITORS)]
    together = Barrier(VISITORS)
    with ThreadPoolExecutor(VISITORS) as pool:
        clients = list(pool.map(lambda mark: visit(start, mark, together), marks))
    assert len({client.run("import os; os.getpid()").result for client in clients}) == 1
    for client, mark in zip(clients, marks, strict=True):
        seen = json.dumps([one["content"] for one in client.frames], default=str)
        assert [other for other in marks if other != mark and other in seen] == []
        # All of its own: 3 threads, 2 tasks with 10 steps and 10 works in a pool each, of 20 prints.
        lines = [
            line
            for one in client.frames
            if one["msg_type"] == "stream"
            for line in one["content"]["text"].splitlines()
        ]
        assert sum("thread" in line for line in lines) == (3 + 20) * 20
        assert sum(" task " in line for line in lines) == 20
        assert sum(line.startswith("clicked") for line in lines) == 5
        labels = [
            one["state"]["value"]
            for one in client.states.values()  # type: ignore[attr-defined]
            if one["model_name"] == "LabelModel"
        ]
        assert len(labels) == 1
        assert labels[0].startswith(mark)


@pytest.mark.usefixtures("one_worker")
def test_widgets_of_another_kernel_are_out_of_reach(start: Start) -> None:
    one, other = start(), start()
    name = one.run("import ipywidgets\nlabel = ipywidgets.Label('mine')\nlabel.model_id").result.strip("'")
    assert other.run(f"import ipywidgets.widgets.widget as w\n{name!r} in w._instances").result == "False"
    data = {"method": "update", "state": {"value": "stolen"}, "buffer_paths": []}
    other.collect(other.send("comm_msg", {"comm_id": name, "data": data}))
    assert one.run("label.value").result == "'mine'"
    other.run("ipywidgets.Widget.close_all()")
    assert one.run("label.comm is None").result == "False"


@pytest.mark.usefixtures("one_worker")
def test_a_looping_visitor_does_not_stop_others(start: Start) -> None:
    looping, other = start(), start()
    running = looping.execute("print('on')\nwhile True: pass")
    looping.until(lambda one: one["msg_type"] == "stream")
    assert other.run("6 * 7").result == "42"
    looping.manager.interrupt_kernel()
    assert looping.answer(running).reply["ename"] == "KeyboardInterrupt"


@pytest.mark.usefixtures("one_worker")
def test_an_interrupt_reaches_only_its_kernel(start: Start) -> None:
    one, other = start(), start()
    waiting = other.execute("import time\nprint('on')\nfor _ in range(20): time.sleep(0.02)\n'done'")
    other.until(lambda message: message["msg_type"] == "stream")
    running = one.execute("print('on')\nwhile True: pass")
    one.until(lambda message: message["msg_type"] == "stream")
    one.manager.interrupt_kernel()
    assert one.answer(running).reply["status"] == "error"
    assert other.answer(waiting).result == "'done'"


@pytest.mark.usefixtures("one_worker")
def test_inline_plots_and_windows_are_refused(start: Start) -> None:
    client = start()
    assert "share a process" in client.run("%matplotlib inline").reply["evalue"]
    shown = client.run(
        "from matplotlib.figure import Figure\nfigure = Figure()\nfigure.subplots()\nfigure"
    ).contents("execute_result")
    assert "image/png" in shown[0]["data"]


# Visitors of apps.

VIEWERS = 50
CLICKS = 2

CROWDED = """
import asyncio, contextvars, threading
import ipywidgets
import revoila as st
from revoila.runtime.scriptrunner import add_script_run_ctx

me = st.query_params["who"]
assert st.session_state.setdefault("me", me) == me
state = st.session_state
if "label" not in state:
    state.label, state.box, state.n = label, box, _ = ipywidgets.Label(me), ipywidgets.IntText(), 0
    box.observe(lambda change: setattr(label, "value", f"{me} {change['new']}"), "value")
if st.button(f"{me} adds"):
    state.n += 1
slots = [st.empty() for _ in range(3)]

def work(slot, name):
    for step in range(2):
        slots[slot].text(f"{me} {name} {step}")
        state.label.value = f"{me} {name} {step}"
        # One write: threads may come between two.
        print(f"{me} {name} {step}\\n", end="")

async def later(slot):
    for step in range(2):
        await asyncio.sleep(0)
        slots[slot].text(f"{me} task {step}")
        await asyncio.to_thread(work, slot, "pool")

threads = [threading.Thread(target=contextvars.copy_context().run, args=(work, slot, "thread")) for slot in (0, 1)]
attached = add_script_run_ctx(threading.Thread(target=contextvars.copy_context().run, args=(work, 2, "attached")))
for one in [*threads, attached]:
    one.start()

async def tasks():
    await asyncio.gather(*[later(slot) for slot in range(3)])

asyncio.run(tasks())
for one in [*threads, attached]:
    one.join()
assert state.me == me
st.write(f"{me} has {state.n} and {state.label.value.split()[0]}")
print(f"{me} end\\n", end="")
"""


async def use(apps: Apps, mark: str, together: asyncio.Barrier) -> Viewer:
    """Visit a crowded app, click, use its widgets, and return what was seen of it."""
    host, kernel = await apps.open(query=f"who={mark}")
    viewer = Viewer(host, kernel, quiet=False)
    await together.wait()
    await viewer.ready()
    await together.wait()
    viewer.send("comm_open", {"comm_id": "ctl", "target_name": "jupyter.widget.control", "data": {}})
    for number in range(1, CLICKS + 1):
        viewer.click()
        asked = viewer.send("comm_msg", {"comm_id": "ctl", "data": {"method": "request_states"}})
        states = await viewer.saw(answers("ctl", asked))
        models = states["content"]["data"]["states"]
        assert [one["model_name"] for one in models.values()].count("LabelModel") == 1
        (box,) = [name for name, one in models.items() if one["model_name"] == "IntTextModel"]
        data = {"method": "update", "state": {"value": number}, "buffer_paths": []}
        viewer.send("comm_msg", {"comm_id": box, "data": data})
        await viewer.saw(shows(f"{mark} has {number} and {mark}"))
    return viewer


def answers(comm_id: str, asked: str) -> Callable[[dict[str, Any]], bool]:
    def wanted(message: dict[str, Any]) -> bool:
        is_ours = message["content"].get("comm_id") == comm_id
        return bool(is_ours and message["parent_header"].get("msg_id") == asked)

    return wanted


def shows(text: str) -> Callable[[dict[str, Any]], bool]:
    return lambda message: text in json.dumps(dict(message["content"]))


def test_no_frame_over_a_link_reaches_another_visitor(apps: Apps) -> None:
    apps.write(CROWDED)
    marks = [f"visitor-{number:02}-" for number in range(VIEWERS)]

    async def test() -> None:
        together = asyncio.Barrier(VIEWERS)
        viewers = await asyncio.gather(*[use(apps, mark, together) for mark in marks])
        (host,) = apps.kernels.hosts()
        assert (await soon(host.call("count")))["kernels"] == VIEWERS
        for viewer, mark in zip(viewers, marks, strict=True):
            check_frames(viewer, mark)
            assert viewer.ended == []

    run(test())


def check_frames(viewer: Viewer, mark: str) -> None:
    """Look at every frame of a viewer: it is of the kernel, and in the name of nobody else."""
    lines: list[str] = []
    for one in viewer.frames:
        parent = one["parent_header"].get("msg_id", "")
        assert parent.startswith(f"{viewer.kernel}-") or not parent
        said = json.dumps(one["content"]) + b"".join(map(bytes, one["buffers"])).decode(errors="replace")
        assert said.count("visitor-") == said.count(mark), said
        if one["msg_type"] == "stream":
            lines += one["content"]["text"].splitlines()
    assert len({one["header"]["session"] for one in viewer.frames}) == 1
    # A run that a click interrupts ends before its last line; no line is of another's.
    assert all(line.startswith(mark) for line in lines)
    assert lines.count(f"{mark} end") >= 1
    assert len(lines) >= (3 * 2 + 3 * 2 * 2) * CLICKS


# Scripts.

SCRIPT = """
import dataclasses, os, pickle, sys, time
from pathlib import Path
import matplotlib.pyplot as plt
import streamlit as st
from beside import VALUE

@dataclasses.dataclass
class Point:
    x: "int" = 0

@st.cache_resource
def shared():
    return []

name = st.query_params["name"]
st.session_state.setdefault("name", name)
here = Path(st.query_params["folder"])
# Pyplot numbers its figures without a lock.
while name == "two" and not (here / "one is here").exists():
    time.sleep(0.01)
figure, axes = plt.subplots()
(here / f"{name} is here").touch()
# Both runs are in the middle of their script now.
while not ((here / "one is here").exists() and (here / "two is here").exists()):
    time.sleep(0.01)
assert sys.modules["__main__"].name == name
assert type(pickle.loads(pickle.dumps(Point(1)))) is Point
if name == "two":
    while not (here / "one is done").exists():
        time.sleep(0.01)
    mine = [number for number in plt.get_fignums() if number == figure.number]
    st.write(f"figures of two: {len(mine)}")
shared().append(name)
st.write(f"I am {st.session_state.name} with {VALUE} and {len(shared())}")
"""


@pytest.mark.usefixtures("one_worker")
def test_scripts_run_at_the_same_time_in_one_process(start: Start, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(SCRIPT)
    (tmp_path / "beside.py").write_text("VALUE = 'beside'\n")
    app = str(tmp_path / "app.py")
    clients = {}
    for name in ("one", "two"):
        env = {"REVOILA_QUERY": f"name={name}&folder={tmp_path}", "REVOILA_PATH": ""}
        clients[name] = start(env=env)
        answer = clients[name].run(f"from revoila.notebook import App\napp = App({app!r}, served=True)")
        assert answer.reply["status"] == "ok", answer.reply
    shown = {}
    for name, client in clients.items():
        answer = client.run(
            f"app.wait({WAIT})\nprint(app.session.uncaught)\n"
            "print([n.props.get('body') for n in app.session.screen.page.children[0].children])"
        )
        assert answer.reply["status"] == "ok", answer.reply
        shown[name] = answer.text
        (tmp_path / f"{name} is done").touch()
    assert shown["one"] == "None\n['I am one with beside and 1']\n"
    assert shown["two"] == "None\n['figures of two: 1', 'I am two with beside and 2']\n"
    left = clients["one"].run(
        "import sys, matplotlib.pyplot as p\np.get_fignums(), " + repr(str(tmp_path)) + " in sys.path"
    )
    assert left.result == "([], False)"


@pytest.mark.usefixtures("one_worker")
def test_the_environment_is_the_kernels_own(start: Start) -> None:
    one, other = start(env={"MINE": "1"}), start(env={"MINE": "2"})
    code = "from revoila.runtime._scope import kernel_scope\nkernel_scope().env['MINE']"
    assert (one.run(code).result, other.run(code).result) == ("'1'", "'2'")
    assert one.run("kernel_scope().env['PATH'] == __import__('os').environ['PATH']").result == "True"


# What a kernel leaves behind.


@pytest.mark.usefixtures("one_worker")
def test_a_kernel_ends_its_threads_apps_and_widgets(start: Start, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("while True: pass\n")
    keeper = start()
    keeper.run("1")
    before = counts()
    client = start()
    client.run(
        "import threading, contextvars, asyncio, ipywidgets\nfrom revoila.notebook import App\n"
        f"app = App({str(tmp_path / 'app.py')!r}, served=True)\n"
        "def loop():\n    while True: pass\n"
        "threading.Thread(target=loop, daemon=True).start()\n"
        "threading.Thread(target=contextvars.copy_context().run, args=(loop,), daemon=True).start()\n"
        "task = asyncio.create_task(asyncio.sleep(600))\nipywidgets.IntSlider()"
    )
    assert counts()["threads"] > before["threads"] + 3
    client.manager.shutdown_kernel()
    after = counts()
    names = keeper.run("import threading\nsorted(t.name for t in threading.enumerate())").result
    assert "Thread-" not in names
    assert "scriptThread" not in names
    assert "revoila-asyncio" not in names
    assert (after["kernels"], after["widgets"]) == (before["kernels"], before["widgets"])


@pytest.mark.usefixtures("one_worker")
@pytest.mark.timeout(300)
def test_a_hundred_kernels_leave_nothing(start: Start) -> None:
    code = (
        "import asyncio, ipywidgets\nbox = ipywidgets.VBox([ipywidgets.IntSlider()])\n"
        "box.children[0].observe(print)\nawait asyncio.sleep(0)\nbox"
    )
    keeper = start()

    def cycle() -> None:
        client = Client(SHARED, start.folder)
        try:
            assert client.run(code).reply["status"] == "ok"
        finally:
            client.close()

    for _ in range(5):
        cycle()
    before = counts()
    for _ in range(100):
        cycle()
    after = counts()
    assert after["kernels"] == before["kernels"] == 1
    assert after["widgets"] == before["widgets"] == 0
    assert after["threads"] <= before["threads"] + 2
    assert after["files"] <= before["files"] + 4
    alive = "import gc\nfrom revoila.serving.shared._kernel import VirtualKernel as K\ngc.collect()\n"
    # The keeper, and perhaps the last one, which a thread that waits for work still holds.
    assert int(keeper.run(alive + "sum(type(o) is K for o in gc.get_objects())").result) <= 2
