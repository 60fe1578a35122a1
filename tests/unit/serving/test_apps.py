from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.serving._apps import FixedApps, FolderApps, ServedApp

ONE = ServedApp(script=Path("/x/first_app.py"))
SALES = ServedApp(script=Path("/x/sales.py"), name="sales")
CAFE = ServedApp(script=Path("/x/café/app.py"), name="café")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with scripts, and something around it."""
    outside = tmp_path_factory.mktemp("outside")
    folder = outside / "root"
    (folder / "data" / "my.py").mkdir(parents=True)
    (outside / "secret.py").touch()
    for name in ("app.py", "data/deep app.py", "data/my.py/inner.py", "notes.txt", ".hidden.py"):
        (folder / name).touch()
    (folder / "out.py").symlink_to(outside / "secret.py")
    return folder


def test_app_is_called_by_its_name_or_its_file() -> None:
    assert (ONE.label, ONE.title) == ("first_app", "first app")
    assert (CAFE.label, CAFE.title) == ("café", "app")
    assert ServedApp(script=Path("/x/_.py")).title == "_.py"


def test_address_is_below_the_base_and_escaped() -> None:
    assert ONE.address("/") == "/"
    assert ONE.address("/some/where/") == "/some/where/"
    assert CAFE.address("/some/") == "/some/caf%C3%A9/"
    assert ServedApp(script=Path("a b.py"), name="x/a b.py").address("/") == "/x/a%20b.py/"


@pytest.mark.parametrize("path", ["", "page", "second page", "sales"])
def test_app_that_is_alone_has_every_page(path: str) -> None:
    assert FixedApps({"": ONE}).find(path) == (ONE, path)


def test_apps_of_a_folder_have_pages_below_their_names() -> None:
    apps = FixedApps({"sales": SALES, "café": CAFE})
    assert not apps.alone
    assert list(apps) == [SALES, CAFE]
    assert apps.find("sales/") == (SALES, "")
    assert apps.find("café/page") == (CAFE, "page")
    assert apps.find("sales") == (SALES, None), "a slash is missing"
    assert apps.named("sales") is SALES
    assert apps.named("") is None


@pytest.mark.parametrize(
    "path", ["", "/", "none", "none/", "SALES/", "sales/a/b", "sales//", "/sales/", "sales.py"]
)
def test_what_names_no_app_is_none(path: str) -> None:
    assert FixedApps({"sales": SALES, "café": CAFE}).find(path) is None


def test_page_of_an_app_that_is_alone_has_one_name() -> None:
    assert FixedApps({"": ONE}).find("a/b") is None


@pytest.mark.parametrize(
    ("path", "name", "page"),
    [
        ("app.py", "app.py", None),
        ("app.py/", "app.py", ""),
        ("app.py/page2", "app.py", "page2"),
        ("data/deep app.py/", "data/deep app.py", ""),
    ],
)
def test_script_below_a_folder_is_an_app_by_its_path(
    root: Path, path: str, name: str, page: str | None
) -> None:
    found = FolderApps(root).find(path)
    assert found is not None
    assert (found.app.name, found.app.script, found.page) == (name, root / name, page)
    assert FolderApps(root).named(name) == found.app


@pytest.mark.parametrize(
    "path",
    [
        "",
        "app",
        "notes.txt",
        "notes.txt/",
        ".hidden.py",
        "out.py",
        "out.py/",
        "../secret.py",
        "data/../../secret.py",
        "data/my.py",
        "data",
        "app.py/a/b",
        "app.py//",
        "app.PY",
        "/app.py",
        "none.py/",
        "app.py\0",
    ],
)
def test_everything_else_below_a_folder_is_none(root: Path, path: str) -> None:
    assert FolderApps(root).find(path) is None
    assert FolderApps(root).named(path) is None or path == "app.py"


@given(path=st.lists(st.sampled_from([*"./\\%: a", "..", "app", ".py", "data", "out", "my"])).map("".join))
def test_app_of_a_folder_is_a_script_in_it(root: Path, path: str) -> None:
    found = FolderApps(root).find(path)
    assert found is None or (found.app.script.suffix == ".py" and root in found.app.script.parents)
