"""The Python examples, run as their users run them, give what the TypeScript examples give."""

import json
import os
import pathlib
import subprocess
import sys

import pytest
from conftest import ROOT, without_metadata

# Each with its twin, the stack that both make, and the fewest resources that it has.
EXAMPLES = [
    ("python", "typescript", "orders-test", 300),
    ("minimal-python", "minimal-typescript", "notes-test", 5),
    ("existing-python", "existing-typescript", "billing-test", 50),
]
FOLDERS = [example[0] for example in EXAMPLES]

# Not what the machine of the tests has set for stacks of its own.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("TERRAFORM_STATE", "AWS_", "ENVIRONMENT_SUFFIX"))}


def folder_of(example: str) -> pathlib.Path:
    """Where an example is."""
    return ROOT / "examples" / example


def sources_of(example: str) -> list[str]:
    """The modules of an example's app."""
    return sorted(file.name for file in folder_of(example).glob("*.py"))


def python_output(example: str, stack: str, directory: pathlib.Path) -> dict:
    """What a Python example synthesizes."""
    subprocess.run([sys.executable, "main.py"], cwd=folder_of(example), check=True, env={**ENVIRONMENT, "CDKTF_OUTDIR": str(directory)})
    return output_in(directory, stack, example)


def typescript_output(example: str, stack: str, directory: pathlib.Path) -> dict:
    """What a TypeScript example synthesizes."""
    subprocess.run(["npx", "projen", f"example:{example}"], cwd=ROOT, check=True, env={**ENVIRONMENT, "CDKTF_OUTDIR": str(directory)})
    return output_in(directory, stack, example)


def output_in(directory: pathlib.Path, stack: str, example: str) -> dict:
    """The JSON of a stack. A state that is in a file is in the folder of the example, wherever that is."""
    return json.loads((directory / "stacks" / stack / "cdk.tf.json").read_text().replace(f"{folder_of(example)}/", ""))


def test_every_python_example_is_held_against_its_twin() -> None:
    assert sorted(FOLDERS) == sorted(main.parent.name for main in (ROOT / "examples").glob("*/main.py"))


@pytest.mark.parametrize(("example", "twin", "stack", "fewest"), EXAMPLES, ids=FOLDERS)
def test_both_languages_give_the_same_resources(example: str, twin: str, stack: str, fewest: int, tmp_path: pathlib.Path) -> None:
    python = python_output(example, stack, tmp_path / "python")
    typescript = typescript_output(twin, stack, tmp_path / "typescript")
    resources = {(kind, name) for kind, by_name in python["resource"].items() for name in by_name}
    assert len(resources) > fewest
    assert resources == {(kind, name) for kind, by_name in typescript["resource"].items() for name in by_name}
    for kind, name in sorted(resources):
        assert without_metadata(python["resource"][kind][name]) == without_metadata(typescript["resource"][kind][name]), f"{kind}.{name}"
    assert without_metadata(python) == without_metadata(typescript)


@pytest.mark.parametrize("example", FOLDERS)
def test_the_example_passes_strict_type_checks(example: str) -> None:
    subprocess.run([sys.executable, "-m", "mypy", "--strict", *sources_of(example)], cwd=folder_of(example), check=True)


@pytest.mark.parametrize("example", FOLDERS)
def test_the_example_passes_pylint(example: str) -> None:
    subprocess.run([sys.executable, "-m", "pylint", "--max-line-length=140", *sources_of(example)], cwd=folder_of(example), check=True)
