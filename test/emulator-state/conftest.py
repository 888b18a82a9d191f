"""What the tests of the state share: the emulator, and the buckets of both regions in it."""

import os
import pathlib
import shutil
from collections.abc import Iterator

import pytest
from emulators import ministack
from gate import Gate
from runbook import PAGE, Runbook
from synthesized import Synthesized
from world import World


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without terraform nothing can be shown; where all tests must run, that is a failure and no reason to skip."""
    if shutil.which("terraform") is None and os.environ.get("CI") != "true":
        for item in items:
            item.add_marker(pytest.mark.skip(reason="terraform is not installed"))


@pytest.fixture(name="synthesized", scope="session")
def synthesized_fixture() -> Synthesized:
    """What the library wrote."""
    return Synthesized(pathlib.Path(os.environ["STATE_OUT"]))


@pytest.fixture(name="emulated", scope="session")
def emulated_fixture(synthesized: Synthesized, runbook: Runbook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The emulator, with a user for pipelines and one for the runbook."""
    with ministack(tmp_path_factory.mktemp("ministack")) as port, Gate(port) as gate:
        yield World(synthesized, runbook.rights, port, gate)


@pytest.fixture(name="world")
def world_fixture(emulated: World, tmp_path: pathlib.Path) -> World:
    """Both regions at work, with empty buckets."""
    emulated.begin(tmp_path)
    return emulated


@pytest.fixture(name="runbook", scope="session")
def runbook_fixture() -> Runbook:
    """The runbook, with a note of what was run of it."""
    return Runbook(PAGE.read_text())
