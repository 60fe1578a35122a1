"""Snapshots: what comes back, what is left out, and which ones are refused."""

from __future__ import annotations

import hmac
import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.config import redaction
from revoila.elements._element import ElementId
from revoila.state import _snapshot
from revoila.state._remembered import KeptInput, Remembered
from revoila.state._snapshot import (
    MAGIC,
    Snapshot,
    SnapshotRefusedError,
    Snapshots,
    read_snapshot,
    sign,
    verified,
)

KEY = b"only the server knows"
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
kept = st.builds(KeptInput, st.text(min_size=1), st.none() | st.text(min_size=1), plain)
snapshots = st.builds(
    Snapshot,
    page=st.text(),
    query=st.text(),
    remembered=st.builds(
        Remembered,
        entries=st.dictionaries(st.text(min_size=1), plain),
        inputs=st.dictionaries(st.text(min_size=1).map(ElementId), kept),
    ),
)


def snapshot_of(inputs: dict[Any, Any] | None = None, **entries: Any) -> Snapshot:
    return Snapshot("", "", Remembered(entries, inputs or {}))


def entries_of(payload: bytes) -> dict[str, Any]:
    return read_snapshot(payload).remembered.entries


@given(snapshots)
def test_a_snapshot_comes_back(snapshot: Snapshot) -> None:
    signed = sign(Snapshots().write(snapshot), KEY)
    assert read_snapshot(verified(signed, KEY)) == snapshot


def test_the_same_session_gives_the_same_bytes() -> None:
    one, other = snapshot_of(a={"x", "y", "z"}), snapshot_of(a={"z", "y", "x"})
    assert Snapshots().write(one) == Snapshots().write(other)


SIGNED = sign(Snapshots().write(snapshot_of(a=[1, b"two"])), KEY)


@given(st.integers(0, len(SIGNED) - 1), st.integers(1, 255))
def test_one_that_was_changed_anywhere_is_refused(position: int, change: int) -> None:
    forged = bytearray(SIGNED)
    forged[position] ^= change
    with pytest.raises(SnapshotRefusedError, match="signature"):
        verified(bytes(forged), KEY)


@pytest.mark.parametrize("length", range(0, len(SIGNED), 7))
def test_one_that_is_cut_off_is_refused(length: int) -> None:
    with pytest.raises(SnapshotRefusedError, match="cut off"):
        verified(SIGNED[:length], KEY)


def test_one_with_another_key_is_refused_and_an_empty_key_is_a_mistake() -> None:
    with pytest.raises(SnapshotRefusedError, match="another key"):
        verified(SIGNED, b"another")
    for use in (sign, verified):
        with pytest.raises(ValueError, match="not empty"):
            use(SIGNED, b"")


def test_nothing_is_parsed_before_the_signature_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_snapshot, "json", None)
    with pytest.raises(SnapshotRefusedError):
        verified(b"x" + SIGNED[1:], KEY)


def test_the_signature_is_an_hmac_of_all_that_follows() -> None:
    assert SIGNED[:32] == hmac.new(KEY, SIGNED[32:], "sha256").digest()


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", "no snapshot"),
        (b"PK\x03\x04" * 20, "no snapshot"),
        (MAGIC, "no snapshot"),
        (MAGIC + b"\x00\x02" + bytes(8), "version 2"),
        (MAGIC + b"\x00\x01" + bytes(8), "damaged"),
        (MAGIC + b"\x00\x01" + bytes(7) + b"\x02{}", "damaged"),
        (MAGIC + b"\x00\x01" + bytes(7) + b"\x02[]", "damaged"),
        (Snapshots().write(snapshot_of(a=b"x")) + b"more", "damaged"),
    ],
)
def test_what_is_no_snapshot_of_this_version_is_refused(payload: bytes, reason: str) -> None:
    with pytest.raises(SnapshotRefusedError, match=reason):
        read_snapshot(payload)


def test_what_is_not_plain_is_left_out_in_silence(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    payload = Snapshots().write(snapshot_of(a=1, b=object(), c=[print], d=b"x"))
    assert entries_of(payload) == {"a": 1, "d": b"x"}
    assert caplog.text == ""


def test_what_is_too_large_is_left_out_with_one_warning(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(_snapshot, "LARGEST_VALUE", 1000)
    monkeypatch.setattr(_snapshot, "LARGEST", 2500)
    writer = Snapshots()
    session = snapshot_of(a="x" * 900, large=b"x" * 1001, b=b"x" * 900, late=b"x" * 900, c="small")
    for _ in range(3):
        assert list(entries_of(writer.write(session))) == ["a", "b", "c"]
    assert [record.message.split(" will")[0] for record in caplog.records] == ["large", "late"]


def test_a_value_that_cannot_be_read_is_left_out(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import numpy as np

    payload = Snapshots().write(snapshot_of(a=np.zeros(2), b=2))
    monkeypatch.setattr("revoila.state._plain_data.import_module", missing)
    assert entries_of(payload) == {"b": 2}
    assert "a is not restored: A numpy.ndarray needs a library that is not installed" in caplog.text


def missing(name: str) -> Any:
    raise ImportError(name)


def test_passwords_are_not_written_down() -> None:
    inputs = {
        ElementId("id-1"): KeptInput("text_input", "word", "open sesame"),
        ElementId("id-2"): KeptInput("text_input", None, "public"),
    }
    session = snapshot_of(inputs, word="open sesame", other=1)
    payload = Snapshots().write(session, {ElementId("id-1"), ElementId("id-3")})
    assert b"sesame" not in payload
    found = read_snapshot(payload).remembered
    assert (list(found.inputs), found.entries) == (["id-2"], {"other": 1})


def test_secrets_are_not_written_down_wherever_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "_patterns", set())
    monkeypatch.setattr(redaction, "_finder", None)
    redaction.remember_secrets("hunter-twelve")
    kept = KeptInput("text_input", None, "x hunter-twelve")
    entries = {"a": ["hunter-twelve"], "hunter-twelve": 1, "b": 2}
    inputs = {ElementId("one"): kept, ElementId("hunter-twelve"): kept._replace(value=1)}
    payload = Snapshots().write(Snapshot("hunter-twelve", "q=hunter-twelve", Remembered(entries, inputs)))
    assert b"hunter" not in payload
    assert read_snapshot(payload) == Snapshot("", "", Remembered({"b": 2}, {}))
