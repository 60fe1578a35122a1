"""Those who look after a server see its sessions and can stop them; visitors cannot."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.integration.conftest import PATIENCE, TWO_MODES, Visitor, gone, until

if TYPE_CHECKING:
    from tests.integration.conftest import Answer, Launcher, Server

TOKEN = {"Authorization": "token abc"}

READERS_ONLY = """
from jupyter_server.auth import Authorizer

class ReadersOnly(Authorizer):
    def is_authorized(self, handler, user, action, resource):
        return resource != "revoila-sessions" or action == "read"

c.Revoila.authorizer_class = ReadersOnly
"""
NOBODY = READERS_ONLY.replace('or action == "read"', "")


def listed(answer: Answer) -> list[dict[str, Any]]:
    assert answer.status == 200, answer.body
    return list(json.loads(answer.body)["sessions"])


def sessions_command(serve: Launcher, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``revoila sessions`` as the user who started the servers."""
    return subprocess.run(
        [sys.executable, "-m", "revoila", "sessions", *arguments],
        env={**serve.environment, "JUPYTER_DATA_DIR": str(serve.root / "data")},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.mark.parametrize("mode", TWO_MODES)
def test_session_is_described_without_what_would_open_it(serve: Launcher, mode: str) -> None:
    server = serve("--token=abc", isolation=mode)
    page = Visitor(server).open("?token=abc")
    page.settled()
    answer = server.ask("api/revoila/sessions", headers=TOKEN)
    (session,) = listed(answer)
    assert session["id"] == page.session
    assert (session["app"], session["state"], session["views"]) == ("first_app", "connected", 1)
    assert session["started"] <= session["last_activity"]
    # In a process for all nobody has memory of his own.
    assert (session["memory"] or 0) > 1024**2 or mode == "shared"
    assert page.kernel not in answer.body
    assert page.tab not in answer.body
    assert answer.headers["Cache-Control"] == "no-store"
    page.close()
    until(lambda: True if server.sessions()[0]["state"] == "detached" else None)


@pytest.mark.parametrize("mode", TWO_MODES)
def test_session_is_stopped_with_its_kernel_and_its_page_told(serve: Launcher, mode: str) -> None:
    server = serve("--token=abc", isolation=mode)
    first, second = (Visitor(server).open("?token=abc") for _ in range(2))
    pid = first.report()["pid"]
    second.see("count is 0")
    path = f"api/revoila/sessions/{first.session}"
    assert server.ask(path, method="DELETE", headers=TOKEN).status == 204
    assert first.over() == ("stopped", 4000)
    assert first.reconnect().over()[1] == 4000
    again = first.reload().welcomed()
    assert not again.again
    again.see("count is 0")
    second.see("count is 0")
    assert server.ask(path, method="DELETE", headers=TOKEN).status == 404
    if mode == "process":
        until(lambda: gone(pid))


def test_session_is_stopped_while_it_starts(serve: Launcher) -> None:
    server = serve("--token=abc", isolation="process")
    page = Visitor(server).open("?token=abc")
    path = f"api/revoila/sessions/{page.session}"
    assert server.ask(path, method="DELETE", headers=TOKEN).status == 204
    assert page.over() == ("stopped", 4000)
    until(lambda: None if server.kernels() else True)


def test_page_of_another_origin_cannot_stop_sessions(server: Server) -> None:
    page = Visitor(server).open()
    path = f"api/revoila/sessions/{page.session}"
    evil = {"Origin": "http://evil.example", "Host": server.host}
    assert server.ask(path, method="DELETE").status == 403, "the cookie is missing"
    assert page.visitor.get(path, method="DELETE", headers=evil).status in {403, 404}
    assert server.ask("api/revoila/sessions", headers=evil).status in {403, 404}
    assert [session["id"] for session in server.sessions()] == [page.session]


def test_ids_that_are_none_are_not_found(server: Server) -> None:
    headers = {"Cookie": "_xsrf=x", "X-XSRFToken": "x"}
    for name in ("abc", "0" * 12, "..%2f..", "a" * 5000, "%00", ""):
        answer = server.ask(f"api/revoila/sessions/{name}", method="DELETE", headers=headers)
        assert answer.status in {404, 405}


def test_visitors_see_nothing(serve: Launcher) -> None:
    server = serve("--token=abc", config=NOBODY)
    visitor = Visitor(server)
    page = visitor.open("?token=abc")
    path = f"api/revoila/sessions/{page.session}"
    assert visitor.get("api/revoila/sessions").status == 403
    assert visitor.get(path, method="DELETE", headers=TOKEN).status == 403
    assert visitor.get("metrics").status == 403
    assert server.ask("api/revoila/sessions").status == 403
    page.see("count is 0")


def test_who_may_read_need_not_be_allowed_to_stop(serve: Launcher) -> None:
    server = serve("--token=abc", config=READERS_ONLY)
    page = Visitor(server).open("?token=abc")
    (session,) = listed(server.ask("api/revoila/sessions", headers=TOKEN))
    path = f"api/revoila/sessions/{session['id']}"
    assert server.ask(path, method="DELETE", headers=TOKEN).status == 403
    page.see("count is 0")


def test_users_who_nobody_has_authorised_have_to_do_with_their_own_sessions_only(serve: Launcher) -> None:
    server = serve("--token=abc")
    mine, other = (Visitor(server) for _ in range(2))
    page, others = mine.open("?token=abc"), other.open("?token=abc")
    away = {"X-Forwarded-For": "203.0.113.7"}
    assert [one["id"] for one in listed(mine.get("api/revoila/sessions", headers=away))] == [page.session]
    assert listed(server.ask("api/revoila/sessions", headers={**TOKEN, **away})) == []
    path = f"api/revoila/sessions/{others.session}"
    assert server.ask(path, method="DELETE", headers={**TOKEN, **away}).status == 404
    others.see("count is 0")
    assert len(listed(server.ask("api/revoila/sessions", headers=TOKEN))) == 2, "this machine is trusted"


def test_without_a_login_only_this_machine_is_answered(server: Server) -> None:
    assert server.ask("api/revoila/sessions").status == 200
    assert server.ask("metrics").status == 200
    for headers in ({"Host": "apps.example.org"}, {"X-Forwarded-For": "127.0.0.1"}):
        for path in ("api/revoila/sessions", "metrics"):
            assert server.ask(path, headers=headers).status == 403
    assert server.ask("api/revoila/sessions/abc", method="DELETE").status == 403


def test_metrics_count_what_happens(serve: Launcher) -> None:
    server = serve("--token=abc", "--limits.sessions=1")
    page = Visitor(server).open("?token=abc")
    page.settled()
    Visitor(server).come("?token=abc").word("waiting")
    answer = server.ask("metrics", headers=TOKEN)
    lines = answer.body.splitlines()
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert 'revoila_sessions{app="first_app",state="connected"} 1.0' in lines
    assert 'revoila_session_opens_total{app="first_app"} 1.0' in lines
    assert 'revoila_sessions_refused_total{app="first_app",reason="server"} 1.0' in lines
    assert 'revoila_session_open_seconds_count{app="first_app"} 1.0' in lines
    assert "revoila_websocket_connections 1.0" in lines
    assert "revoila_waiting_visitors 1.0" in lines
    assert any(line.startswith("http_request_duration_seconds_count") for line in lines)
    assert server.ask("metrics").status == 403


@pytest.mark.parametrize("mode", ["shared", "process"])
def test_metrics_tell_what_is_cached_where_the_kernels_can_be_asked(serve: Launcher, mode: str) -> None:
    """Statement 58 of caching."""
    serve.script.write_text(
        "import revoila as st\n@st.cache_data\ndef rows():\n    return [1]\nrows()\nst.write(len(rows()))\n"
    )
    server = serve("--token=abc", isolation=mode)
    page = Visitor(server).open("?token=abc")
    page.settled()
    lines = server.ask("metrics", headers=TOKEN).body.splitlines()
    hit = 'revoila_cache_lookups{command="cache_data",function="__main__.rows",result="hit"} 1.0'
    assert (hit in lines) == (mode == "shared")


def test_metrics_can_be_opened_to_everybody(serve: Launcher) -> None:
    server = serve("--token=abc", config="c.Revoila.authenticate_prometheus = False\n", isolation="process")
    assert server.ask("metrics").status == 200
    assert server.ask("api/revoila/sessions").status == 403


def test_token_is_in_no_log(serve: Launcher) -> None:
    # One that is given stands in the command line, which the log of everything begins with.
    server = serve("--token", "--log-level=DEBUG")
    assert len(server.token) >= 32
    page = Visitor(server).open(f"?token={server.token}&x=1")
    assert page.report()["query"] == {"x": "1"}
    for path in ("none/at/all", "api/revoila/page", "api/revoila/sessions", "login"):
        server.ask(f"{path}?token={server.token}")
    server.ask("?" + "x" * 1500 + f"&token={server.token}")
    server.ask("?" + "&".join(["a=1"] * 500) + f"&token={server.token}")
    server.stop()
    assert "none/at/all" in serve.log()
    assert server.token not in serve.log()
    assert page.tab not in serve.log()


def test_command_lists_and_stops_sessions_of_all_servers(serve: Launcher) -> None:
    # One with a login that it made up, one without: their files say how to ask them.
    closed, opened = (serve(*given, isolation="process") for given in (["--token"], []))
    found = sessions_command(serve)
    assert found.returncode == 0
    assert found.stdout.count(" 0 sessions") == 2
    page = Visitor(opened).open()
    pid = page.report()["pid"]
    found = sessions_command(serve, "list", "--url", opened.url)
    assert "1 session\n" in found.stdout
    row = re.search(r"^(\w+)  first_app .* (\d+) MB$", found.stdout, re.MULTILINE)
    assert row, found.stdout
    assert closed.url not in found.stdout
    stopped = sessions_command(serve, "stop", row[1])
    assert (stopped.returncode, stopped.stdout) == (0, f"Session {row[1]} was stopped.\n")
    assert page.over() == ("stopped", 4000)
    until(lambda: gone(pid))
    missing = sessions_command(serve, "stop", row[1])
    assert missing.returncode == 2
    assert f"There is no session {row[1]}" in missing.stderr
    wrong = sessions_command(serve, "--url", closed.url, "--token", "wrong")
    assert "Give its token with --token." in wrong.stdout
    closed.stop()
    opened.stop()
    assert sessions_command(serve).stdout == "No server is running.\n"
    assert list((serve.root / "data" / "runtime").glob("revoila-*")) == []
