"""What the tests of the Python package share."""

import json
import pathlib
from typing import Any

import pytest
from cdktf import App, TerraformStack, Testing

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(name="stack")
def stack_fixture() -> TerraformStack:
    """A stack of a fresh app."""
    return TerraformStack(Testing.app(), "orders")


def synthesized(stack: TerraformStack) -> dict[str, Any]:
    """The Terraform JSON of a stack."""
    return json.loads(Testing.synth(stack))


def without_metadata(value: Any) -> Any:
    """A value without what cdktf notes about it."""
    if isinstance(value, dict):
        return {key: without_metadata(entry) for key, entry in value.items() if key != "//"}
    if isinstance(value, list):
        return [without_metadata(entry) for entry in value]
    return value
