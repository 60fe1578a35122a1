"""What type checkers see of app tests."""

from __future__ import annotations

from typing import assert_type

from revoila.testing.v1 import AppTest


def test_a_chain_of_calls_is_an_app_test() -> None:
    at = AppTest.from_string("import revoila as st\nst.text('a')", host="inprocess")
    assert_type(at.run(), AppTest)
    assert_type(at.wait_for("a"), AppTest)
    assert_type(at.wait_for(lambda at: at.text[0].value == "a"), AppTest)
    assert_type(at.tree_text(), str)
