"""What happens to a page when the files change that it comes from? With real files, and whatever tells of them.

Numbers are those of the execution specification.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.unit.runtime.conftest import Options

from revoila.runtime import _watcher
from revoila.runtime._sources import _forget
from revoila.runtime._watcher import Watcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PATIENCE = 20.0

COUNTER = """
import revoila as st
if st.button("Add"):
    st.session_state.n = st.session_state.get("n", 0) + 1
st.session_state.runs = st.session_state.get("runs", 0) + 1
st.markdown(f"first: {st.session_state.get('n', 0)}")
"""

WITH_HELPER = COUNTER + "import helper\nst.markdown(helper.TEXT)\n"


def until(claim: Callable[[], Any]) -> None:
    """Wait for something that another thread brings about."""
    end = time.monotonic() + PATIENCE
    while not claim():
        assert time.monotonic() < end, "it has not come to pass"
        time.sleep(0.01)


@pytest.fixture
def watcher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watcher]:
    """A watcher that listens from its start, and must have ended when its sessions have."""
    monkeypatch.setattr(_watcher, "FIRST", 0.0)
    watcher = Watcher(_forget)
    yield watcher
    until(lambda: watcher._thread is None)


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The options of the apps, which a test may change before it opens them."""
    values = {**Options.values, "server.runOnSave": True, "server.allowRunOnSave": True}
    monkeypatch.setattr(Options, "values", values)
    return values


@pytest.fixture
def reload(watcher: Watcher, visit: Any, options: dict[str, Any], tmp_path: Path) -> Iterator[Any]:
    """Return a function that opens a watched app."""
    before = set(sys.modules)

    def open_app(source: str, **kwargs: Any) -> Any:
        app = visit(source, watcher=watcher, **kwargs)
        until(lambda: app.session.sources._files)
        return app

    yield open_app
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(tmp_path)):
            del sys.modules[name]


def test_saving_the_script_runs_it_again_with_its_state(reload: Any) -> None:
    """Statements 7 and 13."""
    app = reload(COUNTER).press("Add")
    app.path.write_text(COUNTER.replace("first", "second"))
    until(lambda: app.texts == ["second: 1"])
    assert app.press("Add").texts == ["second: 2"]


def test_another_content_of_the_same_time_and_size_runs(reload: Any) -> None:
    """Statement 7."""
    app = reload(COUNTER)
    status = app.path.stat()
    replacement = app.path.with_name("new")
    replacement.write_text(COUNTER.replace("first", "other"))
    os.utime(replacement, ns=(status.st_atime_ns, status.st_mtime_ns))
    replacement.rename(app.path)
    until(lambda: app.texts == ["other: 0"])


def test_modules_on_the_python_path_count(
    reload: Any, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement 5."""
    mine, theirs = tmp_path_factory.mktemp("mine"), tmp_path_factory.mktemp("env") / "site-packages"
    theirs.mkdir()
    (mine / "mine.py").write_text("TEXT = 'one'")
    (theirs / "theirs.py").write_text("TEXT = 'one'")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, (mine, theirs))))
    for folder in (mine, theirs):
        monkeypatch.syspath_prepend(str(folder))
    app = reload("import revoila as st\nimport mine, theirs\nst.markdown(mine.TEXT + theirs.TEXT)")
    assert str(theirs / "theirs.py") not in app.session.sources._files
    (mine / "mine.py").write_text("TEXT = 'two'")
    until(lambda: app.texts == ["twoone"])
    del sys.modules["mine"], sys.modules["theirs"]


ENDLESS = """
import time
import revoila as st
st.markdown("begun")
while True:
    st.session_state.get("x")
    time.sleep(0.005)
"""


def test_saving_interrupts_a_run_that_goes_on(watcher: Watcher, visit: Any, options: dict[str, Any]) -> None:
    """Statement 13."""
    app = visit(ENDLESS, watcher=watcher, opened=False)
    app.session.handle_message({"method": "hello", "client": "me", "view": {}})
    until(lambda: app.texts == ["begun"])
    app.path.write_text(COUNTER)
    until(lambda: app.texts == ["first: 0"])


def test_a_change_during_a_run_is_told_during_it_and_after_it(
    watcher: Watcher, visit: Any, options: dict[str, Any]
) -> None:
    """Statement 15."""
    options["server.runOnSave"] = False
    app = visit(ENDLESS, watcher=watcher, opened=False)
    app.session.handle_message({"method": "hello", "client": "me", "view": {}})
    until(lambda: app.texts == ["begun"])
    app.path.write_text(COUNTER)
    until(lambda: app.app["source_changed"])
    assert app.app["run_state"] == "running"
    app.session.handle_message({"method": "stop"})
    app.settle()
    assert (app.texts, app.app["source_changed"]) == (["begun"], True)


def test_a_module_that_is_saved_while_the_app_starts_is_not_missed(reload: Any) -> None:
    source = """
    import time
    from pathlib import Path
    import revoila as st
    import helper
    st.markdown(helper.TEXT)
    if helper.TEXT == "one":
        time.sleep(0.01)
        Path(helper.__file__).write_text("TEXT = 'two'")
    """
    app = reload(source, files={"helper.py": "TEXT = 'one'"})
    until(lambda: app.texts == ["two"])
    assert app.settle().app["run_id"] == 2


def test_the_same_error_of_another_run_is_another(reload: Any) -> None:
    """Statement 8."""
    app = reload(COUNTER)
    app.path.write_text("if True")
    until(lambda: app.app["error"])
    first = app.app["error"]
    app.session.handle_message({"method": "rerun", "page": None, "query": None})
    app.settle()
    assert app.app["error"] == {**first, "run": first["run"] + 1}


def test_twenty_saves_in_a_second_are_one_run(reload: Any) -> None:
    app = reload(COUNTER)
    for number in range(20):
        app.path.write_text(COUNTER.replace("first", f"save {number}"))
        time.sleep(0.05)  # the pace of the person who saves, not a wait for anything
    until(lambda: app.texts == ["save 19: 0"])
    assert app.settle().session.state.get_item("runs") == 2


def test_touching_or_saving_the_same_again_does_nothing(reload: Any) -> None:
    app = reload(COUNTER, files={"helper.py": "TEXT = 'one'"})
    app.path.touch()
    app.path.write_text(COUNTER)
    # What comes after it is seen, so that was, too.
    (app.path.parent / "copy.py").write_text(COUNTER.replace("first", "second"))
    (app.path.parent / "copy.py").rename(app.path)
    until(lambda: app.texts == ["second: 0"])
    assert app.settle().session.state.get_item("runs") == 2


def test_an_editor_may_delete_the_file_before_it_writes_it(reload: Any) -> None:
    app = reload(COUNTER).press("Add")
    app.path.unlink()
    app.path.write_text(COUNTER.replace("first", "second"))
    until(lambda: app.texts == ["second: 1"])
    assert not any("not there any more" in str(message) for message in app.messages)


def test_a_deleted_script_keeps_the_page_and_comes_back(reload: Any) -> None:
    """Statement 8."""
    app = reload(COUNTER).press("Add")
    app.path.unlink()
    until(lambda: app.app["run_state"] == "compile-error")
    assert app.app["error"]["type"] == "FileNotFoundError"
    assert "The file app.py is not there any more" in app.app["error"]["message"]
    assert app.texts == ["first: 1"]
    app.path.write_text(COUNTER.replace("first", "second"))
    until(lambda: app.texts == ["second: 1"])
    assert app.app["error"] is None


def test_a_syntax_error_keeps_the_page_until_it_is_mended(reload: Any) -> None:
    """Statements 8, 9 and 57."""
    app = reload(COUNTER).press("Add")
    app.path.write_text(COUNTER + "if True\n")
    until(lambda: app.app["run_state"] == "compile-error")
    message = app.app["error"]["message"]
    assert message.splitlines() == [
        f'File "{app.path}", line 7',
        "  if True",
        "         ^",
        "SyntaxError: expected ':'",
    ]
    assert app.app["error"]["trace"] == []
    assert app.texts == ["first: 1"]
    app.path.write_text(COUNTER)
    until(lambda: app.app["run_state"] == "idle")
    assert (app.app["error"], app.texts) == (None, ["first: 1"])


def test_a_module_is_imported_anew_when_it_was_saved(reload: Any) -> None:
    """Statement 5."""
    files = {"helper.py": "from inner import NAME\nTEXT = 'one ' + NAME", "inner.py": "NAME = 'a'"}
    files["other.py"] = "LOADED = object()"
    app = reload(WITH_HELPER + "import other\n", files=files).press("Add")
    other = sys.modules["other"]
    assert app.texts == ["first: 1", "one a"]
    (app.path.parent / "helper.py").write_text("from inner import NAME\nTEXT = 'two ' + NAME")
    until(lambda: app.texts == ["first: 1", "two a"])
    # Who imports it is imported anew, too; within a second, so that times in bytecode are the same.
    (app.path.parent / "inner.py").write_text("NAME = 'b'")
    until(lambda: app.texts == ["first: 1", "two b"])
    assert sys.modules["other"] is other


def test_a_module_is_not_imported_anew_without_a_change(reload: Any) -> None:
    """Statement 5."""
    app = reload(WITH_HELPER, files={"helper.py": "TEXT = 'one'"})
    helper = sys.modules["helper"]
    app.press("Add")
    assert sys.modules["helper"] is helper


def test_two_sessions_import_a_changed_module_once(reload: Any, watcher: Watcher) -> None:
    files = {"helper.py": "import counted\nTEXT = 'one'", "counted.py": "times = 0"}
    app = reload(WITH_HELPER, files=files)
    other = type(app)(app.path, watcher=watcher).open()
    until(lambda: other.session.sources._files == app.session.sources._files)
    assert len({thread.name for thread in threading.enumerate() if thread.name == "revoila-watcher"}) == 1
    (app.path.parent / "helper.py").write_text(
        "import counted\ncounted.times += 1\nTEXT = f'loaded {counted.times}'"
    )
    until(lambda: app.texts[1:] == other.texts[1:] == ["loaded 1"])
    helper = sys.modules["helper"]
    app.press("Add")
    other.press("Add")
    assert app.texts == other.texts == ["first: 1", "loaded 1"]
    assert sys.modules["helper"] is helper
    other.session.close()
    other.settle()
    # The other one has not ended for that.
    (app.path.parent / "helper.py").write_text("TEXT = 'three'")
    until(lambda: app.texts == ["first: 1", "three"])


def test_a_module_with_a_syntax_error_keeps_the_page(reload: Any) -> None:
    """Statements 8 and 57."""
    source = """
    import revoila as st
    @st.fragment
    def part():
        st.button("Inside")
        st.markdown(f"inside {st.session_state.setdefault('x', 0)}")
        st.session_state.x += 1
    st.markdown("above")
    part()
    import helper
    st.markdown(helper.TEXT)
    """
    app = reload(source, files={"helper.py": "TEXT = 'one'"})
    assert app.texts == ["above", "inside 0", "one"]
    helper = app.path.parent / "helper.py"
    helper.write_text("TEXT = 'two")
    until(lambda: app.app["run_state"] == "compile-error")
    assert f'File "{helper}", line 1' in app.app["error"]["message"]
    assert app.texts == ["above", "inside 0", "one"]
    assert app.nodes("exception") == []
    # The page that stays still works.
    app.press("Inside")
    assert app.texts == ["above", "inside 2", "one"]
    helper.write_text("TEXT = 'three'")
    until(lambda: app.texts[-1] == "three")
    assert app.app["error"] is None


def test_a_module_that_fails_at_first_is_watched_all_the_same(reload: Any) -> None:
    app = reload(WITH_HELPER, files={"helper.py": "TEXT = 1 / 0"})
    assert app.nodes("exception")[0].props["type"] == "ZeroDivisionError"
    (app.path.parent / "helper.py").write_text("TEXT = 'mended'")
    until(lambda: app.texts == ["first: 0", "mended"])
    assert app.nodes("exception") == []


def test_a_module_that_is_missing_may_come(reload: Any) -> None:
    app = reload(WITH_HELPER)
    assert app.nodes("exception")[0].props["type"] == "ModuleNotFoundError"
    (app.path.parent / "helper.py").write_text("TEXT = 'here'")
    until(lambda: app.texts == ["first: 0", "here"])


def test_a_deleted_module_is_an_error_and_comes_back(reload: Any) -> None:
    app = reload(WITH_HELPER, files={"helper.py": "TEXT = 'one'"}).press("Add")
    (app.path.parent / "helper.py").unlink()
    until(lambda: app.nodes("exception"))
    assert app.nodes("exception")[0].props["message"] == "No module named 'helper'"
    assert app.press("Add").texts == ["first: 2"]
    (app.path.parent / "helper.py").write_text("TEXT = 'two'")
    until(lambda: app.texts == ["first: 2", "two"])


PAGES = """
import revoila as st
st.markdown("frame")
st.navigation([st.Page("one.py"), st.Page("two.py")]).run()
"""


def page(text: str) -> str:
    return f"import revoila as st\nst.markdown({text!r})\n"


def test_only_the_page_that_is_shown_counts(reload: Any, options: dict[str, Any]) -> None:
    """Statement 15."""
    options["server.runOnSave"] = False
    app = reload(PAGES, files={"one.py": page("one"), "two.py": page("two")})
    (app.path.parent / "two.py").write_text(page("two, changed"))
    (app.path.parent / "one.py").write_text(page("one, changed"))
    until(lambda: app.app["source_changed"])
    assert app.texts == ["frame", "one"]
    app.session.handle_message({"method": "rerun", "page": "two", "query": None})
    app.settle()
    assert (app.texts, app.app["source_changed"]) == (["frame", "two, changed"], False)
    app.session.sources.take({str(app.path.parent / "one.py"): True})
    assert not app.app["source_changed"]
    app.session.sources.take({str(app.path.parent / "two.py"): True})
    assert app.app["source_changed"]


def test_a_declared_page_that_is_deleted_is_an_error_and_comes_back(reload: Any) -> None:
    app = reload(PAGES, files={"one.py": page("one"), "two.py": page("two")})
    one = app.path.parent / "one.py"
    one.unlink()
    until(lambda: app.nodes("exception"))
    assert app.texts == ["frame"]
    assert "one.py" in app.nodes("exception")[0].props["message"]
    one.write_text(page("one, again"))
    until(lambda: app.texts == ["frame", "one, again"])
    assert app.nodes("exception") == []


def test_the_main_script_is_a_page_where_pages_are_in_a_folder(reload: Any, options: dict[str, Any]) -> None:
    """Statement 15."""
    options["server.runOnSave"] = False
    app = reload(page("home"), files={"pages/one.py": page("one")})
    app.session.handle_message({"method": "rerun", "page": "one", "query": None})
    app.settle()
    app.session.sources.take({str(app.path): True})
    assert not app.app["source_changed"]
    app.session.sources.take({str(app.path.parent / "pages" / "one.py"): True})
    assert app.app["source_changed"]


def test_a_page_is_saved_broken_and_deleted(reload: Any) -> None:
    """Statements 8 and 13."""
    app = reload(page("home"), files={"pages/one.py": page("one")})
    app.session.handle_message({"method": "rerun", "page": "one", "query": None})
    one = app.settle().path.parent / "pages" / "one.py"
    one.write_text(page("one, changed"))
    until(lambda: app.texts == ["one, changed"])
    one.write_text("import revoila as st\nst.markdown(\n")
    until(lambda: app.app["error"])
    assert f'File "{one}", line 2' in app.app["error"]["message"]
    assert app.texts == ["one, changed"]
    one.write_text(page("one, mended"))
    until(lambda: app.texts == ["one, mended"])
    assert app.app["error"] is None
    one.unlink()
    until(lambda: app.app["page_missing"])
    assert app.texts == ["home"]


def test_without_run_on_save_the_visitor_decides(reload: Any, options: dict[str, Any]) -> None:
    """Statement 15."""
    options["server.runOnSave"] = False
    app = reload(COUNTER).press("Add")
    assert (app.app["source_changed"], app.app["run_on_save"]) == (False, False)
    app.path.write_text(COUNTER.replace("first", "second"))
    until(lambda: app.app["source_changed"])
    assert (app.texts, app.app["run_state"]) == (["first: 1"], "idle")
    app.session.handle_message({"method": "run_on_save", "value": True})
    until(lambda: app.texts == ["second: 1"])
    assert (app.app["source_changed"], app.app["run_on_save"]) == (False, True)
    app.path.write_text(COUNTER.replace("first", "third"))
    until(lambda: app.texts == ["third: 1"])
    app.session.handle_message({"method": "run_on_save", "value": False})
    app.path.write_text(COUNTER.replace("first", "fourth"))
    until(lambda: app.app["source_changed"])
    assert app.press("Add").texts == ["fourth: 2"]
    assert not app.app["source_changed"]


@pytest.mark.parametrize("value", [None, "yes", 1, []])
def test_a_choice_is_a_bool(reload: Any, value: Any) -> None:
    app = reload(COUNTER)
    app.session.handle_message({"method": "run_on_save", "value": value})
    assert app.app["run_on_save"] is True


def test_the_choice_can_be_withheld(reload: Any, options: dict[str, Any]) -> None:
    options.update({"server.runOnSave": False, "server.allowRunOnSave": False})
    app = reload(COUNTER)
    app.session.handle_message({"method": "run_on_save", "value": True})
    assert app.app["run_on_save"] is None
    app.path.write_text(COUNTER.replace("first", "second"))
    until(lambda: app.app["source_changed"])
    assert app.texts == ["first: 0"]


def test_nobody_watches_when_nobody_should(watcher: Watcher, visit: Any, options: dict[str, Any]) -> None:
    options["server.fileWatcherType"] = "none"
    app = visit(COUNTER, watcher=watcher)
    assert watcher._thread is None
    assert app.app["run_on_save"] is None
    app.path.write_text(COUNTER.replace("first", "second"))
    assert app.press("Add").texts == ["second: 1"]


def test_files_can_be_polled(
    reload: Any, options: dict[str, Any], monkeypatch: pytest.MonkeyPatch, watcher: Watcher
) -> None:
    options["server.fileWatcherType"] = "poll"
    monkeypatch.setitem(_watcher.PERIODS, "poll", 0.05)
    monkeypatch.setattr(watcher, "_events", None)
    app = reload(WITH_HELPER, files={"helper.py": "TEXT = 'one'"})
    (app.path.parent / "helper.py").write_text("TEXT = 'two'")
    until(lambda: app.texts == ["first: 0", "two"])


def test_files_are_polled_where_the_system_tells_nothing(
    reload: Any, monkeypatch: pytest.MonkeyPatch, watcher: Watcher, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: Any) -> Any:
        raise OSError("too many watches")

    monkeypatch.setitem(_watcher.PERIODS, "poll", 0.05)
    monkeypatch.setattr(watcher, "_events", fail)
    app = reload(COUNTER)
    app.path.write_text(COUNTER.replace("first", "second"))
    until(lambda: app.texts == ["second: 0"])
    assert caplog.text.count("too many watches") == 1


def test_all_files_of_a_listed_folder_count(
    reload: Any, options: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("listed")
    (folder / "deep").mkdir()
    (folder / "deep" / "data.csv").write_text("1")
    (folder / "ignored").mkdir()
    options["server.folderWatchList"] = [str(folder)]
    options["server.folderWatchBlacklist"] = [str(folder / "ignored")]
    app = reload(COUNTER)

    def runs() -> int:
        return int(app.session.state.get_item("runs"))

    (folder / "deep" / "data.csv").write_text("2")
    until(lambda: runs() == 2)
    (folder / "ignored" / "data.csv").write_text("1")
    (folder / "new.csv").write_text("1")
    until(lambda: runs() == 3)
    assert str(folder / "ignored" / "data.csv") not in app.session.sources._subscription.files


def test_a_link_and_what_it_leads_to_are_watched(
    reload: Any, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "real.py").write_text("TEXT = 'one'")
    (elsewhere / "other.py").write_text("TEXT = 'other'")
    (tmp_path / "helper.py").symlink_to(elsewhere / "real.py")
    app = reload(WITH_HELPER)
    (elsewhere / "real.py").write_text("TEXT = 'two'")
    until(lambda: app.texts == ["first: 0", "two"])
    (tmp_path / "turned").symlink_to(elsewhere / "other.py")
    (tmp_path / "turned").rename(tmp_path / "helper.py")
    until(lambda: app.texts == ["first: 0", "other"])


def test_packages_are_imported_anew_with_what_is_in_them(reload: Any) -> None:
    """Statement 5."""
    source = """
    import revoila as st
    from package import part
    import package.deep
    st.markdown(part.TEXT)
    st.markdown(package.deep.TEXT)
    """
    files = {
        "package/__init__.py": "NAME = 'a'",
        "package/part.py": "from . import NAME\nTEXT = 'part ' + NAME",
        "package/deep.py": "from .part import TEXT as part\nTEXT = 'deep ' + part",
    }
    app = reload(source, files=files)
    assert app.texts == ["part a", "deep part a"]
    package = app.path.parent / "package"
    (package / "part.py").write_text("from . import NAME\nTEXT = 'PART ' + NAME")
    until(lambda: app.texts == ["PART a", "deep PART a"])
    (package / "__init__.py").write_text("NAME = 'b'")
    until(lambda: app.texts == ["PART b", "deep PART b"])


def test_a_change_of_the_configuration_counts(
    reload: Any, options: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement 13."""
    monkeypatch.setitem(_watcher.PERIODS, "auto", 0.1)
    options["client.showErrorDetails"] = "none"
    app = reload(COUNTER + "1 / 0", configure=lambda: options.update({"client.showErrorDetails": "full"}))
    assert app.nodes("exception")[0].props["type"] == ""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text("[client]\n")
    # The folder is new, so that nobody tells of it: it is looked for now and then.
    until(lambda: app.nodes("exception")[0].props["type"] == "ZeroDivisionError")


def test_a_change_of_secrets_counts(
    reload: Any, options: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Statement 13; and what the specification of secrets says of watching their files."""
    file = tmp_path / "secrets.toml"
    file.write_text("WORD = 'one'")
    options["secrets.files"] = [str(file)]
    app = reload("import revoila as st\nst.markdown(st.secrets['WORD'])")
    assert app.texts == ["one"]
    file.write_text("WORD = 'two'")
    until(lambda: app.texts == ["two"])
    # Also before a run asks for them.
    app.session.sources.choose(False)
    file.write_text("WORD = 'three'")
    until(lambda: app.app["source_changed"])
    assert os.environ["WORD"] == "three"
    file.write_text("WORD = ")
    until(lambda: "WORD" not in os.environ)
    app.session.sources.choose(True)
    until(lambda: app.nodes("exception"))
    assert "Error parsing secrets" in app.nodes("exception")[0].props["message"]
    file.write_text("WORD = 'four'")
    until(lambda: app.texts == ["four"])
    monkeypatch.delenv("WORD")


def test_a_session_that_was_lost_ends_the_watching(watcher: Watcher, visit: Any, options: Any) -> None:
    class Listener:
        def take(self, changes: Any) -> None: ...

    listener = Listener()
    watcher.subscribe(listener.take).watch([os.devnull])
    assert watcher._thread is not None
    del listener
    watcher._rearm.set()
