"""The comparison of the strategies, printed by an app of a user in each language."""

import os
import subprocess
import sys

from conftest import ROOT

FOLDER = ROOT / "examples" / "comparison-python"
TWIN = ROOT / "examples" / "comparison-typescript"


def test_both_languages_print_the_same_table() -> None:
    python = subprocess.run([sys.executable, "compare.py"], cwd=FOLDER, check=True, capture_output=True).stdout
    command = ["npx", "ts-node", "-T", "-r", "tsconfig-paths/register", "compare.ts"]
    environment = {**os.environ, "TS_NODE_PROJECT": str(ROOT / "tsconfig.dev.json")}
    typescript = subprocess.run(command, cwd=TWIN, check=True, capture_output=True, env=environment).stdout
    assert python == typescript
    assert f"```text\n{python.decode()}```" in (ROOT / "README.md").read_text()


def test_it_passes_strict_type_checks_and_pylint() -> None:
    for command in (["mypy", "--strict"], ["pylint", "--max-line-length=150"]):
        subprocess.run([sys.executable, "-m", *command, "compare.py"], cwd=FOLDER, check=True)
