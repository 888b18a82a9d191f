"""What holds for the lane as a whole; the name makes it the last file to run."""

import pathlib
import subprocess
import sys

import pytest
from runbook import Runbook

HERE = pathlib.Path(__file__).parent


def test_every_command_of_the_runbook_was_run(request: pytest.FixtureRequest, runbook: Runbook) -> None:
    if request.config.option.keyword or len({item.path for item in request.session.items}) < len(list(HERE.glob("test_*.py"))):
        pytest.skip("only a part of the tests was asked for")
    blocks = {(heading, position) for heading, commands in runbook.blocks.items() for position in range(len(commands))}
    assert blocks - runbook.ran == set()


def test_the_code_passes_strict_type_checks_and_pylint() -> None:
    code = [path.name for path in sorted(HERE.glob("*.py"))]
    mypy = ["mypy", "--strict", "--disable-error-code=import-untyped", "--cache-dir=/dev/null"]
    for command in (mypy, ["pylint", "--max-line-length=150", "--disable=missing-function-docstring"]):
        check = subprocess.run([sys.executable, "-m", *command, *code], cwd=HERE, capture_output=True, text=True, check=False)
        assert check.returncode == 0, f"{check.stdout}{check.stderr}"
