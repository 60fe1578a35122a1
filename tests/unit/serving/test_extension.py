from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import pytest
from jupyter_server.gateway.connections import GatewayWebSocketConnection
from jupyter_server.services.kernels.connection.base import BaseKernelWebsocketConnection
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

import revoila
from revoila.serving.connection import AppConnection, PromptConnection
from revoila.serving.extension import RevoilaExtension

LOAD = """\
import sys
from jupyter_server.serverapp import ServerApp

ours = sys.argv[1] == "with"
app = ServerApp.instance(jpserver_extensions={"revoila": ours}, open_browser=False, allow_root=True)
app.initialize([], new_httpserver=False)
assert ("revoila_site" in app.web_app.settings) == ours
print(*sys.modules)
"""


class Mine(ZMQChannelsWebsocketConnection):
    """What somebody else has chosen."""


def prompted(chosen: type, **options: Any) -> tuple[type, Any]:
    """Return which class a server and its handlers have when it had `chosen`."""
    server = SimpleNamespace(kernel_websocket_connection_class=chosen)
    extension = RevoilaExtension(serverapp=server, serve_apps=False, **options)
    extension.initialize_settings()
    return server.kernel_websocket_connection_class, extension.settings.get(
        "kernel_websocket_connection_class"
    )


def test_kernels_of_a_server_get_prompt_websockets() -> None:
    assert prompted(ZMQChannelsWebsocketConnection) == (PromptConnection, PromptConnection)


@pytest.mark.parametrize("chosen", [Mine, GatewayWebSocketConnection, BaseKernelWebsocketConnection])
def test_class_that_somebody_has_chosen_stays(chosen: type) -> None:
    assert prompted(chosen) == (chosen, None)


def test_prompt_websockets_can_be_left_out() -> None:
    stock = ZMQChannelsWebsocketConnection
    assert prompted(stock, prompt_websockets=False) == (stock, None)


@pytest.mark.parametrize(("kind", "limited"), [(PromptConnection, True), (AppConnection, False)])
def test_connection_is_prompt_and_leaves_out_nothing_of_an_app(
    kind: Any, limited: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Any] = []
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "connect", lambda self: calls.append("connect"))
    monkeypatch.setattr(KernelWebsocketHandler, "set_nodelay", lambda self, value: calls.append(value))
    connection = kind.__new__(kind)
    connection.websocket_handler = KernelWebsocketHandler.__new__(KernelWebsocketHandler)
    connection.connect()
    assert calls == [True, "connect"]
    assert kind.limit_rate.default_value is limited


def test_package_names_the_extension() -> None:
    (point,) = attrgetter("_jupyter_server_extension_points")(revoila)()
    assert point["app"].name == "revoila"


def test_extension_loads_nothing_heavy() -> None:
    loaded = [
        set(
            subprocess.run(
                [sys.executable, "-c", LOAD, which], capture_output=True, text=True, check=True
            ).stdout.split()
        )
        for which in ("with", "without")
    ]
    added = {name.partition(".")[0] for name in loaded[0] - loaded[1]}
    assert "revoila" in added
    assert not added & {
        "voila",
        "pyarrow",
        "pandas",
        "numpy",
        "ipywidgets",
        "IPython",
        "nbconvert",
        "anywidget",
    }


def extension_with(*sessions: Any) -> RevoilaExtension:
    extension = RevoilaExtension(serverapp=SimpleNamespace(), serve_apps=False)
    extension._sessions = sessions  # type: ignore[assignment]  # what it looks at
    return extension


def test_pages_in_use_keep_a_server_from_being_taken_for_idle() -> None:
    started = datetime(2026, 1, 1, tzinfo=UTC)
    later = started + timedelta(hours=1)
    extension = extension_with(SimpleNamespace(touched=later, changed=started))
    extension.settings = {"started": started, "last_activity_times": {}}
    extension._note_activity()
    assert extension.settings["last_activity_times"] == {"revoila": later}
    extension._sessions = None
    extension._note_activity()
    assert extension.settings["last_activity_times"] == {"revoila": later}


def test_open_sessions_are_activity() -> None:
    assert extension_with(SimpleNamespace()).current_activity() == 1
    assert extension_with().current_activity() is None


def test_server_without_apps_ends_without_them() -> None:
    extension = RevoilaExtension(serverapp=SimpleNamespace(), serve_apps=False)
    asyncio.run(extension.stop_extension())
