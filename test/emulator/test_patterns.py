"""The synthesized patterns of the rules that forward, over the events of both regions, by the emulator's engine."""

import json
import os
import pathlib
from typing import Any

import pytest
from world import ACCOUNT, World

REGIONS = ["us-east-1", "us-west-2"]
OTHER = dict(zip(REGIONS, reversed(REGIONS)))


@pytest.fixture(name="patterns", scope="session")
def patterns_fixture() -> dict[str, str]:
    """The pattern of each region, from the synthesized stack."""
    (path,) = pathlib.Path(os.environ["EVENTS_OUT"]).glob("*/stacks/*/cdk.tf.json")
    stack = json.loads(path.read_text())
    regions = {f"aws.{one['alias']}": one["region"] for one in stack["provider"]["aws"]}
    rules = [rule for rule in stack["resource"]["aws_cloudwatch_event_rule"].values() if "-events-forward-" in rule["name"]]
    assert len(rules) == len(REGIONS)
    return {regions[rule["provider"]]: rule["event_pattern"] for rule in rules}


def event(region: str, **more: Any) -> dict[str, Any]:
    """An event that was first put in a region."""
    envelope = {"version": "0", "id": "1", "account": ACCOUNT, "time": "2026-01-01T00:00:00Z", "resources": [], "detail-type": "OrderPlaced"}
    return {**envelope, "source": "orders", "region": region, "detail": {"idempotencyKey": "k"}, **more}


def matches(world: World, pattern: str, subject: dict[str, Any]) -> bool:
    """Whether an event fits a pattern."""
    return bool(world.client("events", REGIONS[0]).test_event_pattern(EventPattern=pattern, Event=json.dumps(subject))["Result"])


@pytest.mark.parametrize("region", REGIONS)
def test_a_rule_takes_the_events_of_its_region(world: World, patterns: dict[str, str], region: str) -> None:
    assert matches(world, patterns[region], event(region))
    assert matches(world, patterns[region], event(region, detail={"originRegion": region}))


@pytest.mark.parametrize("region", REGIONS)
def test_a_rule_takes_no_others(world: World, patterns: dict[str, str], region: str) -> None:
    others = [
        event(OTHER[region]),
        event(OTHER[region], detail={"originRegion": region}),
        event("eu-west-1"),
        event(region, detail={"originRegion": OTHER[region]}),
        event(region, source="stock"),
        event(region, **{"replay-name": "after-the-failover"}),
    ]
    assert [other for other in others if matches(world, patterns[region], other)] == []
