"""An app in a real kernel, spoken to as a front end does: over one comm."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jupyter_client.blocking.client import BlockingKernelClient

WAIT = 60.0
STOPPED = 2.0
"""How long a visitor waits at most for the end of a script that is to stop, in seconds."""

COUNTER = """
import streamlit as st
st.session_state.setdefault("n", 0)
if st.button("Add"):
    st.session_state.n += 1
st.write(f"count is {st.session_state.n}")
for i in range(300):
    st.write(f"item {i}")
"""


class FrontEnd:
    """A kernel's client that opens the comm of an app."""

    def __init__(self, client: BlockingKernelClient) -> None:
        self.client = client
        self.comm_id = ""
        self.kept: list[dict[str, Any]] = []

    def run(self, code: str) -> dict[str, Any]:
        """Execute a cell; its result's bundle and what it printed."""
        message_id = self.client.execute(code)
        found: dict[str, Any] = {"text": ""}
        while True:
            message = self.client.get_iopub_msg(timeout=WAIT)
            if message["parent_header"].get("msg_id") != message_id:
                self.kept.append(message)
                continue
            content = message["content"]
            if message["msg_type"] == "execute_result":
                found |= content["data"]
            elif message["msg_type"] == "stream":
                found["text"] += content["text"]
            elif message["msg_type"] == "error":
                pytest.fail("\n".join(content["traceback"]))
            elif message["msg_type"] == "comm_msg":
                self.kept.append(message)
            elif message["msg_type"] == "status" and content["execution_state"] == "idle":
                return found

    def show(self, code: str) -> None:
        """Execute a cell whose result is an app, and open its comm."""
        bundle = self.run(code)
        self.comm_id = bundle["application/vnd.jupyter.widget-view+json"]["model_id"]

    def send(self, **content: Any) -> None:
        data = {"method": "custom", "content": content}
        message = self.client.session.msg("comm_msg", {"comm_id": self.comm_id, "data": data})
        self.client.shell_channel.send(message)

    def receive(self) -> dict[str, Any]:
        """Return the next message of the app."""
        while True:
            message = self.kept.pop(0) if self.kept else self.client.get_iopub_msg(timeout=WAIT)
            content = message["content"]
            if message["msg_type"] == "comm_msg" and content["comm_id"] == self.comm_id:
                data = content["data"]
                if data["method"] == "custom":
                    return dict(data["content"])


class PageOf:
    """A page of our own: messages of the app are the data of its comm."""

    def __init__(self, front_end: FrontEnd) -> None:
        self.front_end = front_end

    def say(self, kind: str, data: dict[str, Any]) -> None:
        session = self.front_end.client.session
        content = {"comm_id": "page", "target_name": "revoila.page", "data": data}
        self.front_end.client.shell_channel.send(session.msg(kind, content))

    def hear(self) -> dict[str, Any]:
        while True:
            message = self.front_end.client.get_iopub_msg(timeout=WAIT)
            if message["msg_type"] == "comm_msg" and message["content"]["comm_id"] == "page":
                return dict(message["content"]["data"])


@pytest.fixture
def front_end(tmp_path: Path) -> Iterator[FrontEnd]:
    (tmp_path / "counter.py").write_text(COUNTER)
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(tmp_path))
    yield FrontEnd(client)
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_a_click_in_an_app_of_any_size_is_answered_by_one_message(front_end: FrontEnd) -> None:
    front_end.show('import revoila\napp = revoila.App("counter.py").wait()\napp')
    front_end.send(method="hello", client="me", view={"path": "", "query": ""})
    snapshot = front_end.receive()
    assert snapshot["method"] == "snapshot"
    main = snapshot["tree"]["c"][0]["c"]
    assert len(main) == 302
    button = main[0]
    for seq in (1, 2):
        event = {"seq": seq, "id": button["i"], "generation": button["p"]["generation"], "value": True}
        front_end.send(method="event", client="me", events=[event])
        patch = front_end.receive()
        assert (patch["method"], patch["ack"]) == ("patch", {"me": seq})
        assert patch["rev"] == snapshot["rev"] + seq
        assert [[0, 1], "set", {"body": f"count is {seq}"}] in patch["ops"]
        assert len(patch["ops"]) == 2
    assert front_end.run("print(app.state['n'])")["text"] == "2\n"


def test_an_app_costs_one_comm_and_closing_it_leaves_nothing(front_end: FrontEnd) -> None:
    front_end.run(
        "import revoila, threading\nfrom ipywidgets.widgets.widget import _instances\nbefore = len(_instances)"
    )
    front_end.show('app = revoila.App("counter.py").wait()\napp')
    assert front_end.run("print(len(_instances) - before)")["text"] == "1\n"
    front_end.run("app.close()")
    left = "print(len(_instances) - before, [t.name for t in threading.enumerate() if 'Script' in t.name])"
    assert front_end.run(left)["text"] == "0 []\n"


LOOP = """
import streamlit as st
if st.button("Loop"):
    st.write("at work")
    while True:
        pass
st.write("idle")
"""


def test_a_loop_is_stopped_and_the_kernel_goes_on(front_end: FrontEnd) -> None:
    """Beyond statement 38: nobody has to interrupt the kernel."""
    front_end.run(f"open('loop.py', 'w').write({LOOP!r})")
    front_end.show('import revoila\napp = revoila.App("loop.py").wait()\napp')
    front_end.send(method="hello", client="me", view={"path": "", "query": ""})
    button = front_end.receive()["tree"]["c"][0]["c"][0]
    event = {"seq": 1, "id": button["i"], "generation": button["p"]["generation"], "value": True}
    front_end.send(method="event", client="me", events=[event])
    while "at work" not in json.dumps(front_end.receive()):
        pass
    asked = time.monotonic()
    front_end.send(method="stop")
    while front_end.receive().get("ack") != {"me": 1}:
        pass
    assert time.monotonic() - asked < STOPPED
    said = front_end.run("print(app.session.screen.page.element.props['run_state'])")["text"]
    assert said == "idle\n"


def test_running_a_cell_again_replaces_its_app(front_end: FrontEnd) -> None:
    front_end.run(
        "import revoila\nfrom ipywidgets.widgets.widget import _instances\nbefore = len(_instances)"
    )
    client = front_end.client
    for _ in range(3):
        content = {
            "code": 'revoila.App("counter.py").wait().model_id',
            "silent": False,
            "store_history": False,
            "user_expressions": {},
            "allow_stdin": False,
        }
        message = client.session.msg("execute_request", content, metadata={"cellId": "cell-1"})
        client.shell_channel.send(message)
        client.get_shell_msg(timeout=WAIT)
    assert front_end.run("print(len(_instances) - before)")["text"] == "1\n"


def test_the_notebook_holds_no_data_of_the_app(tmp_path: Path) -> None:
    (tmp_path / "secret.py").write_text(
        "import streamlit as st\nst.write('do not save me')\nst.text_input('x', 'nor me')"
    )
    code = 'import revoila\nrevoila.App("secret.py").wait()'
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": code,
        "outputs": [],
        "execution_count": None,
    }
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    document = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    notebook = nbformat.from_dict(document)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook, resources={"metadata": {"path": str(tmp_path)}}, store_widget_state=True
    )
    client.execute()
    (output,) = notebook.cells[0].outputs
    assert output["data"]["text/plain"] == "App('secret.py')"
    text = json.dumps(notebook)
    assert "do not save me" not in text
    assert "nor me" not in text
    assert len(re.findall(r'"_esm"', text)) == 1
    assert len(text) < 20_000


def test_an_app_can_be_put_into_other_widgets_and_shown_in_parts(front_end: FrontEnd) -> None:
    front_end.run(
        "import revoila, ipywidgets\nopen('parts.py', 'w').write('''\n"
        "import streamlit as st, ipywidgets\n"
        'with st.container(key="results"):\n'
        '    st.write("inside")\n'
        "    st.write(ipywidgets.IntSlider(value=4))\n"
        "''')\napp = revoila.App('parts.py').wait()"
    )
    said = front_end.run(
        "box = ipywidgets.VBox([app, app.container('results')])\n"
        "print(type(box.children[1]).__name__, [type(w).__name__ for w in app.container('results').children],"
        " len(app.children))"
    )
    assert said["text"] == "Container ['IntSlider'] 4\n"


def test_a_page_speaks_to_a_served_app_without_any_widget(front_end: FrontEnd) -> None:
    front_end.run(
        "from revoila.notebook._served import serve\n"
        "from ipywidgets.widgets.widget import _instances\n"
        "app = serve('counter.py', query='a=1').wait()"
    )
    page = PageOf(front_end)
    page.say("comm_open", {"method": "hello", "client": "me", "view": {"path": "", "query": "a=1"}})
    snapshot = page.hear()
    button = snapshot["tree"]["c"][0]["c"][0]
    event = {"seq": 1, "id": button["i"], "generation": button["p"]["generation"], "value": True}
    page.say("comm_msg", {"method": "event", "client": "me", "events": [event]})
    assert [[0, 1], "set", {"body": "count is 1"}] in page.hear()["ops"]
    assert (
        front_end.run("print(len(_instances), app.session.screen.page.element.props['run_id'])")["text"]
        == "0 2\n"
    )


def test_prints_of_a_served_app_have_a_budget_and_those_of_cells_have_none(front_end: FrontEnd) -> None:
    printed = front_end.run(
        "open('prints.py', 'w').write('for number in range(3000): print(number, \\'x\\' * 1000)')\n"
        "from revoila.notebook._served import serve\n"
        "app = serve('prints.py').wait()"
    )["text"]
    assert 1024**2 - 2000 < len(printed) < 1024**2 + 1000
    assert "which is the limit (`limits.stdout`)" in printed[-200:]
    assert front_end.run("print('y' * 2_000_000, flush=True)")["text"].count("y") == 2_000_000
