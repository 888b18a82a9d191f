"""The Python example, run as its users run it, gives what the TypeScript example gives."""

import json
import os
import pathlib
import subprocess
import sys

from conftest import ROOT, without_metadata

EXAMPLE = ROOT / "examples" / "python"


# Not what the machine of the tests has set for stacks of its own.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("TERRAFORM_STATE", "AWS_", "ENVIRONMENT_SUFFIX"))}


def python_output(directory: pathlib.Path) -> dict:
    """What the Python example synthesizes."""
    subprocess.run([sys.executable, "main.py"], cwd=EXAMPLE, check=True, env={**ENVIRONMENT, "CDKTF_OUTDIR": str(directory)})
    return json.loads((directory / "stacks" / "orders-test" / "cdk.tf.json").read_text())


def typescript_output(directory: pathlib.Path) -> dict:
    """What the TypeScript example synthesizes."""
    subprocess.run(["npx", "projen", "example:typescript"], cwd=ROOT, check=True, env={**ENVIRONMENT, "CDKTF_OUTDIR": str(directory)})
    return json.loads((directory / "stacks" / "orders-test" / "cdk.tf.json").read_text())


def test_both_languages_give_the_same_resources(tmp_path: pathlib.Path) -> None:
    python = python_output(tmp_path / "python")
    typescript = typescript_output(tmp_path / "typescript")
    resources = {(kind, name) for kind, by_name in python["resource"].items() for name in by_name}
    assert len(resources) > 50
    assert resources == {(kind, name) for kind, by_name in typescript["resource"].items() for name in by_name}
    for kind, name in sorted(resources):
        assert without_metadata(python["resource"][kind][name]) == without_metadata(typescript["resource"][kind][name]), f"{kind}.{name}"
    assert without_metadata(python) == without_metadata(typescript)


def test_the_example_passes_strict_type_checks() -> None:
    subprocess.run([sys.executable, "-m", "mypy", "--strict", "main.py"], cwd=EXAMPLE, check=True)


def test_the_example_passes_pylint() -> None:
    subprocess.run([sys.executable, "-m", "pylint", "--max-line-length=140", "main.py"], cwd=EXAMPLE, check=True)
