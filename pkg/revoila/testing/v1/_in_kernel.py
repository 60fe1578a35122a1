"""The kernel's end of an app test: answers what a page would not ask.

A page sees what is drawn and sends what is entered; all that goes over its own comm. Here a test asks for the
rest: session state, the Python values behind what an input shows, and when a run has ended.
"""

from __future__ import annotations

import sys
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import comm

from revoila.errors import EventRefusedError
from revoila.runtime._requests import RerunRequest
from revoila.state.query_params import parse_query
from revoila.testing.v1 import _source
from revoila.testing.v1._host import IN_A_TEST, path_of_page
from revoila.testing.v1._parcels import Parcels
from revoila.testing.v1._refused import RefusedValueError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from comm.base_comm import BaseComm

    from revoila.elements._element import InputSpec
    from revoila.runtime._session import Session
    from revoila.testing.v1._delivery import Event

READY = 0
"""The answer that comes without a call, when the line is there."""

LINE, PAGE = "revoila.app-test", "revoila.app-test.page"
"""Targets of comms, with the name of the test after them."""


class Facts(NamedTuple):
    """What a test has to know of the declaration of an input."""

    kind: str
    key: str | None
    default: Any
    trigger: bool
    disabled: bool
    checks: bool
    """Whether it has a function that checks kept values."""
    uploads: Any


class Wires(NamedTuple):
    """Events as a page sends them."""

    events: list[dict[str, Any]]
    runs: bool
    """Whether the script runs for them."""


class Waiting:
    """The beginning of an app that runs when its test says so."""

    def begin(self, session: Session) -> None:
        """Start no run."""


class Agent:
    """Answers one test.

    Parameters
    ----------
    app : App
        What is tested.
    """

    def __init__(self, app: Any) -> None:
        self.app = app
        self._session: Session = app.session
        self._parcels = Parcels()
        self._line: BaseComm | None = None
        self._lock = Lock()
        self._waits: list[int] = []
        self._files: dict[str, Any] = {}
        app.on_idle(self._tell_idle)

    # The line.

    def open(self, line: BaseComm, _opening: dict[str, Any]) -> None:
        """Take the calls of a test."""
        self._line = line
        line.on_msg(self._take)
        self._answer(READY, None)

    def _take(self, message: dict[str, Any]) -> None:
        number, name = message["content"]["data"]["call"], message["content"]["data"]["name"]
        if name == "settle":
            with self._lock:
                self._waits.append(number)
            if not self.app.busy:
                self._tell_idle()
            return
        try:
            answer = getattr(self, f"_do_{name}")(*self._parcels.unpack(bytes(message["buffers"][0])))
        except Exception as error:  # noqa: BLE001 - it is the test's
            self._answer(number, error, failed=True)
        else:
            self._answer(number, answer)

    def _answer(self, number: int, value: Any, *, failed: bool = False) -> None:
        if self._line is not None:
            data = {"call": number, "failed": failed}
            self._line.send(data, buffers=[self._parcels.pack(value)])

    def _tell_idle(self) -> None:
        with self._lock:
            waits, self._waits = self._waits, []
        if waits:
            # A kernel sends what is printed a little later, which would be after the test.
            sys.stdout.flush()
            sys.stderr.flush()
        for number in waits:
            self._answer(number, self._session.query.query())

    # The calls.

    def _do_get_item(self, key: str) -> Any:
        return self._session.state.get_item(key)

    def _do_set_item(self, key: str, value: Any) -> None:
        self._session.state.set_item(key, value)

    def _do_delete_item(self, key: str) -> None:
        self._session.state.delete_item(key)

    def _do_keys(self) -> list[str]:
        return self._session.state.keys()

    def _do_value_of(self, id_: str) -> Any:
        return self._session.state.value_of(id_, self._spec(id_).default)

    def _do_declared(self, id_: str) -> Facts | None:
        spec = self._session.state.declared(id_)
        if spec is None:
            return None
        checks = spec.accept is not None
        return Facts(spec.kind, spec.key, spec.default, spec.trigger, spec.disabled, checks, spec.uploads)

    def _do_encode(self, id_: str, value: Any) -> Any:
        return self._spec(id_).encode(value)

    def _do_decode(self, id_: str, wire: Any) -> Any:
        return self._spec(id_).decode(wire)

    def _do_accept(self, id_: str, value: Any) -> Any:
        accept = self._spec(id_).accept
        return value if accept is None else accept(value)

    def _do_prepare(
        self,
        events: tuple[Event, ...],
        page: str | None,
        query: str,
        secrets: Mapping[str, Any] | None,
        arguments: tuple[Any, ...],
    ) -> Wires:
        """Make ready for a run, and return what a page sends for it.

        Raises
        ------
        ValueError
            An input refuses its value.
        """
        session = self._session
        session.secrets = secrets
        _source.given[session] = _source.Arguments(*arguments)
        if page is not None or parse_query(query) != session.query.fields:
            session.runner.requests.carry(RerunRequest(page=page, query=query))
        found = [self._wire(*event) for event in events]
        specs = [self._spec(id_) for id_, _, _ in events]
        runs = any(spec.rerun and (spec.form is None or spec.trigger) for spec in specs)
        return Wires(found, runs)

    def _do_path_of_page(self, file: Path, has_run: bool) -> str | None:
        return path_of_page(self._session, file, has_run=has_run)

    def _do_file(self, name: str) -> bytes | None:
        """Return the content of a file that the page was told of, None when it is gone."""
        reader = f"app-test-{name}"
        part = self._session.media.read(name, 0, 0, reader)
        try:
            return None if part is None else bytes(part.file.read(0, part.file.size))
        finally:
            self._session.media.release(reader)

    def _do_table(self, name: str) -> Any:
        """Return a table of which the page has only some rows, None when it is gone."""
        return self._session.rows.table(name)

    def _do_close(self) -> None:
        self.app.close()

    def _spec(self, id_: str) -> InputSpec[Any]:
        spec = self._session.state.declared(id_)
        if spec is None:
            raise KeyError(id_)
        return spec

    def _wire(self, id_: str, value: Any, trigger: bool) -> dict[str, Any]:
        spec, state = self._spec(id_), self._session.state
        wire = _press(spec, value) if trigger else spec.encode(value)
        generation = state.generation(spec.id)
        try:
            state.decode(id_, generation, wire)
        except EventRefusedError as error:
            raise RefusedValueError(f"The {spec.kind} refuses {value!r}: {error}.") from error
        return {"id": id_, "generation": generation, "value": wire}


def _press(spec: InputSpec[Any], value: Any) -> Any:
    """Return what a page sends for what holds for one run only, whose value is not shown afterwards."""
    if spec.kind == "chat_input" and not isinstance(value, str):
        message = {"text": value.text}
        files = [{"id": file.file_id} for file in value.get("files") or ()]
        return {**message, "files": files} if files else message
    if spec.kind == "button_column":
        return {name: value[name] for name in ("row", "item") if name in value}
    return spec.encode(value) if spec.kind == "menu_button" else value


def open_app(make: Callable[..., Any], path: str, name: str) -> None:
    """Make an app for a test, and have the test's comms open to it.

    Parameters
    ----------
    make : Callable
        `revoila.App`.
    path : str
        The script.
    name : str
        Of the test; no other one in this kernel has it.
    """
    app = make(path, opening=Waiting())
    app.session.options = app.session.options.changed(IN_A_TEST, "an app test")
    agent = Agent(app)
    manager = comm.get_comm_manager()
    manager.register_target(f"{LINE}.{name}", agent.open)
    manager.register_target(f"{PAGE}.{name}", app.open_page)

    def forget() -> None:
        manager.unregister_target(f"{LINE}.{name}", agent.open)
        manager.unregister_target(f"{PAGE}.{name}", app.open_page)

    app.on_close(forget)
