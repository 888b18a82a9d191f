"""The procedures of a written runbook, run in an emulator that has what the same declaration synthesized: after each, the regions are as it says."""

import os
import pathlib
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from moto.server import ThreadedMotoServer

from deployed import Deployed, bus_of, literal
from runbook import Operator, Runbook, Step

PRIMARY, STANDBY = "us-east-1", "us-west-2"
OUTPUT = os.environ.get("RUNBOOKS_OUT")
FOLDER = pathlib.Path(OUTPUT or "") / "the-whole"
PARAMETER = "/orders/prod/dr/active-region"

pytestmark = pytest.mark.skipif(OUTPUT is None, reason="RUNBOOKS_OUT names no folder of runbooks")


class World:
    """Both regions, as the tests see them."""

    def __init__(self, deployed: Deployed) -> None:
        self._deployed = deployed

    def turn_on(self, region: str) -> None:
        """Turns on all of that in a region."""
        for mapping in self._mappings(region):
            self._deployed.client("lambda", region).update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)
        for rule in self._rules(region):
            self._deployed.client("events", region).enable_rule(Name=literal(rule["name"]), EventBusName=bus_of(rule))

    def consumes(self, region: str) -> set[bool]:
        """Whether what works on queues, streams, schedules and events is on in a region."""
        events, mappings, rules = self._deployed.client("events", region), self._mappings(region), self._rules(region)
        assert len(mappings) == 2 and len(rules) == 3
        states = [events.describe_rule(Name=literal(rule["name"]), EventBusName=bus_of(rule))["State"] for rule in rules]
        return {mapping["State"] == "Enabled" for mapping in mappings} | {state == "ENABLED" for state in states}

    def _mappings(self, region: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._deployed.client("lambda", region).list_event_source_mappings()["EventSourceMappings"]
        return found

    def _rules(self, region: str) -> list[dict[str, Any]]:
        return [rule for rule in self._deployed.bodies("aws_cloudwatch_event_rule")[region] if "-consumer-" in rule["name"]]

    def serving(self, region: str) -> str:
        """Which region serves users, as a region says."""
        return str(self._deployed.client("ssm", region).get_parameter(Name=PARAMETER)["Parameter"]["Value"])

    def thrown(self) -> bool:
        """Whether the failover switch is thrown."""
        ((bucket,),) = self._deployed.bodies("aws_s3_bucket").values()
        listed = self._deployed.client("s3", STANDBY).list_objects_v2(Bucket=literal(bucket["bucket"]))
        keys = {one["Key"] for one in listed["Contents"]}
        assert keys - {"switch"} == {"canary"}
        return "switch" in keys

    def forwards(self, region: str) -> bool:
        """Whether events are forwarded to the other region, which no procedure changes."""
        (rule,) = [rule for rule in self._deployed.bodies("aws_cloudwatch_event_rule")[region] if "-forward-" in rule["name"]]
        described = self._deployed.client("events", region).describe_rule(Name=literal(rule["name"]), EventBusName=bus_of(rule))
        return bool(described["State"] == "ENABLED")


@pytest.fixture(name="url", scope="module")
def url_fixture() -> Iterator[str]:
    """The emulator, on 127.0.0.1."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(name="world")
def world_fixture(url: str) -> World:
    """Both regions, as after a first apply."""
    with urllib.request.urlopen(urllib.request.Request(f"{url}/moto-api/reset", method="POST")):
        pass
    (stack,) = FOLDER.glob("stacks/*/cdk.tf.json")
    deployed = Deployed(stack, url)
    deployed.make()
    return World(deployed)


@pytest.fixture(name="operator")
def operator_fixture(url: str, tmp_path: pathlib.Path) -> Operator:
    """Who follows the runbook."""
    return Operator(url, tmp_path)


@pytest.fixture(name="runbook", scope="module")
def runbook_fixture() -> Runbook:
    """The runbook."""
    return Runbook(FOLDER / "report.json")


def asking(steps: list[Step], operation: str) -> list[Step]:
    """The steps that ask AWS for something."""
    return [step for step in steps if operation in step.operations]


def changes(step: Step) -> bool:
    """Whether a step changes something."""
    return any(operation.split()[1].startswith(("update-", "put-", "delete-", "enable-", "disable-")) for operation in step.operations)


def test_everything_is_as_it_was_declared(world: World) -> None:
    assert (world.consumes(PRIMARY), world.consumes(STANDBY)) == ({True}, {False})
    assert (world.serving(PRIMARY), world.serving(STANDBY)) == (PRIMARY, PRIMARY)
    assert not world.thrown()
    assert world.forwards(PRIMARY) and world.forwards(STANDBY)


def test_a_preflight_finds_all_well_and_changes_nothing(world: World, operator: Operator, runbook: Runbook) -> None:
    steps = operator.follow(runbook.emulated("PREFLIGHT"))
    (functions,) = asking(steps, "lambda get-function-configuration")
    assert len(set(functions.answers)) == 1 and functions.answers[0].startswith("Successful")
    (tables,) = asking(steps, "dynamodb describe-table")
    assert "ACTIVE" in tables.answers[0]
    (switch,) = asking(steps, "s3api head-object")
    assert switch.answers[0] != "" and switch.answers[1] == "None"
    (serving,) = asking(steps, "ssm get-parameter")
    assert serving.answers == [PRIMARY, PRIMARY]
    (archive,) = asking(steps, "events describe-archive")
    assert archive.answers[0].startswith("ENABLED")
    (consumers,) = asking(steps, "events describe-rule")
    primary, standby = ("".join(answer for answer in consumers.answers if f"-{region}" in answer) for region in (PRIMARY, STANDBY))
    assert "Enabled" in primary and "ENABLED" in primary and "isabled" not in primary.lower().replace("enabled", "")
    assert "Disabled" in standby and "DISABLED" in standby
    test_everything_is_as_it_was_declared(world)


def test_a_failover_leads_to_the_standby_and_a_failback_back(world: World, operator: Operator, runbook: Runbook) -> None:
    steps = operator.follow(runbook.emulated("FAILOVER"))
    assert (world.consumes(PRIMARY), world.consumes(STANDBY)) == ({False}, {True})
    assert (world.serving(PRIMARY), world.serving(STANDBY)) == (PRIMARY, STANDBY)
    assert world.thrown()
    assert world.forwards(PRIMARY) and world.forwards(STANDBY)
    replay = [answer for step in asking(steps, "events describe-replay") for answer in step.answers]
    assert replay and replay[-1].split()[0] in ("STARTING", "RUNNING", "COMPLETED")
    # The region was lost before it could be told anything: it comes back as it was.
    world.turn_on(PRIMARY)
    steps = runbook.emulated("FAILBACK")
    first = steps.index(next(step for step in steps if changes(step))) + 1
    operator.follow(steps[:first])
    assert (world.consumes(PRIMARY), world.consumes(STANDBY)) == ({False}, {True})
    assert world.thrown()
    operator.follow(steps[first:])
    test_everything_is_as_it_was_declared(world)


def test_a_switchover_moves_everything(world: World, operator: Operator, runbook: Runbook) -> None:
    operator.follow(runbook.emulated("SWITCHOVER"))
    assert (world.consumes(PRIMARY), world.consumes(STANDBY)) == ({False}, {True})
    assert (world.serving(PRIMARY), world.serving(STANDBY)) == (STANDBY, STANDBY)
    assert world.thrown()


def test_the_switch_is_thrown_looked_at_and_taken_back(world: World, operator: Operator, runbook: Runbook) -> None:
    steps = runbook.emulated("SWITCH")
    (throwing,), (taking_back,) = asking(steps, "s3api put-object"), asking(steps, "s3api delete-object")
    assert steps.index(throwing) < steps.index(taking_back)
    seen = []
    for step in steps:
        operator.run(step)
        seen.append((step is throwing, step is taking_back, world.thrown()))
    assert [thrown for throws, _, thrown in seen if throws] == [True]
    assert [thrown for _, takes, thrown in seen if takes] == [False]
    assert taking_back.answers[-1] == "None"
    assert (world.consumes(PRIMARY), world.consumes(STANDBY)) == ({True}, {False})


@pytest.mark.parametrize("kind", ["PREFLIGHT", "SWITCHOVER", "FAILOVER", "FAILBACK", "SWITCH"])
def test_nothing_but_databases_backups_and_what_is_seen_of_them_is_left_out(runbook: Runbook, kind: str) -> None:
    assert {operation.split()[0] for operation in runbook.left_out(kind)} <= {"backup", "cloudwatch", "rds", "dig", "curl", "terraform"}
