"""Do scripts show the same here as under Streamlit 1.67, after every step?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.parity._compare import all_cases, differences, known_differences

if TYPE_CHECKING:
    from tests.parity._cases import Case

ENOUGH = 0.98
"""Share of the scripts that are to be the same in everything that is compared."""


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_a_script_does_the_same(case: Case) -> None:
    difference = differences(case)
    reason = known_differences().get(str(case))
    if reason is None:
        assert not difference, difference
    else:
        assert difference, f"It does not differ any more; take it out of the list of differences ({reason})."


def test_differences_are_few_and_of_scripts_that_are_there() -> None:
    names = {str(case) for case in all_cases()}
    assert set(known_differences()) <= names
    assert len(known_differences()) <= (1 - ENOUGH) * len(names)
