"""What the tests of the state share: the emulator, and the buckets of both regions in it."""

import pathlib
from collections.abc import Iterator

import pytest
from emulators import ministack
from gate import Gate
from library import Library
from runbook import PAGE, Runbook
from synthesized import Synthesized
from world import World


@pytest.fixture(name="library", scope="session")
def library_fixture(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library, compiled."""
    return Library(tmp_path_factory.mktemp("library"))


@pytest.fixture(name="synthesized", scope="session")
def synthesized_fixture(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Synthesized:
    """What the library wrote."""
    folder = tmp_path_factory.mktemp("synthesized")
    library.synthesize("app", folder)
    return Synthesized(folder)


@pytest.fixture(name="emulated", scope="session")
def emulated_fixture(synthesized: Synthesized, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The emulator, with a user who plans, one who applies, and one who follows the runbook."""
    with ministack(tmp_path_factory.mktemp("ministack")) as port, Gate(port) as gate:
        yield World(synthesized, port, gate)


@pytest.fixture(name="world")
def world_fixture(emulated: World, tmp_path: pathlib.Path) -> World:
    """Both regions at work, with empty buckets."""
    emulated.begin(tmp_path)
    return emulated


@pytest.fixture(name="runbook", scope="session")
def runbook_fixture() -> Runbook:
    """The runbook, with a note of what was run of it."""
    return Runbook(PAGE.read_text())
