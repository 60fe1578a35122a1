from __future__ import annotations

import os
from pathlib import Path

import pytest

from revoila.serving._folder import FolderError, docstring_title, find_apps
from revoila.serving.target import TargetError, find_target


def fill(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_scripts_and_folders_with_a_main_script_are_apps(tmp_path: Path) -> None:
    fill(tmp_path, "one.py", "two/app.py", "three/streamlit_app.py", "three/app.py")
    fill(tmp_path, "four/other.py", "_five.py", ".six.py", "_seven/app.py", "notes.txt")
    assert find_apps(tmp_path) == {
        "one": tmp_path / "one.py",
        "three": tmp_path / "three" / "streamlit_app.py",
        "two": tmp_path / "two" / "app.py",
    }


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("my app.py", "my_app"),
        ("a&b?.py", "a_b_"),
        ("café.py", "café"),
        ("v1.2.py", "v1.2"),
        ("<b>.py", "_b_"),
    ],
)
def test_names_in_addresses_need_no_escaping(file: str, name: str, tmp_path: Path) -> None:
    fill(tmp_path, file)
    assert list(find_apps(tmp_path)) == [name]


@pytest.mark.parametrize("names", [("a b.py", "a_b.py"), ("a.py", "A/app.py"), ("é.py", "e\u0301.py")])
def test_two_apps_of_one_name_are_refused(names: tuple[str, str], tmp_path: Path) -> None:
    fill(tmp_path, *names)
    with pytest.raises(FolderError, match="would have one address"):
        find_apps(tmp_path)


@pytest.mark.parametrize("name", ["api.py", "Login.py", "voila/app.py", "metrics.py", "static.py"])
def test_name_that_the_server_needs_is_refused(name: str, tmp_path: Path) -> None:
    fill(tmp_path, name)
    with pytest.raises(FolderError, match="The server itself answers"):
        find_apps(tmp_path)


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ('"""Sales of the year.\n\nMore."""\n', "Sales of the year."),
        ('"""\n  Indented\n"""', "Indented"),
        ("# no docstring", ""),
        ("def broken(:", ""),
        ('""" """', ""),
    ],
)
def test_title_is_the_first_line_of_the_docstring(source: str, title: str, tmp_path: Path) -> None:
    script = tmp_path / "app.py"
    script.write_text(source)
    assert docstring_title(script) == title
    assert docstring_title(tmp_path / "none.py") == ""


def test_title_is_read_again_only_when_the_script_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "app.py"
    script.write_text('"""One."""')
    assert docstring_title(script) == "One."
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", lambda _path: pytest.fail("it was read"))
        assert docstring_title(script) == "One."
    script.write_text('"""Two, and longer."""')
    os.utime(script, ns=(1, 1))
    assert docstring_title(script) == "Two, and longer."


def test_folder_with_a_streamlit_app_is_that_app(tmp_path: Path) -> None:
    fill(tmp_path, "streamlit_app.py", "other.py")
    target = find_target(str(tmp_path))
    assert target.scripts == {"": tmp_path / "streamlit_app.py"}
    assert target.folder == tmp_path


def test_folder_of_apps_has_each_under_its_name(tmp_path: Path) -> None:
    fill(tmp_path, "one.py", "two.py")
    target = find_target(str(tmp_path))
    assert list(target.scripts) == ["one", "two"]
    assert target.folder == target.path == tmp_path


def test_working_directory_is_not_served_by_accident(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path, "one.py")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TargetError, match=r"There is no streamlit_app\.py"):
        find_target()
