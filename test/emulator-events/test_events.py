"""The synthesized bus, in an emulator that delivers across regions.

The emulator differs from AWS: it writes its own region into `region` of an event that arrives from another one, where AWS keeps the sender's,
and delivers again what AWS refuses as a second hop. So it shows a loop wherever there could be one; the guard by `region` is shown by patterns alone.
"""

import json
import os
import pathlib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, cast

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from moto.events.models import EventPattern
from stack import ACCOUNT, Stack
from world import World

PRIMARY, STANDBY = "us-east-1", "us-west-2"
REGIONS = [PRIMARY, STANDBY]
OTHER = {PRIMARY: STANDBY, STANDBY: PRIMARY}


@pytest.fixture(name="stack", scope="session")
def stack_fixture() -> Stack:
    """The synthesized stack."""
    return Stack(pathlib.Path(os.environ["EVENTS_OUT"]))


@pytest.fixture(autouse=True)
def emulated() -> Iterator[None]:
    """Each test has regions of its own."""
    with mock_aws():
        yield


def guarded(stack: Stack) -> World:
    """The regions as they are synthesized."""
    return World(stack, {region: forward.pattern for region, forward in stack.forwards().items()})


def event(region: str, **more: Any) -> dict[str, Any]:
    """An event that was first put in a region."""
    return {
        "version": "0", "id": "1", "account": ACCOUNT, "time": "2026-01-01T00:00:00Z", "resources": [],
        "source": "orders", "detail-type": "OrderPlaced", "region": region, "detail": {"idempotencyKey": "k"}, **more,
    }  # fmt: skip


def matches(pattern: str, subject: dict[str, Any]) -> bool:
    """Whether the emulator's engine finds that an event fits a pattern."""
    return EventPattern.load(pattern).matches_event(cast(Any, subject))


def test_both_regions_forward(stack: Stack) -> None:
    assert sorted(stack.buses()) == sorted(stack.forwards()) == REGIONS
    for region, forward in stack.forwards().items():
        assert forward.target_arn == f"arn:aws:events:{OTHER[region]}:{ACCOUNT}:event-bus/{stack.buses()[OTHER[region]]}"


@pytest.mark.parametrize("region", REGIONS)
def test_a_rule_takes_the_events_of_its_region_and_of_no_other(stack: Stack, region: str) -> None:
    pattern = stack.forwards()[region].pattern
    assert matches(pattern, event(region))
    assert matches(pattern, event(region, detail={"idempotencyKey": "k", "originRegion": region}))
    for other in [
        event(OTHER[region]),
        event(OTHER[region], detail={"originRegion": region}),
        event("eu-west-1"),
        event(region, detail={"originRegion": OTHER[region]}),
        event(region, source="stock"),
        event(region, **{"replay-name": "after-the-failover"}),
    ]:
        assert not matches(pattern, other), other


@pytest.mark.parametrize("first", REGIONS)
def test_no_event_fits_the_rules_of_both_regions(stack: Stack, first: str) -> None:
    for detail in ({}, {"originRegion": PRIMARY}, {"originRegion": STANDBY}):
        assert sum(matches(forward.pattern, event(first, detail=detail)) for forward in stack.forwards().values()) <= 1


@pytest.mark.parametrize("region", REGIONS)
def test_an_event_arrives_once_in_each_region(stack: Stack, region: str) -> None:
    world = guarded(stack)
    world.put(region, "one", originRegion=region)
    assert [world.keys(one) for one in REGIONS] == [Counter(one=1), Counter(one=1)]


@pytest.mark.parametrize("region", REGIONS)
def test_what_arrives_has_the_key_the_source_and_the_origin_that_it_was_sent_with(stack: Stack, region: str) -> None:
    world = guarded(stack)
    world.put(region, "one", originRegion=region)
    events = world.arrived(OTHER[region])
    assert len(events) == 1
    arrived = events[0]
    assert (arrived["source"], arrived["detail"]) == ("orders", {"idempotencyKey": "one", "originRegion": region})
    assert arrived["region"] == OTHER[region], "the emulator keeps the sender's region by now, as AWS does: say so in docs/events.md"


@pytest.mark.parametrize("region", REGIONS)
def test_an_event_of_another_source_stays(stack: Stack, region: str) -> None:
    world = guarded(stack)
    world.put(region, "one", source="stock", originRegion=region)
    assert (world.keys(region), world.keys(OTHER[region])) == (Counter(one=1), Counter())


@pytest.mark.parametrize("region", REGIONS)
def test_who_puts_a_received_event_again_with_its_origin_starts_no_loop(stack: Stack, region: str) -> None:
    world = guarded(stack)
    world.put(region, "one", originRegion=region)
    for received in world.arrived(OTHER[region]):
        world.put(OTHER[region], "again", originRegion=received["detail"]["originRegion"])
    assert world.keys(OTHER[region]) == Counter(again=1)
    assert world.keys(region) == Counter(one=1)


# What follows shows that the tests above find defects.


def test_without_a_guard_there_is_a_loop(stack: Stack) -> None:
    world = World(stack, {region: json.dumps({"source": ["orders"]}) for region in REGIONS})
    with pytest.raises((RecursionError, ClientError)):
        world.put(PRIMARY, "one", originRegion=PRIMARY)
    assert world.keys(STANDBY)["one"] > 1


def test_a_guard_by_region_alone_does_not_hold_where_the_region_is_rewritten(stack: Stack) -> None:
    world = World(stack, {region: json.dumps({"source": ["orders"], "region": [region]}) for region in REGIONS})
    with pytest.raises((RecursionError, ClientError)):
        world.put(PRIMARY, "one", originRegion=PRIMARY)


def test_an_event_that_does_not_cross_is_noticed(stack: Stack) -> None:
    world = World(stack, {PRIMARY: stack.forwards()[PRIMARY].pattern})
    world.put(STANDBY, "one", originRegion=STANDBY)
    assert world.keys(PRIMARY) == Counter()


def test_the_code_passes_strict_type_checks_and_pylint() -> None:
    folder = pathlib.Path(__file__).parent
    files = sorted(file.name for file in folder.glob("*.py"))
    mypy = ["mypy", "--strict", "--disable-error-code=import-untyped", "--cache-dir=/dev/null"]
    for command in (mypy, ["pylint", "--max-line-length=150", "--disable=missing-function-docstring"]):
        subprocess.run([sys.executable, "-m", *command, *files], cwd=folder, check=True)
