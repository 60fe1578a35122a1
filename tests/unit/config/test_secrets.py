"""``st.secrets``: sources, access, errors, environment."""

from __future__ import annotations

import copy
import os
import pickle
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from revoila.config import secrets as module
from revoila.config.redaction import MASK, redact
from revoila.config.secrets import AttrDict
from revoila.errors import StreamlitAPIException, StreamlitSecretNotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import SimpleNamespace

    from tests.unit.config.conftest import Places

FULL = """
a = "A-secret"
i = 42
f = 1.5
b = true
day = 2020-01-01
items = [1, {p = 2}]
[table]
x = 1
[table.sub]
y = "z-secret"
"""

USES: dict[str, Callable[[Any], Any]] = {
    "item": lambda s: s["x"],
    "get": lambda s: s.get("x", "default"),
    "in": lambda s: "x" in s,
    "len": len,
    "iteration": list,
    "keys": lambda s: s.keys(),
    "values": lambda s: s.values(),
    "items": lambda s: s.items(),
    "has_key": lambda s: s.has_key("x"),
    "to_dict": lambda s: s.to_dict(),
    "bool": bool,
}


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_without_any_source_every_use_says_where_to_put_one(
    use: Any, st_secrets: Any, places: Places
) -> None:
    with pytest.raises(StreamlitSecretNotFoundError, match="No secrets found") as info:
        use(st_secrets)
    assert str(places.home / ".streamlit" / "secrets.toml") in str(info.value)
    assert isinstance(info.value, FileNotFoundError | StreamlitAPIException)


def test_without_any_source_an_attribute_is_just_missing(st_secrets: Any) -> None:
    assert not hasattr(st_secrets, "x")
    assert not st_secrets.load_if_toml_exists()
    with pytest.raises(AttributeError, match=r'st\.secrets has no attribute "x"'):
        _ = st_secrets.x


def test_items_and_attributes_lead_to_the_same_values(st_secrets: Any, places: Places) -> None:
    places.write("cwd", "secrets.toml", FULL)
    assert st_secrets["a"] == st_secrets.a == "A-secret"
    assert st_secrets.day == date(2020, 1, 1)
    assert st_secrets["items"] == [1, {"p": 2}]
    assert type(st_secrets["items"]) is list
    assert st_secrets.table.sub.y == st_secrets["table"]["sub"]["y"] == "z-secret"
    assert isinstance(st_secrets.table, AttrDict)
    assert st_secrets.get("nope", 3) == 3
    assert "a" in st_secrets
    assert st_secrets.has_key("a")
    assert len(st_secrets) == 7
    assert list(st_secrets) == list(st_secrets.keys()) == ["a", "i", "f", "b", "day", "items", "table"]
    assert st_secrets.table.to_dict() == {"x": 1, "sub": {"y": "z-secret"}}
    assert dict(**st_secrets.table.sub) == {"y": "z-secret"}
    assert dict(st_secrets.items())["table"]["x"] == 1
    assert list(st_secrets.values())[0] == "A-secret"  # noqa: RUF015
    assert type(st_secrets.to_dict()["table"]) is dict
    assert st_secrets.load_if_toml_exists()


def test_a_missing_name_is_named(st_secrets: Any, places: Places) -> None:
    places.write("cwd", "secrets.toml", FULL)
    for table in (st_secrets, st_secrets.table):
        with pytest.raises(KeyError, match=r'st\.secrets has no key "nope"'):
            table["nope"]
        with pytest.raises(AttributeError, match=r'st\.secrets has no attribute "nope"'):
            _ = table.nope
        assert not hasattr(table, "nope")


def assign_item(table: Any) -> None:
    table["x"] = 1


def assign_attribute(table: Any) -> None:
    table.x = 1


def delete_item(table: Any) -> None:
    del table["x"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (assign_item, "Secrets does not support item assignment."),
        (assign_attribute, "Secrets does not support attribute assignment."),
        (delete_item, "Secrets does not support item deletion."),
    ],
)
def test_secrets_cannot_be_changed(change: Any, message: str, st_secrets: Any, places: Places) -> None:
    places.write("cwd", "secrets.toml", FULL)
    for table in (st_secrets, st_secrets.table):
        with pytest.raises(TypeError, match=message):
            change(table)


def test_later_files_replace_whole_tables_of_earlier_ones(st_secrets: Any, places: Places, run: Any) -> None:
    places.write("home", "secrets.toml", 'only = "home"\nwhere = "home"\n[table]\na = 1\nb = 2\n')
    places.write("jupyter", "secrets.toml", 'where = "jupyter"\njupyter = 1\n')
    places.write("cwd", "secrets.toml", 'where = "cwd"\n[table]\na = 3\n')
    assert st_secrets.to_dict() == {"only": "home", "where": "cwd", "table": {"a": 3}, "jupyter": 1}
    other = type(st_secrets)()
    places.write("script_dir", "secrets.toml", 'where = "script"\n')
    assert other.where == "script"


def test_the_option_names_the_sources(st_secrets: Any, places: Places, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('a = "mine"\n')
    places.write("cwd", "secrets.toml", 'a = "project"\n')
    places.write("jupyter", "jupyter_revoila_config.py", f"c.Secrets.files = ['{tmp_path}/mine.toml']\n")
    assert st_secrets.a == "mine"


def test_a_folder_has_a_folder_for_each_secret(st_secrets: Any, places: Places, tmp_path: Path) -> None:
    mounted = tmp_path / "mounted"
    for name, text in {
        "token/value": " t0ken \n",
        "db/user": "me",
        "db/password": "pw-secret",
        "nested/deep/x": "ignored",
        "..data/x/y": "hidden",
    }.items():
        (mounted / name).parent.mkdir(parents=True, exist_ok=True)
        (mounted / name).write_text(text)
    places.write("cwd", "config.toml", f'[secrets]\nfiles = ["{mounted}"]\n')
    assert st_secrets.to_dict() == {
        "token": "t0ken",
        "db": {"user": "me", "password": "pw-secret"},
        "nested": {},
    }


def test_a_folder_with_a_file_in_it_is_refused(st_secrets: Any, places: Places, tmp_path: Path) -> None:
    mounted = tmp_path / "mounted"
    mounted.mkdir()
    (mounted / "token").write_text("x")
    places.write("cwd", "config.toml", f'[secrets]\nfiles = ["{mounted}"]\n')
    with pytest.raises(StreamlitSecretNotFoundError, match="is not a folder"):
        st_secrets["token"]


def test_a_path_that_is_neither_is_refused(st_secrets: Any, places: Places, tmp_path: Path) -> None:
    places.write("cwd", "config.toml", f'[secrets]\nfiles = ["{tmp_path}/nothing"]\n')
    with pytest.raises(StreamlitSecretNotFoundError, match="Invalid secrets path"):
        st_secrets["x"]


def test_a_broken_file_is_named_without_showing_its_content(st_secrets: Any, places: Places) -> None:
    path = places.write("cwd", "secrets.toml", 'password = "hush-hush\n')
    with pytest.raises(StreamlitSecretNotFoundError, match="Error parsing secrets file at") as info:
        st_secrets["password"]
    assert str(path) in str(info.value)
    assert "hush" not in str(info.value)
    assert info.value.__suppress_context__
    path.write_text('password = "fixed"\n')
    assert st_secrets.get("password") == "fixed"


def test_texts_and_numbers_go_into_the_environment(st_secrets: Any, places: Places) -> None:
    places.write(
        "cwd", "secrets.toml", 'TEXT = "t"\nINT = 42\nFLOAT = 1.5\nFLAG = true\nLIST = [1]\n[TABLE]\n'
    )
    assert "TEXT" not in os.environ
    _ = st_secrets.TEXT
    assert (os.environ["TEXT"], os.environ["INT"], os.environ["FLOAT"]) == ("t", "42", "1.5")
    assert not {"FLAG", "LIST", "TABLE"} & set(os.environ)


def test_a_change_is_seen_and_the_environment_follows(
    st_secrets: Any, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.0)
    path = places.write("cwd", "secrets.toml", 'ONE = "1111"\nTWO = "2222"\nTHREE = "3333"\n')
    assert st_secrets.ONE == "1111"
    os.environ["TWO"] = "changed by the author"
    path.write_text('THREE = "3334"\n')
    os.utime(path, ns=(1, 1))
    assert st_secrets.THREE == "3334"
    assert not hasattr(st_secrets, "ONE")
    assert "ONE" not in os.environ
    assert os.environ["TWO"] == "changed by the author"
    assert os.environ["THREE"] == "3334"


def test_sources_are_not_looked_at_for_every_access(
    st_secrets: Any, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    places.write("cwd", "secrets.toml", FULL)
    _ = st_secrets.a
    monkeypatch.setattr(module, "stamp", lambda _files: pytest.fail("looked"))
    assert st_secrets.a == "A-secret"


def test_what_was_loaded_is_known_to_redaction(st_secrets: Any, places: Places) -> None:
    places.write("cwd", "secrets.toml", FULL)
    assert redact("A-secret z-secret") == "A-secret z-secret"
    _ = st_secrets.a
    assert redact("A-secret z-secret") == f"{MASK} {MASK}"


def test_a_run_can_bring_secrets_of_its_own(st_secrets: Any, places: Places, run: SimpleNamespace) -> None:
    places.write("cwd", "secrets.toml", FULL)
    run.secrets = {"token": "tested", "table": {"y": 1}}
    assert st_secrets["token"] == "tested"  # noqa: S105  # made up
    assert st_secrets["table"].y == 1
    assert not hasattr(st_secrets, "a")
    assert "token" not in os.environ
    assert redact("tested") == "tested"
    run.secrets = {}
    assert len(st_secrets) == 0
    run.secrets = None
    assert st_secrets.a == "A-secret"


def test_the_text_of_secrets_shows_them_only_inside_of_an_app(
    st_secrets: Any, places: Places, run: SimpleNamespace
) -> None:
    assert repr(st_secrets) == "Secrets"
    places.write("cwd", "secrets.toml", 'a = "A-secret"\n')
    assert repr(st_secrets) == "{'a': 'A-secret'}"


def test_outside_of_an_app_the_text_is_the_name_of_the_class(st_secrets: Any, places: Places) -> None:
    places.write("cwd", "secrets.toml", FULL)
    assert repr(st_secrets) == str(st_secrets) == "Secrets"


def test_secrets_given_by_the_program_win_and_stay(
    st_secrets: Any, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAUSE", 0.0)
    path = places.write("cwd", "secrets.toml", FULL)
    st_secrets.merge_programmatic_secrets({"a": "given", "extra": [1, {"k": True}]})
    assert (st_secrets.a, st_secrets.extra, st_secrets.i) == ("given", [1, {"k": True}], 42)
    os.utime(path, ns=(1, 1))
    assert st_secrets.a == "given"


def test_secrets_given_by_the_program_need_no_file(st_secrets: Any) -> None:
    st_secrets.merge_programmatic_secrets({"a": "given"})
    assert st_secrets.to_dict() == {"a": "given"}


@pytest.mark.parametrize("value", [None, object(), {"a": {1: 2}}, [date(2020, 1, 1)]])
def test_secrets_given_by_the_program_have_plain_types(value: Any, st_secrets: Any) -> None:
    with pytest.raises(TypeError):
        st_secrets.merge_programmatic_secrets({"a": value})


def test_tables_can_be_copied_and_pickled(st_secrets: Any, places: Places) -> None:
    places.write("cwd", "secrets.toml", FULL)
    table = st_secrets.table
    assert copy.deepcopy(table) == copy.copy(table) == pickle.loads(pickle.dumps(table)) == table  # noqa: S301
    with pytest.raises(TypeError, match="unhashable"):
        hash(st_secrets)
