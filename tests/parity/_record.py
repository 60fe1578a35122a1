"""Run the cases under Streamlit and store what is seen; in Streamlit's own environment.

``make parity-record AREAS="state forms"``, or all areas.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

from tests.parity._cases import FOLDER, read_cases
from tests.parity._observe import play

RECORDED = Path(__file__).parent / "recorded"


def main(areas: list[str]) -> None:
    """Record the cases of some areas, or of all."""
    from streamlit.testing.v1 import AppTest  # type: ignore[import-not-found]  # only where it is recorded

    logging.disable(logging.CRITICAL)
    for area in areas or sorted(path.stem for path in FOLDER.glob("*.py")):
        cases = read_cases(area)
        found = {case.name: {"digest": case.digest, "seen": play(AppTest, case)} for case in cases}
        text = json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False)
        RECORDED.mkdir(exist_ok=True)
        Path(RECORDED, f"{area}.json").write_text(text + "\n", encoding="utf-8")
        print(f"{area}: {len(cases)} scripts recorded")


if __name__ == "__main__":
    main(sys.argv[1:])
