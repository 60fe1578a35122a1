"""Known secrets do not show in texts."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revoila.config.redaction import MASK, redact, remember_secrets


def test_nothing_is_changed_while_nothing_is_known() -> None:
    text = "password=hunter2"
    assert redact(text) is text


def test_every_known_value_is_masked_wherever_it_is_nested() -> None:
    remember_secrets(
        {"db": {"password": "hunter2-long", "hosts": ["db.internal", {"pin": 98765}]}, "on": True}
    )
    assert redact("hunter2-long@db.internal 98765 True") == f"{MASK}@{MASK} {MASK} True"


def test_short_values_are_not_looked_for() -> None:
    remember_secrets({"a": "abc", "b": 12, "c": "", "d": "  x "})
    assert redact("abc 12 x") == "abc 12 x"


def test_numbers_are_masked_only_where_they_stand_alone() -> None:
    remember_secrets({"port": 5432, "rate": 0.125})
    assert (
        redact("port 5432, rate 0.125; id 154325, v1.5432") == f"port {MASK}, rate {MASK}; id 154325, v1.5432"
    )


def test_the_longest_secret_wins() -> None:
    remember_secrets({"a": "token", "b": "token-and-more"})
    assert redact("token-and-more token") == f"{MASK} {MASK}"


def test_new_secrets_add_to_old_ones() -> None:
    remember_secrets("first-one")
    remember_secrets("second-one")
    remember_secrets("second-one")
    assert redact("first-one second-one") == f"{MASK} {MASK}"


@pytest.mark.parametrize("form", [repr, json.dumps, lambda text: quote(text, safe=""), str])
def test_quoted_forms_are_masked_too(form: object) -> None:
    text = 'line one\nline "two" & päss/wörd'
    remember_secrets({"key": text})
    assert callable(form)
    assert redact(f"<{form(text)}>").strip("<>\"'") == MASK


secrets = st.text(min_size=4).filter(lambda text: len(text.strip()) >= 4 and MASK[0] not in text)


@given(secrets, st.text(), st.text())
def test_a_known_text_is_never_left(secret: str, before: str, after: str) -> None:
    remember_secrets(secret)
    assert secret.strip() not in redact(before + secret + after)
