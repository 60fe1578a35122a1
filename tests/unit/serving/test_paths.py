from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from revoila.serving._paths import safe_join

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder to serve, with files around it that are not to be served."""
    outside = tmp_path_factory.mktemp("outside")
    folder = outside / "static"
    (folder / "fonts").mkdir(parents=True)
    (folder / "a.js").touch()
    (folder / "fonts" / "b.woff2").touch()
    (folder / ".hidden").touch()
    (outside / "secret.js").touch()
    sibling = outside / "static-not"
    sibling.mkdir()
    (sibling / "c.js").touch()
    (folder / "out.js").symlink_to(outside / "secret.js")
    (folder / "round").symlink_to(folder / "round")
    (folder / "way-out").symlink_to(outside)
    return folder


@pytest.mark.parametrize("path", ["a.js", "fonts/b.woff2"])
def test_file_inside_is_found(root: Path, path: str) -> None:
    assert safe_join(root, path) == (root / path).resolve()


def test_link_that_stays_inside_is_followed(root: Path) -> None:
    link = root / "same.js"
    link.symlink_to(root / "a.js")
    assert safe_join(root, "same.js") == (root / "a.js").resolve()
    link.unlink()


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".",
        "fonts",
        "fonts/",
        "/a.js",
        "//a.js",
        "fonts//b.woff2",
        "./a.js",
        "../secret.js",
        "fonts/../../secret.js",
        "..\\secret.js",
        "../static-not/c.js",
        "out.js",
        "round",
        "round/a.js",
        "way-out/secret.js",
        ".hidden",
        "a.js.",
        "a.js ",
        " a.js",
        "a.js\0",
        "a.js::$DATA",
        "C:\\Windows\\win.ini",
        "C:a.js",
        "\\\\host\\share\\a.js",
        "\\\\?\\C:\\a.js",
        "..%2fsecret.js",
        "..;/secret.js",
        "\u2215etc\u2215passwd",
        "x" * 10_000,
        "a/" * 5_000 + "a",
        "\ud800",
    ],
)
def test_everything_else_is_not(root: Path, path: str) -> None:
    assert safe_join(root, path) is None


@pytest.mark.parametrize(
    "path", ["../x", "\\\\host\\share", "C:x", "a\0", "a//b", "/etc/passwd", ".git/config"]
)
def test_bad_text_never_reaches_the_disk(root: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def touched(*_arguments: object, **_options: object) -> None:
        pytest.fail("the disk was touched")

    for name in ("stat", "lstat", "readlink", "open", "listdir"):
        monkeypatch.setattr(os, name, touched)
    assert safe_join(root, path) is None


def test_folder_that_does_not_exist_has_no_files(tmp_path: Path) -> None:
    assert safe_join(tmp_path / "missing", "a.js") is None


@given(
    path=st.lists(st.sampled_from([*"./\\%:;a ", "..", "fonts", "out.js", "way-out", "secret.js", "\0"])).map(
        "".join
    )
)
@example(path="fonts/../a.js")
def test_what_is_found_is_inside(root: Path, path: str) -> None:
    found = safe_join(root, path)
    assert found is None or (found.is_file() and root.resolve() in found.parents)
