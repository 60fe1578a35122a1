"""A message with its parts: attributes and keys of what a field accepts, as in Streamlit 1.67."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from revoila.elements.inputs._uploaded import UploadedFile, UploadedFileRec
from revoila.typing import ChatInputValue


def file(name: str = "a.txt") -> UploadedFile:
    return UploadedFile(UploadedFileRec(name, name, "text/plain", b"abc"))


@pytest.mark.parametrize(
    ("parts", "there", "missing"),
    [
        ({}, ["text"], ["files", "audio"]),
        ({"files": []}, ["text", "files"], ["audio"]),
        ({"audio": None}, ["text", "audio"], ["files"]),
        ({"files": [file()], "audio": file("a.wav")}, ["text", "files", "audio"], []),
    ],
)
def test_there_is_what_the_field_accepts(parts: dict[str, Any], there: list[str], missing: list[str]) -> None:
    message = ChatInputValue("Hi", **parts)
    assert list(message) == there == list(message.to_dict())
    assert len(message) == len(there)
    assert bool(message)
    for name in there:
        assert name in message
        assert getattr(message, name) == message[name] == ({"text": "Hi"} | parts)[name]
    for name in missing:
        assert name not in message
        assert message.get(name, 7) == 7
        with pytest.raises(AttributeError, match=f"no {name}: `accept_"):
            getattr(message, name)
        with pytest.raises(KeyError):
            message[name]
        with pytest.raises(KeyError):
            message[name] = None
    with pytest.raises(AttributeError, match="no other"):
        message.other  # noqa: B018
    with pytest.raises(KeyError):
        message["other"] = 1


def test_its_parts_can_be_changed_and_removed() -> None:
    message = ChatInputValue("Hi", files=[])
    message["text"] = "Ho"
    message.files = [file()]
    assert (message.text, message["files"]) == ("Ho", [file()])
    del message["files"]
    assert message.to_dict() == {"text": "Ho"}
    with pytest.raises(KeyError):
        del message["files"]
    with pytest.raises(AttributeError, match="no files"):
        message.files  # noqa: B018
    message["files"] = []
    assert message.pop("text") == "Ho"
    assert message.to_dict() == {"files": []}


def test_it_is_shown_and_compared_by_its_parts() -> None:
    message = ChatInputValue("Hi", files=[file()])
    assert repr(message).startswith("ChatInputValue(text='Hi', files=[UploadedFile(file_id='a.txt'")
    assert message == ChatInputValue("Hi", files=[file()])
    assert message != ChatInputValue("Hi", files=[file("b.txt")])
    assert message != ChatInputValue("Hi")
    assert message != message.to_dict()
    with pytest.raises(TypeError, match="unhashable"):
        hash(message)
    with pytest.raises(TypeError, match="not fils"):
        ChatInputValue("Hi", fils=[])


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])  # noqa: S301  # our own
def test_it_can_be_copied(again: Any) -> None:
    message = ChatInputValue("Hi", files=[file()])
    other = again(message)
    assert other == message
    assert other.files[0].read() == b"abc"
    other["text"] = "Ho"
    assert message.text == "Hi"
