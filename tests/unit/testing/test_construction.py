"""Where the script of an app test comes from, and what a test is before its first run."""

from __future__ import annotations

import subprocess
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from revoila.testing.v1 import AppTest, AppTestError
from revoila.testing.v1.app_test import AppTest as SameAppTest
from revoila.testing.v1.errors import AppTestError as SameError

if TYPE_CHECKING:
    from collections.abc import Callable

WAIT = 30.0


def greet(name: str, mark: str = ".") -> None:
    import revoila as st

    st.text(f"Hello, {name}{mark}")
    st.text(__name__)


def test_nothing_runs_before_run(app: Callable[..., AppTest]) -> None:
    """Statement 5."""
    at = app("st.text('x')", run=False)
    assert len(at) == 0
    assert not at.text
    assert at.text.len == 0
    assert at.get("text") == []
    with pytest.raises(KeyError):
        at.main  # noqa: B018 - reading raises
    with pytest.raises(KeyError):
        at.sidebar  # noqa: B018
    with pytest.raises(KeyError):
        at.get_by_key("x")
    with pytest.raises(KeyError):
        at[0]
    with pytest.raises(IndexError):
        at.text[0]


def test_a_text_is_run_without_its_common_indentation() -> None:
    """Statement 3."""
    at = AppTest.from_string(
        """
        import streamlit as st
        if True:
            st.text(__file__)
        """,
        default_timeout=WAIT,
    ).run()
    path = Path(at.text[0].value)
    assert path.is_file()
    assert not path.suffix


def test_equal_texts_share_a_file() -> None:
    """Statement 3: the file is named by its content, so that caches recognise functions (statement 6)."""
    source = "import streamlit as st\nst.text(__file__)"
    first, second = (AppTest.from_string(source, default_timeout=WAIT).run() for _ in range(2))
    assert first.text[0].value == second.text[0].value


def test_a_function_is_run_with_its_arguments() -> None:
    """Statement 4."""
    at = AppTest.from_function(greet, default_timeout=WAIT, args=("Ada",), kwargs={"mark": "!"}).run()
    assert at.text.values == ["Hello, Ada!", "__main__"]


def test_arguments_may_change_between_runs() -> None:
    """Statement 13."""
    at = AppTest.from_function(greet, default_timeout=WAIT, args=("Ada",)).run()
    at.args, at.kwargs = ("Bo",), {"mark": "?"}
    assert at.run().text[0].value == "Hello, Bo?"


def test_a_missing_argument_is_an_exception_of_the_app() -> None:
    """Statement 18."""
    at = AppTest.from_function(greet, default_timeout=WAIT).run()
    assert at.exception[0].proto.type == "TypeError"


def test_a_function_sees_nothing_of_its_module() -> None:
    """Statement 4: only its source is used."""

    def app() -> None:
        import revoila as st

        st.text(WAIT)

    at = AppTest.from_function(app, default_timeout=WAIT).run()
    assert at.exception[0].proto.type == "NameError"


def test_a_lambda_is_refused() -> None:
    """Statement 4."""
    with pytest.raises(AppTestError, match="lambda"):
        AppTest.from_function(lambda: None)


def test_what_is_no_function_is_refused() -> None:
    """Statement 4."""
    nothing: Any = 3
    with pytest.raises(TypeError):
        AppTest.from_function(nothing)


def test_a_relative_path_starts_at_the_calling_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Statement 2."""
    monkeypatch.chdir(tmp_path)
    at = AppTest.from_file("apps/files.py", default_timeout=WAIT).run()
    assert at.text[0].value == "files.py"


def test_an_absolute_path_is_taken_as_it_is(tmp_path: Path) -> None:
    """Statement 2: as text or as a path."""
    path = tmp_path / "app.py"
    path.write_text("import streamlit as st\nst.text('here')")
    assert AppTest.from_file(str(path), default_timeout=WAIT).run().text[0].value == "here"
    assert AppTest.from_file(path, default_timeout=WAIT).run().text[0].value == "here"


def test_in_a_notebook_a_relative_path_starts_at_the_working_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Statement 2; a cell has the name of a file in a temporary folder, its module has none."""
    (tmp_path / "app.py").write_text("import streamlit as st\nst.text('here')")
    (tmp_path / "kernel").mkdir()
    cell = tmp_path / "kernel" / "123.py"
    cell.write_text("# as a debugger writes it")
    monkeypatch.chdir(tmp_path)
    module = types.ModuleType("__main__")
    module.__dict__["AppTest"] = AppTest
    code = compile(f"at = AppTest.from_file('app.py', default_timeout={WAIT}).run()", str(cell), "exec")
    exec(code, module.__dict__)  # noqa: S102 - what a kernel does
    assert module.__dict__["at"].text[0].value == "here"


def test_a_missing_file_is_found_missing_at_once() -> None:
    """Statement 2."""
    with pytest.raises(FileNotFoundError):
        AppTest.from_file("apps/nowhere.py")


def test_the_timeout_is_three_seconds_unless_given() -> None:
    """Statement 1."""
    assert AppTest.from_string("").default_timeout == 3
    assert AppTest.from_string("", default_timeout=9).default_timeout == 9
    assert AppTest("app.py", default_timeout=7).default_timeout == 7


def test_modules_have_the_names_that_scripts_import() -> None:
    """Statement 49."""
    assert SameAppTest is AppTest
    assert SameError is AppTestError
    assert issubclass(AppTestError, Exception)


USED = """
from revoila.testing.v1 import AppTest
app = "import streamlit as st; st.title('t'); st.text_input('x'); st.slider('s')"
at = AppTest.from_string(app, default_timeout=30).run()
repr(at.text_input[0].set_value("y").run())
"""


@pytest.mark.parametrize("program", ["import revoila.testing.v1", USED])
def test_a_test_of_text_and_inputs_loads_nothing_heavy(program: str) -> None:
    report = "import sys; print({'pandas', 'numpy', 'pyarrow', 'ipywidgets'} & set(sys.modules))"
    found = subprocess.run(
        [sys.executable, "-c", f"{program}\n{report}"], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "set()"
