"""A shared kernel behaves to its clients as ipykernel does: each test runs against both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError
from tests.integration.shared.conftest import SHARED, WAIT, Client, Start

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = ["python3", SHARED]


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def kernel(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """One kernel for the tests that leave it usable."""
    client = Client(kind, tmp_path_factory.mktemp("kernel"))
    yield client
    client.close()


def test_a_result_is_shown_and_counted(kernel: Client) -> None:
    answer = kernel.run("x = 20\nx + 1")
    assert answer.kinds() == ["status", "execute_input", "execute_result", "status"]
    assert answer.result == "21"
    assert answer.reply["status"] == "ok"
    count = answer.reply["execution_count"]
    assert answer.contents("execute_result")[0]["execution_count"] == count
    assert kernel.run("_").reply["execution_count"] == count + 1


def test_a_semicolon_hides_the_result(kernel: Client) -> None:
    assert kernel.run("1 + 1;").result is None
    assert kernel.run("None").result is None


def test_silent_code_is_not_counted_and_shows_nothing(kernel: Client) -> None:
    before = kernel.run("1").reply["execution_count"]
    assert kernel.run("5", silent=True).kinds() == ["status", "status"]
    assert kernel.run("1", store_history=False).reply["status"] == "ok"
    assert kernel.run("1").reply["execution_count"] == before + 1


def test_prints_and_displays_keep_their_order(kernel: Client) -> None:
    answer = kernel.run(
        "import sys\nfor i in range(3):\n    print(i)\n    display(i)\nprint('e', file=sys.stderr)"
    )
    seen = [
        (one["msg_type"], one["content"].get("text") or one["content"]["data"]["text/plain"])
        for one in answer.outputs
        if one["msg_type"] in ("stream", "display_data")
    ]
    assert seen == [
        *[pair for i in range(3) for pair in [("stream", f"{i}\n"), ("display_data", str(i))]],
        ("stream", "e\n"),
    ]
    assert answer.contents("stream")[-1]["name"] == "stderr"


def test_an_error_has_its_name_value_and_lines(kernel: Client) -> None:
    answer = kernel.run("def f():\n    raise ValueError('so')\nf()")
    (error,) = answer.contents("error")
    assert (error["ename"], error["evalue"]) == ("ValueError", "so")
    assert "raise" in "".join(error["traceback"])
    assert "_cells.py" not in "".join(error["traceback"])
    assert (answer.reply["status"], answer.reply["ename"]) == ("error", "ValueError")


@pytest.mark.parametrize(
    ("code", "name"),
    [("x =", "SyntaxError"), ("raise SystemExit(3)", "SystemExit"), ("nowhere", "NameError")],
)
def test_the_kernel_survives(kernel: Client, code: str, name: str) -> None:
    assert kernel.run(code).contents("error")[0]["ename"] == name
    assert kernel.run("1").result == "1"


def test_cells_behind_an_error_are_aborted_and_become_idle(kernel: Client) -> None:
    first = kernel.execute("import time\ntime.sleep(0.3)\n1/0")
    others = [kernel.execute(f"y = {i}") for i in range(3)]
    assert kernel.answer(first).reply["status"] == "error"
    for one in others:
        answer = kernel.answer(one)
        assert answer.reply["status"] == "aborted"
        assert answer.kinds() == ["status", "status"]
    assert kernel.run("1").reply["status"] == "ok"


def test_cells_behind_an_error_go_on_when_the_client_says_so(kernel: Client) -> None:
    first = kernel.execute("1/0", stop_on_error=False)
    second = kernel.execute("2")
    assert kernel.answer(first).reply["status"] == "error"
    assert kernel.answer(second).result == "2"


def test_user_expressions_are_evaluated(kernel: Client) -> None:
    reply = kernel.run("a = 3", user_expressions={"good": "a + 1", "bad": "1/0"}).reply
    assert reply["user_expressions"]["good"]["data"]["text/plain"] == "4"
    assert reply["user_expressions"]["bad"]["ename"] == "ZeroDivisionError"


def test_a_display_is_updated(kernel: Client) -> None:
    answer = kernel.run("handle = display(1, display_id=True)\nhandle.update(2)")
    (shown,), (updated,) = answer.contents("display_data"), answer.contents("update_display_data")
    assert shown["transient"]["display_id"] == updated["transient"]["display_id"]
    assert updated["data"]["text/plain"] == "2"


def test_a_display_of_an_earlier_cell_is_updated(kernel: Client) -> None:
    kernel.run("from IPython.display import update_display\ndisplay('old', display_id='here');")
    answer = kernel.run("update_display('new', display_id='here')")
    (updated,) = answer.contents("update_display_data")
    assert updated["transient"] == {"display_id": "here"}
    assert updated["data"]["text/plain"] == "'new'"


def test_an_output_is_cleared(kernel: Client) -> None:
    answer = kernel.run("from IPython.display import clear_output\nprint('x')\nclear_output(wait=True)")
    assert answer.contents("clear_output") == [{"wait": True}]
    assert answer.kinds()[-3:] == ["stream", "clear_output", "status"]


def test_an_error_that_is_caught_is_none(kernel: Client) -> None:
    answer = kernel.run("try:\n    1/0\nexcept ZeroDivisionError as error:\n    print(error)")
    assert answer.text == "division by zero\n"
    assert answer.contents("error") == []


def test_an_error_in_an_error_names_both(kernel: Client) -> None:
    code = "try:\n    1/0\nexcept ZeroDivisionError:\n    raise KeyError('k') from None"
    assert kernel.run(code).contents("error")[0]["ename"] == "KeyError"
    answer = kernel.run("try:\n    1/0\nexcept ZeroDivisionError:\n    raise KeyError('k')")
    lines = "".join(answer.contents("error")[0]["traceback"])
    assert "ZeroDivisionError" in lines
    assert "KeyError" in lines


def test_input_is_refused(kernel: Client) -> None:
    assert kernel.run("input('name?')").contents("error")[0]["ename"] == "StdinNotImplementedError"
    assert kernel.run("1").result == "1"


def test_what_a_cell_has_for_its_front_end_is_in_the_reply(kernel: Client) -> None:
    (page,) = kernel.run("int?").reply["payload"]
    assert page["source"] == "page"
    assert "Convert a number or string to an integer" in page["data"]["text/plain"]
    (following,) = kernel.run("get_ipython().set_next_input('x = 1')").reply["payload"]
    assert following == {"source": "set_next_input", "text": "x = 1", "replace": False}
    assert kernel.run("1").reply["payload"] == []


def test_magics_and_shell_commands_work(kernel: Client) -> None:
    assert "Wall time" in kernel.run("%time pass").text
    assert kernel.run("!echo hello").text.split() == ["hello"]
    assert kernel.run("%%capture held\nprint('no')\n").text == ""


def test_a_cell_awaits_and_its_tasks_go_on(kernel: Client) -> None:
    assert kernel.run("import asyncio\nawait asyncio.sleep(0.01)\n7").result == "7"
    kernel.run("done = asyncio.Event()\ntask = asyncio.create_task(done.wait())")
    assert kernel.run("done.set()\nawait task").result == "True"
    assert kernel.run("await asyncio.to_thread(lambda: 5)").result == "5"


def test_a_widget_callback_ends_what_a_cell_awaits(kernel: Client) -> None:
    kernel.run("import asyncio, ipywidgets\nslider = ipywidgets.IntSlider()")
    comm = kernel.run("slider.model_id").result.strip("'")
    waiting = kernel.execute(
        "future = asyncio.get_running_loop().create_future()\n"
        "slider.observe(lambda change: future.set_result(change['new']), 'value')\n"
        "print('waiting')\nawait future"
    )
    kernel.until(lambda one: one["msg_type"] == "stream")
    data = {"method": "update", "state": {"value": 42}, "buffer_paths": []}
    kernel.send("comm_msg", {"comm_id": comm, "data": data})
    assert kernel.answer(waiting).result == "42"


def check_interrupt(kernel: Client, code: str) -> None:
    running = kernel.execute(code)
    kernel.until(lambda one: one["msg_type"] == "stream")
    kernel.manager.interrupt_kernel()
    answer = kernel.answer(running)
    assert answer.reply["status"] == "error"
    assert answer.contents("error")[0]["ename"] == "KeyboardInterrupt"
    assert kernel.run("1").result == "1"


def test_an_interrupt_ends_the_cell(kernel: Client) -> None:
    check_interrupt(kernel, "print('on')\nwhile True: pass")


def test_an_interrupt_ends_what_a_cell_awaits(start: Start) -> None:
    # Not in ipykernel 7.4, where the signal is lost and the cell waits on.
    check_interrupt(start(), "import asyncio\nprint('on')\nawait asyncio.sleep(600)")


def test_an_interrupt_ends_a_callback_of_a_widget(kernel: Client) -> None:
    kernel.run(
        "import ipywidgets\nbutton = ipywidgets.Button()\n"
        "def loop(_):\n    print('on', flush=True)\n    while True: pass\n"
        "button.on_click(loop)"
    )
    comm = kernel.run("button.model_id").result.strip("'")
    data = {"method": "custom", "content": {"event": "click"}}
    clicked = kernel.send("comm_msg", {"comm_id": comm, "data": data})
    kernel.until(lambda message: message["msg_type"] == "stream")
    kernel.manager.interrupt_kernel()
    kernel.collect(clicked)
    assert kernel.run("1").result == "1"


def test_an_interrupt_while_idle_does_nothing(kernel: Client) -> None:
    kernel.manager.interrupt_kernel()
    assert kernel.run("1").result == "1"


def test_comms_open_in_both_directions(kernel: Client) -> None:
    opened = kernel.run(
        "from comm import create_comm\nc = create_comm('mine', data={'a': 1})\nc.send({'b': 2})"
    )
    assert opened.contents("comm_open")[0]["data"] == {"a": 1}
    assert opened.contents("comm_msg")[0]["data"] == {"b": 2}
    kernel.run(
        "from comm import get_comm_manager\ndef on(comm, message):\n"
        "    comm.on_msg(lambda m: comm.send({'echo': m['content']['data']}, buffers=m['buffers']))\n"
        "    comm.on_close(lambda m: print('closed'))\n"
        "get_comm_manager().register_target('yours', on)"
    )
    kernel.collect(kernel.send("comm_open", {"comm_id": "1", "target_name": "yours", "data": {}}))
    assert kernel.ask("comm_info_request", {"target_name": "yours"}).reply["comms"] == {
        "1": {"target_name": "yours"}
    }
    message = kernel.client.session.msg("comm_msg", {"comm_id": "1", "data": 5})
    kernel.client.session.send(kernel.client.shell_channel.socket, message, buffers=[b"xyz"])
    echoes = [one for one in kernel.collect(message["header"]["msg_id"]) if one["msg_type"] == "comm_msg"]
    assert echoes[0]["content"]["data"] == {"echo": 5}
    assert [bytes(one) for one in echoes[0]["buffers"]] == [b"xyz"]
    closed = kernel.collect(kernel.send("comm_close", {"comm_id": "1", "data": {}}))
    assert [one["content"]["text"] for one in closed if one["msg_type"] == "stream"] == ["closed\n"]
    assert kernel.ask("comm_info_request", {"target_name": "yours"}).reply["comms"] == {}


def test_a_kernel_closes_a_comm(kernel: Client) -> None:
    kernel.run("from comm import create_comm, get_comm_manager\nc = create_comm('mine')")
    closed = kernel.run("c.close({'bye': 1})\nc.comm_id in get_comm_manager().comms")
    assert closed.contents("comm_close")[0]["data"] == {"bye": 1}
    assert closed.result == "False"
    assert "comm_close" not in kernel.run("c.close()").kinds()


def test_a_kernel_sends_buffers(kernel: Client) -> None:
    answer = kernel.run(
        "from comm import create_comm\nfrom array import array\nc = create_comm('mine')\n"
        "c.send({}, buffers=[b'xyz', memoryview(b'abc'), array('d', [1.0])])"
    )
    (sent,) = [one for one in answer.outputs if one["msg_type"] == "comm_msg"]
    assert [len(one) for one in sent["buffers"]] == [3, 3, 8]
    assert bytes(sent["buffers"][0]) == b"xyz"


def test_an_unknown_comm_target_is_closed_again(kernel: Client) -> None:
    answer = kernel.collect(kernel.send("comm_open", {"comm_id": "9", "target_name": "none", "data": {}}))
    assert "comm_close" in [one["msg_type"] for one in answer]


def test_request_states_returns_the_widgets(kernel: Client) -> None:
    kernel.run("import ipywidgets\nipywidgets.Widget.close_all()\nw = ipywidgets.Label('x')")
    content = {"comm_id": "ctl", "target_name": "jupyter.widget.control", "data": {}}
    message = kernel.client.session.msg("comm_open", content, metadata={"version": "1.0.0"})
    kernel.client.shell_channel.send(message)
    kernel.collect(message["header"]["msg_id"])
    sent = kernel.send("comm_msg", {"comm_id": "ctl", "data": {"method": "request_states"}})
    (states,) = [one["content"]["data"] for one in kernel.collect(sent) if one["msg_type"] == "comm_msg"]
    assert states["method"] == "update_states"
    names = sorted(state["model_name"] for state in states["states"].values())
    assert names == ["LabelModel", "LabelStyleModel", "LayoutModel"]


def test_an_output_widget_captures(kernel: Client) -> None:
    answer = kernel.run(
        "import ipywidgets\nout = ipywidgets.Output()\nwith out:\n    print('in')\nprint('after')"
    )
    states = [one["data"]["state"].get("msg_id") for one in answer.contents("comm_msg")]
    first, last = states[0], states[-1]
    assert first == answer.outputs[0]["parent_header"]["msg_id"]
    assert last == ""
    order = [one["msg_type"] for one in answer.outputs if one["msg_type"] in ("comm_msg", "stream")]
    assert order[-4:] == ["comm_msg", "stream", "comm_msg", "stream"]


def test_an_output_widget_captures_what_is_shown_and_what_fails(kernel: Client) -> None:
    answer = kernel.run(
        "import ipywidgets\nout = ipywidgets.Output()\nwith out:\n    display('shown')\n    1/0\nprint('on')"
    )
    assert answer.reply["status"] == "ok"
    order = [one["msg_type"] for one in answer.outputs]
    # Both come while the widget says that they are its own.
    ids = [one["data"]["state"].get("msg_id") for one in answer.contents("comm_msg")]
    assert ids[0] == answer.outputs[0]["parent_header"]["msg_id"]
    assert ids[-1] == ""
    assert order.index("display_data") < order.index("error") < order.index("stream")
    assert answer.contents("error")[0]["ename"] == "ZeroDivisionError"


def test_code_is_completed_inspected_and_checked(kernel: Client) -> None:
    kernel.run("import math\nlonely_name = 1\ndef described():\n    '''What it is.'''")
    reply = kernel.ask("complete_request", {"code": "lonely_", "cursor_pos": 7}).reply
    assert reply["matches"] == ["lonely_name"]
    assert (reply["cursor_start"], reply["cursor_end"]) == (0, 7)
    reply = kernel.ask("complete_request", {"code": "math.sqr", "cursor_pos": 8}).reply
    code = "math.sqr"
    assert code[: reply["cursor_start"]] + reply["matches"][0] == "math.sqrt"
    found = kernel.ask("inspect_request", {"code": "described", "cursor_pos": 4, "detail_level": 0}).reply
    assert "What it is." in found["data"]["text/plain"]
    assert not kernel.ask("inspect_request", {"code": "absent", "cursor_pos": 3}).reply["found"]
    assert kernel.ask("is_complete_request", {"code": "if x:"}).reply["status"] == "incomplete"
    assert kernel.ask("is_complete_request", {"code": "x = 1"}).reply["status"] == "complete"
    history = {"hist_access_type": "tail", "output": False, "raw": True, "n": 0}
    assert kernel.ask("history_request", history).reply["status"] == "ok"


def test_kernel_info_and_usage_are_answered_on_the_control_channel(kernel: Client) -> None:
    info = kernel.ask("kernel_info_request", channel="control").reply
    assert info["language_info"]["name"] == "python"
    assert kernel.ask("usage_request", channel="control").reply["pid"]


def test_a_class_of_a_cell_can_be_pickled(kernel: Client) -> None:
    code = "import pickle\nclass Point: pass\ntype(pickle.loads(pickle.dumps(Point()))) is Point"
    assert kernel.run(code).result == "True"


def test_a_forged_message_is_dropped(kernel: Client) -> None:
    session = kernel.client.session
    forged = session.clone()
    forged.key = b"another"
    message = forged.msg("execute_request", {"code": "forged = 1", "silent": False})
    forged.send(kernel.client.shell_channel.socket, message)
    assert kernel.run("'forged' in globals()").result == "False"


@pytest.mark.parametrize("transport", ["tcp", "ipc"])
def test_restart_keeps_the_ports_and_loses_the_variables(
    kind: str, start: Start, transport: str, tmp_path: Path
) -> None:
    options: dict[str, Any] = {"transport": transport}
    if transport == "ipc":
        options["connection_file"] = str(tmp_path / "k.json")
    client = start(kind, **options)
    client.run("x = 1")
    before = client.manager.get_connection_info()
    client.manager.restart_kernel()
    assert client.manager.get_connection_info() == before
    client.client.wait_for_ready(timeout=WAIT)
    assert client.run("'x' in globals()").result == "False"
    assert client.run("1").reply["execution_count"] == 2


def test_shutdown_is_answered_and_ends_the_kernel(kind: str, start: Start) -> None:
    client = start(kind)
    client.client.shutdown()
    reply = client.client.get_control_msg(timeout=WAIT)
    assert reply["content"] == {"status": "ok", "restart": False}
    client.until(lambda one: one["msg_type"] == "shutdown_reply")
    client.manager.finish_shutdown()
    assert not client.manager.is_alive()


def test_shutdown_for_a_restart_says_so(kind: str, start: Start) -> None:
    client = start(kind)
    client.client.shutdown(restart=True)
    assert client.client.get_control_msg(timeout=WAIT)["content"] == {"status": "ok", "restart": True}
    shutdown = client.until(lambda one: one["msg_type"] == "shutdown_reply")
    assert shutdown["content"]["restart"] is True


def test_shutdown_ends_a_busy_kernel(kind: str, start: Start) -> None:
    client = start(kind)
    client.execute("print('on')\nwhile True: pass")
    client.until(lambda one: one["msg_type"] == "stream")
    client.manager.shutdown_kernel(now=True)
    assert not client.manager.is_alive()


# The same with nbclient.


def notebook(*sources: str) -> nbformat.NotebookNode:
    cells = [nbformat.v4.new_code_cell(source) for source in sources]  # type: ignore[no-untyped-call]
    made: nbformat.NotebookNode = nbformat.v4.new_notebook(cells=cells)  # type: ignore[no-untyped-call]
    return made


# It leaves the collection of its sockets' context to the garbage collector.
leaves_a_context = pytest.mark.filterwarnings(
    "ignore:Exception ignored in. <function Context:pytest.PytestUnraisableExceptionWarning"
)


def executed(kind: str, *sources: str, **options: Any) -> nbformat.NotebookNode:
    made = notebook(*sources)
    NotebookClient(made, kernel_name=kind, timeout=WAIT, **options).execute()
    return made


@leaves_a_context
def test_nbclient_updates_displays(kind: str) -> None:
    done = executed(kind, "h = display(1, display_id=True)", "h.update(2)")
    assert done.cells[0].outputs[0].data["text/plain"] == "2"


@leaves_a_context
def test_nbclient_fills_output_widgets_and_saves_widget_state(kind: str) -> None:
    done = executed(
        kind,
        "import ipywidgets\no = ipywidgets.Output()\nwith o:\n    print('in')\no",
        store_widget_state=True,
    )
    states = done.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"].values()
    (output,) = [state["state"] for state in states if state["model_name"] == "OutputModel"]
    assert output["outputs"] == [{"output_type": "stream", "name": "stdout", "text": "in\n"}]


@leaves_a_context
def test_nbclient_reports_errors(kind: str) -> None:
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        executed(kind, "1/0")


@leaves_a_context
def test_nbclient_interrupts_on_timeout(kind: str) -> None:
    made = notebook("while True: pass", "1 + 1")
    client = NotebookClient(
        made,
        kernel_name=kind,
        # Only the cell that does not end; another one may take its time on a busy machine.
        timeout_func=lambda cell: 2 if "while" in cell.source else WAIT,
        interrupt_on_timeout=True,
        allow_errors=True,
    )
    client.execute()
    assert made.cells[0].outputs[-1].ename == "KeyboardInterrupt"
    assert made.cells[1].outputs[0].data["text/plain"] == "2"


@leaves_a_context
def test_nbclient_ends_a_kernel_that_takes_too_long(kind: str) -> None:
    with pytest.raises(CellTimeoutError):
        NotebookClient(notebook("while True: pass"), kernel_name=kind, timeout=1).execute()
