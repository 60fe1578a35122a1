from __future__ import annotations

import asyncio
import json
import logging
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_server.gateway.gateway_client import GatewayClient
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from tornado.httpclient import HTTPClientError, HTTPRequest, HTTPResponse
from traitlets.config import Config

from revoila.serving._apps import ServedApp
from revoila.serving._gateway import Gateway
from revoila.serving._gateway_kernels import GatewayKernels
from revoila.serving._kernels import KernelError, Opening
from revoila.serving._remote_kernel import RemoteKernel

if TYPE_CHECKING:
    from collections.abc import Callable

URL = "http://someone:hush@gateway:8888/"


class FakeClient:
    """Answers requests one after the other, and keeps them."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.requests: list[HTTPRequest] = []

    async def fetch(self, request: HTTPRequest) -> Any:
        self.requests.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def gateway(*answers: Any, **options: Any) -> tuple[Gateway, FakeClient]:
    client = FakeClient(*answers)
    found = Gateway(URL, GatewayClient(**options))  # type: ignore[no-untyped-call]  # it has no types
    found._client = client  # type: ignore[assignment]  # what it uses of one
    return found, client


def ask(found: Gateway, method: str = "GET", **options: Any) -> Any:
    return asyncio.run(found.ask(method, "one", within=10.0, **options))


def test_password_of_the_address_is_not_in_its_name() -> None:
    assert gateway()[0].name == "http://gateway:8888"


@pytest.mark.parametrize(
    "error", [OSError("refused"), HTTPClientError(502), HTTPClientError(429), TimeoutError()]
)
def test_what_may_pass_is_tried_again(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("revoila.serving._gateway.PAUSE", 0.001)
    found, client = gateway(error, error, "yes")
    assert ask(found) == "yes"
    assert len({id(request) for request in client.requests}) == 3


def test_refusal_is_final_and_says_what_the_gateway_says() -> None:
    request = HTTPRequest(URL)
    said = BytesIO(json.dumps({"message": "Resource Limit"}).encode())
    response = HTTPResponse(request, 403, buffer=said)
    found, client = gateway(HTTPClientError(403, "Forbidden", response))
    with pytest.raises(KernelError, match=r"http://gateway:8888 .* HTTP 403: Forbidden \(Resource Limit\)"):
        ask(found)
    assert len(client.requests) == 1


def test_ending_a_kernel_is_tried_once() -> None:
    found, client = gateway(OSError("refused"))
    with pytest.raises(KernelError, match="refused"):
        ask(found, "DELETE")
    assert len(client.requests) == 1


@pytest.mark.parametrize(
    ("options", "headers"),
    [
        ({}, {}),
        ({"auth_token": "x"}, {"Authorization": "token x"}),
        ({"auth_token": "x", "auth_scheme": "Bearer"}, {"Authorization": "Bearer x"}),
        ({"headers": '{"X-Team": "y"}'}, {"X-Team": "y"}),
    ],
)
def test_headers_are_those_that_are_configured(
    options: dict[str, str], headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JUPYTER_GATEWAY_AUTH_TOKEN", raising=False)
    found, client = gateway("yes", "yes", **options)
    ask(found)
    ask(found, cookie="place=1")
    assert [dict(request.headers) for request in client.requests] == [
        headers,
        {**headers, "Cookie": "place=1"},
    ]


def test_certificate_of_the_gateway_is_used_without_one_of_ours() -> None:
    found, client = gateway("yes", ca_certs="/some/ca.pem")
    ask(found)
    assert client.requests[0].ca_certs == "/some/ca.pem"


def test_gateway_of_apps_is_not_that_of_a_jupyter_server() -> None:
    config = Config({"GatewayClient": {"auth_token": "x", "url": "http://other"}})
    kernels = GatewayKernels(url=URL, config=config)
    assert kernels._gateway._options.auth_token == config.GatewayClient.auth_token
    assert not GatewayClient.initialized()


def started(kernels: GatewayKernels, monkeypatch: pytest.MonkeyPatch) -> tuple[dict[str, Any], str]:
    """Return what a gateway is asked to start, and what is executed then."""
    asked: list[Any] = []

    async def start(self: RemoteKernel, model: dict[str, Any], code: str) -> None:
        asked.extend((model, code))

    monkeypatch.setattr(RemoteKernel, "start", start)
    opening = Opening(app=ServedApp(script=Path("/apps/sales/app.py")), env={"QUERY_STRING": "x=1"})
    asyncio.run(kernels.open("one", opening, lambda reason: None))
    return asked[0], asked[1]


@pytest.mark.parametrize(("folder", "path"), [("", "/apps/sales"), ("/work", "/work")])
def test_kernel_is_asked_for_in_the_folder_of_the_app(
    folder: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVOILA_COMMAND_LINE", '{"theme.base": "dark"}')
    model, code = started(GatewayKernels(url=URL, folder=folder), monkeypatch)
    assert model["name"] == "revoila-shared"
    assert model["path"] == path
    assert model["env"]["QUERY_STRING"] == "x=1"
    assert model["env"]["KERNEL_REVOILA_APP"] == "/apps/sales/app.py"
    compile(code, "start", "exec")
    assert "theme.base" in code


def remote(lost: Callable[[str], None] = print) -> RemoteKernel:
    return RemoteKernel("one", gateway()[0], lost, logging.getLogger("test"))


def message(kind: str, content: dict[str, Any]) -> bytes:
    parts = [json.dumps(part).encode() for part in ({"msg_type": kind}, {}, {}, content)]
    return bytes(serialize_msg_to_ws_v1(parts, "iopub"))  # type: ignore[no-untyped-call]  # it has no types


@pytest.mark.parametrize("state", ["restarting", "dead"])
def test_gateway_says_when_a_kernel_has_died(state: str) -> None:
    kernel = remote()
    assert kernel._take(message("status", {"execution_state": "busy"})) == ""
    assert state in kernel._take(message("status", {"execution_state": state}))


def test_gateway_that_leaves_out_messages_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    kernel = remote()
    kernel._take(message("stream", {"name": "stderr", "text": "of the app"}))
    assert not caplog.messages
    kernel._take(message("stream", {"name": "stderr", "text": "IOPub message rate exceeded.\nThe server"}))
    assert "AppConnection" in caplog.text


def test_kernel_that_was_closed_while_it_started_is_not_used() -> None:
    async def story() -> None:
        kernel = remote()
        begun, ended = asyncio.Event(), []

        async def answer(method: str, *parts: str, **_options: Any) -> Any:
            if method == "DELETE":
                ended.append(parts)
                return None
            begun.set()
            await asyncio.sleep(3600)

        kernel.patience = 0.001
        kernel._gateway.ask = answer  # type: ignore[method-assign]  # in place of the network
        starting = asyncio.ensure_future(kernel.start({}, ""))
        await begun.wait()
        await kernel.close()
        with pytest.raises(KernelError, match="while it started"):
            await starting
        assert ended == [("one",)]

    asyncio.run(story())


def test_kernel_that_is_closed_while_it_is_connected_is_not_waited_for() -> None:
    async def story() -> None:
        kernel = remote()
        begun = asyncio.Event()

        async def answer(*_parts: str, **_options: Any) -> Any:
            return HTTPResponse(HTTPRequest("http://one"), 201, buffer=BytesIO(b"{}"))

        async def connect(_id: str, **_options: Any) -> Any:
            begun.set()
            await asyncio.sleep(3600)

        kernel._gateway.ask = answer  # type: ignore[method-assign]  # in place of the network
        kernel._gateway.connect = connect  # type: ignore[assignment]  # in place of the network
        starting = asyncio.ensure_future(kernel.start({}, ""))
        await begun.wait()
        await kernel.close()
        with pytest.raises(KernelError, match="while it started"):
            await asyncio.wait_for(starting, 10)

    asyncio.run(story())
