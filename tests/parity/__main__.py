"""``make parity``: count by area how many scripts do the same, and show every difference."""

from __future__ import annotations

import sys
from collections import Counter

from tests.parity._compare import Compared, NotRecorded, all_cases, compare, known_differences


def main(areas: list[str]) -> int:
    """Print the counts and differences of some areas, or of all; 1 when a difference has no reason."""
    total: Counter[str] = Counter()
    equal: Counter[str] = Counter()
    seen = alike = unexplained = 0
    for case in all_cases():
        if areas and case.area not in areas:
            continue
        try:
            compared = compare(case)
        except NotRecorded:
            compared = Compared("not recorded", 0, 0)
        difference = compared.difference
        seen += compared.seen
        alike += compared.same
        total[case.area] += 1
        equal[case.area] += not difference
        if difference:
            reason = known_differences().get(str(case))
            unexplained += reason is None
            print(f"== {case}\n{difference}\n   {reason or 'NO REASON GIVEN'}\n")
    for area, count in sorted(total.items()):
        print(f"{area:24} {equal[area]:4} of {count:4}")
    every, same = total.total(), equal.total()
    print(
        f"{'all':24} {same:4} of {every:4}  {100 * same / max(every, 1):.1f} %, {unexplained} without a reason"
    )
    print(f"{'elements':24} {alike} of {seen}  {100 * alike / max(seen, 1):.1f} %")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
