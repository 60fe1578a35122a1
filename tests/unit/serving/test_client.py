from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from revoila.serving._client import table
from revoila.serving._runtime_info import info_file, remove_info, running_servers, write_info

NOW = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def runtime_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    return tmp_path / "runtime"


def session(**changes: Any) -> dict[str, Any]:
    return {
        "id": "abc",
        "app": "sales",
        "user": "ada",
        "started": "2026-01-01T09:30:00+00:00",
        "last_activity": "2026-01-01T11:59:50+00:00",
        "views": 1,
        "state": "connected",
        "memory": 64 * 1024**2,
        **changes,
    }


def test_sessions_are_a_table() -> None:
    second = session(id="d", memory=None, started="2026-01-01T11:50:00+00:00")
    assert table([session(), second], NOW).split("\n") == [
        "ID   APP    USER  STATE      VIEWS  AGE         IDLE  MEMORY",
        "abc  sales  ada   connected  1      2 h 30 min  10 s  64 MB",
        "d    sales  ada   connected  1      10 min      10 s",
    ]


def test_what_a_server_says_cannot_move_the_cursor() -> None:
    assert "\x1b" not in table([session(user="\x1b[2Jroot\r")], NOW)


def write(**changes: Any) -> None:
    given: dict[str, Any] = {
        "ip": "localhost",
        "port": 80,
        "base_url": "/x/",
        "token": "t",
        "target": Path("a.py"),
    }
    write_info(**{**given, **changes})


@pytest.mark.parametrize(
    ("ip", "url"),
    [
        ("localhost", "http://localhost:80/x/"),
        ("0.0.0.0", "http://localhost:80/x/"),  # noqa: S104  # not bound
        ("", "http://localhost:80/x/"),
        ("10.1.2.3", "http://10.1.2.3:80/x/"),
        ("::1", "http://[::1]:80/x/"),
    ],
)
def test_server_is_found_until_it_says_that_it_ends(ip: str, url: str) -> None:
    write(ip=ip)
    assert [(info["url"], info["token"], info["pid"]) for info in running_servers()] == [
        (url, "t", os.getpid())
    ]
    remove_info()
    remove_info()
    assert list(running_servers()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_token_is_for_its_user_only() -> None:
    write()
    assert stat.S_IMODE(info_file().stat().st_mode) == 0o600


def test_files_of_servers_that_were_killed_are_removed(runtime_folder: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as dead:
        pass
    write()
    info = json.loads(info_file().read_bytes())
    stale = runtime_folder / f"revoila-{dead.pid}.json"
    stale.write_text(json.dumps({**info, "pid": dead.pid}))
    for name, text in {"broken": "{", "list": "[]", "empty": "{}"}.items():
        (runtime_folder / f"revoila-{name}.json").write_text(text)
    assert [info["pid"] for info in running_servers()] == [os.getpid()]
    assert not stale.exists()
