"""A Jupyter Kernel Gateway, or a balancer before several: how it is asked, and asked again.

Options of the connection (certificates, tokens, headers) are those of Jupyter
Server's `GatewayClient`.
"""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jupyter_server.utils import url_path_join
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketError, websocket_connect

from revoila.serving._kernels import KernelError
from revoila.serving._v1 import SUBPROTOCOL

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeVar

    from jupyter_server.gateway.gateway_client import GatewayClient
    from tornado.httpclient import HTTPResponse
    from tornado.websocket import WebSocketClientConnection

    T = TypeVar("T")

PAUSE, LONGEST_PAUSE = 0.1, 2.0
"""Seconds before the second attempt to reach a gateway that does not answer, and before later ones at most."""

MOST = 512 * 1024**2
"""Largest message of a kernel, in bytes."""

AT_ONCE = 100
"""How many requests may be under way."""

PING = 20
"""Seconds between questions whether the other end is there, and for its answer."""

MAY_PASS = {408, 425, 429}
"""Of the statuses 4xx, those that are worth another attempt."""


class Gateway:
    """What starts kernels elsewhere.

    Parameters
    ----------
    url : str
        Its address, or that of the balancer.
    options : GatewayClient
        How it is reached; its own URL is not used.

    Attributes
    ----------
    name : str
        The address without a password, for messages.
    """

    def __init__(self, url: str, options: GatewayClient) -> None:
        self._url = url.rstrip("/")
        self._options = options
        self._client: AsyncHTTPClient | None = None
        parts = urlsplit(self._url)
        self.name = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    async def ask(
        self, method: str, *parts: str, within: float, cookie: str = "", body: Any = None
    ) -> HTTPResponse:
        """Send a request about kernels; again when nobody answers, unless it is to end one.

        Parameters
        ----------
        method : str
            Of HTTP.
        *parts : str
            Of the path, below that of all kernels.
        within : float
            Time for all attempts, in seconds.
        cookie : str, default ""
            What a balancer has set.
        body : object, optional
            Is sent as JSON.

        Returns
        -------
        HTTPResponse
            The answer.

        Raises
        ------
        KernelError
            It is refused, or nobody has answered.
        """
        if self._client is None:
            self._client = AsyncHTTPClient(force_instance=True, max_clients=AT_ONCE)
        client = self._client
        said = None if body is None else json.dumps(body)

        def attempt() -> Awaitable[HTTPResponse]:
            arguments = {**self._arguments(cookie), "request_timeout": within}
            return client.fetch(HTTPRequest(self._address(*parts), method, body=said, **arguments))

        return await self._insist(attempt, within, again=method != "DELETE")

    async def connect(self, kernel: str, *, within: float, cookie: str = "") -> WebSocketClientConnection:
        """Open the websocket to a kernel.

        Parameters
        ----------
        kernel : str
            Its id.
        within : float
            Time for all attempts, in seconds.
        cookie : str, default ""
            What a balancer has set.

        Returns
        -------
        WebSocketClientConnection
            Open.

        Raises
        ------
        KernelError
            There is no such kernel, or nobody has answered.
        """
        url = self._address(kernel, "channels").replace("http", "ws", 1)

        def attempt() -> Awaitable[WebSocketClientConnection]:
            request = HTTPRequest(url, **self._arguments(cookie))
            return websocket_connect(
                request, subprotocols=[SUBPROTOCOL], max_message_size=MOST, ping_interval=PING
            )

        found = await self._insist(attempt, within)
        if found.selected_subprotocol != SUBPROTOCOL:
            found.close()
            raise KernelError(f"The gateway {self.name} is too old: it does not know {SUBPROTOCOL}.")
        if found.protocol is not None:
            found.protocol.set_nodelay(True)
        return found

    def close(self) -> None:
        """Let go of the connections of requests."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _address(self, *parts: str) -> str:
        return url_path_join(self._url, "api/kernels", *parts)

    def _arguments(self, cookie: str) -> dict[str, Any]:
        """Return the arguments of a request: who we are, and where it belongs."""
        arguments: dict[str, Any] = self._options.load_connection_args()
        headers = dict(arguments.pop("headers", None) or {})
        if not self._options.auth_token:
            # Upstream sends the word `token` alone, which is no header that it takes itself.
            headers.pop(self._options.auth_header_key, None)
        if cookie:
            headers["Cookie"] = cookie
        if self._options.ca_certs:
            # Upstream leaves it out where there is no certificate of the client.
            arguments["ca_certs"] = self._options.ca_certs
        return {**arguments, "headers": headers}

    async def _insist(self, attempt: Callable[[], Awaitable[T]], within: float, *, again: bool = True) -> T:
        """Return what an attempt gives; another one follows when it fails for a reason that may pass.

        Raises
        ------
        KernelError
            It does not work in time.
        """
        loop = asyncio.get_running_loop()
        end, pause = loop.time() + within, PAUSE
        while True:
            try:
                async with asyncio.timeout(max(PAUSE, end - loop.time())):
                    return await attempt()
            except (HTTPClientError, OSError, TimeoutError, WebSocketError) as error:
                if not again or not _may_pass(error) or loop.time() + pause > end:
                    raise KernelError(
                        f"The gateway {self.name} does not give the kernel: {_told(error)}."
                    ) from error
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)


def _may_pass(error: Exception) -> bool:
    code = error.code if isinstance(error, HTTPClientError) else 0
    return not 400 <= code < 500 or code in MAY_PASS  # noqa: PLR2004  # the client's own mistakes


def _told(error: Exception) -> str:
    """Return what the gateway or the system says."""
    said = ""
    if isinstance(error, HTTPClientError) and error.response is not None:
        try:
            said = str(json.loads(error.response.body).get("message") or "")
        except (ValueError, AttributeError, TypeError):
            said = ""
    return f"{error} ({said})" if said else str(error) or "there is no answer"
