"""What a test sees of an app after each step, as plain JSON; of either of the two.

Messages of the libraries' own errors are worded differently, so of errors that a command raises the
kind is compared; of those that Python or the script raises, the message too.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.parity._cases import Case

FIELDS = (
    "label",
    "value",
    "options",
    "min",
    "max",
    "step",
    "delta",
    "color",
    "help",
    "icon",
    "placeholder",
    "disabled",
    "key",
    "form_id",
    "indices",
    "anchor",
    "language",
    "is_caption",
    "allow_html",
    "name",
    "avatar",
    "weight",
    "expanded",
    "state",
)
"""What is read of an element or block, where it has it."""

NOT_OF = {
    "markdown": {"label", "color", "icon"},
    "download_button": {"name"},
    "feedback": {"options"},
}
"""What elements of a type have here and not there, where nothing reads it."""

_MEDIA = re.compile(r"/mock/media/\w+\.(\w+)|data:image/(\w+);base64,[\w+/=]+")
_ADDRESS = re.compile(r"0x[0-9a-fA-F]+")
_OWN_ERRORS = re.compile(r"Streamlit|Revoila|Cached?[A-Z]|Unserializable|Unhashable|Fragment")
_COMMAND = re.compile(r"\bst\.")


def play(app_test: Any, case: Case) -> list[dict[str, Any]]:
    """Return what is seen after the first run and after each step.

    Parameters
    ----------
    app_test : type
        The class ``AppTest`` of one of the two.
    case : Case
        What to do.
    """
    with _files(case) as main:
        at = (
            app_test.from_string(case.script, default_timeout=20)
            if main is None
            else app_test.from_file(main, default_timeout=20)
        )
        seen = [_look(at, [*case.setup, "at.run()"])]
        seen += [_look(at, [step]) for step in case.steps]
    return seen


@contextmanager
def _files(case: Case) -> Iterator[str | None]:
    if not case.files:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {"app.py": case.script, **case.files}.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        yield str(Path(folder, "app.py"))


def _look(at: Any, steps: list[str]) -> dict[str, Any]:
    failure = None
    for step in steps:
        try:
            exec(step, {"at": at, "dt": dt})  # noqa: S102  # a step of a case of ours
        except Exception as error:  # noqa: BLE001  # it is what is compared
            failure = type(error).__name__
    state = {key: _plain(value) for key, value in _items(at.session_state) if not key.startswith("$$")}
    seen: dict[str, Any] = {"tree": list(_walk(at._tree, 0))}
    if state:
        seen["state"] = state
    query = {key: _plain(at.query_params[key]) for key in at.query_params}
    if query:
        seen["query"] = query
    if failure is not None:
        seen["failure"] = failure
    return seen


def _items(state: Any) -> list[tuple[str, Any]]:
    found = state.to_dict()
    return sorted((key, value) for key, value in found.items() if isinstance(key, str))


def _walk(block: Any, depth: int) -> Iterator[str]:
    # One line a node, so that a difference reads well.
    for node in block.children.values():
        fields = json.dumps(_fields(node), ensure_ascii=False, sort_keys=True)
        kind = "bottom" if node.type == "unknown" and depth == 0 else node.type
        yield f"{'  ' * depth}{kind} {fields}"
        if hasattr(node, "children"):
            yield from _walk(node, depth + 1)


def _fields(node: Any) -> dict[str, Any]:
    if node.type == "exception":
        kind = node.proto.type if type(node).__name__ == "Exception" else node.props["type"]
        return _failure(kind, node.value, node.stack_trace)
    found = {}
    for name in FIELDS:
        if name in NOT_OF.get(node.type, ()):
            continue
        try:
            value = getattr(node, name)
        except (AttributeError, NotImplementedError, KeyError, ValueError, TypeError):
            continue
        if callable(value):
            continue
        plain = _plain(value)
        if plain not in (None, "", False, [], ()):
            found[name] = plain
    if str(found.get("value")).startswith("DeltaGenerator("):
        # What a handle has inside is nobody's to rely on: its name is compared.
        found["value"] = found["name"]
    return found


def _failure(kind: str, message: str, trace: Iterable[str]) -> dict[str, Any]:
    kind = kind.rpartition(".")[2]
    lines = "\n".join(trace).strip().splitlines()
    # Else the error is from the script, or from Python.
    by_command = _OWN_ERRORS.search(kind) or any(map(_COMMAND.search, lines[-2:]))
    return {"error": kind} if by_command else {"error": kind, "message": _stable(message)}


def _plain(value: Any) -> Any:
    """Return a value as JSON has it, the same in both environments."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (list, tuple)) or type(value).__name__.startswith("Repeated"):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return _stable(_text(value))


def _text(value: Any) -> str:
    kind = type(value).__name__
    if isinstance(value, str):
        return value
    if isinstance(value, (dt.date, dt.time, dt.timedelta)):
        return f"{kind} {value}"
    if isinstance(value, (set, frozenset)):
        return f"{kind}: {sorted(map(repr, value))}"
    if kind == "UploadedFile":
        return f"{kind}: {value.name} {value.type} {value.size}"
    return str(value.to_csv()) if kind == "DataFrame" else f"{kind}: {value!r}"


def _stable(text: str) -> str:
    text = _MEDIA.sub(
        lambda found: f"<{(found[1] or found[2]).replace('jpeg', 'jpg')}>", _ADDRESS.sub("0x", text)
    )
    for years in (-10, 0, 10):
        text = text.replace(_years_from_now(years), f"<today {years:+}y>")
    return re.sub(r"(/tmp|/var/folders)/\S*/", "<folder>/", text)


def _years_from_now(years: int) -> str:
    # Fields without bounds reach ten years from the day on which they are drawn.
    today = dt.date.today()  # noqa: DTZ011  # the fields go by the clock of the machine, too
    leap = (today.month, today.day) == (2, 29)
    return str(today.replace(year=today.year + years, day=28 if leap and years else today.day))
