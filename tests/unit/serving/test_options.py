from __future__ import annotations

import pytest

from revoila.serving._options import FlagError, split_flags


@pytest.mark.parametrize(
    ("arguments", "rest", "values"),
    [
        (["app.py"], ["app.py"], {}),
        (["--server.port", "80", "app.py"], ["app.py"], {"server.port": "80"}),
        (["app.py", "--server.port=80"], ["app.py"], {"server.port": "80"}),
        (["--theme.sidebar.textColor=a=b"], [], {"theme.sidebar.textColor": "a=b"}),
        (["--client.toolbarMode="], [], {"client.toolbarMode": ""}),
        (
            ["--server.folderWatchList", "a", "--server.folderWatchList=b"],
            [],
            {"server.folderWatchList": "a,b"},
        ),
        (["--server.headless", "true", "--no-browser"], ["--no-browser"], {"server.headless": "true"}),
        (["--Theme.base=dark", "--port=1"], ["--Theme.base=dark", "--port=1"], {}),
    ],
)
def test_flags_are_told_from_other_arguments(
    arguments: list[str], rest: list[str], values: dict[str, str]
) -> None:
    assert split_flags(arguments) == (rest, values)


@pytest.mark.parametrize("arguments", [["--server.port"], ["--server.port", "--no-browser"]])
def test_flag_without_a_value_is_refused(arguments: list[str]) -> None:
    with pytest.raises(FlagError, match=r"--server\.port needs a value"):
        split_flags(arguments)
