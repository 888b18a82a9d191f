"""The region of the bucket in use is lost: the runbook is followed word by word, with the commands that stand there."""

import json
import re
from dataclasses import dataclass

import pytest
from runbook import Runbook
from terraform import EMULATED, Workspace, await_file, kill
from world import KEY, OTHER, USED, World, slow, thing

SERIAL = re.compile(r'"serial": (\d+)')


@dataclass(frozen=True)
class Loss:
    """What the person with the runbook has: their folder, what everybody had applied before, and what the log of the last apply says."""

    operator: Workspace
    serial: str


def lose(world: World, runbook: Runbook, replicated: bool, gone: bool) -> Loss:
    """A table and a queue are applied, the last of it replicated or not, and the region answers nothing, or has lost its bucket."""
    pipeline = world.workspace("pipeline", USED, {"table": thing("table")})
    pipeline.apply()
    if not replicated:
        world.hold_back(world.buckets[USED])
    world.rewrite(pipeline, USED, {"table": thing("table"), "queue": thing("queue")})
    pipeline.apply()
    logged = runbook.run(pipeline, "Before")
    if gone:
        world.empty(world.buckets[USED])
    else:
        world.gate.lose(USED)
    assert pipeline.terraform("plan").returncode == 1
    return Loss(world.operator({"table": thing("table"), "queue": thing("queue")}), serial_in(logged))


def serial_in(text: str) -> str:
    """The serial that a command printed."""
    found = SERIAL.search(text)
    assert found is not None, text
    return found[1]


@pytest.mark.parametrize("gone", [True, False], ids=["bucket gone", "no answer"])
def test_with_the_last_apply_replicated_the_next_plan_is_empty(world: World, runbook: Runbook, gone: bool) -> None:
    loss = lose(world, runbook, replicated=True, gone=gone)
    operator = loss.operator
    assert runbook.try_to(operator, "2. Fence the lost bucket").returncode != 0
    assert not (operator.folder / "policy.json").exists()
    assert runbook.run(operator, "3. Look for a lock").strip() == "None"
    assert serial_in(runbook.run(operator, "4. Compare serial and lineage")) == loss.serial
    runbook.run(operator, "5. Use the bucket that is left")
    runbook.run(operator, "6. Plan", code=0)
    assert world.made == ["table", "queue"]


@pytest.mark.parametrize("gone", [True, False], ids=["bucket gone", "no answer"])
def test_what_the_last_apply_made_and_was_not_replicated_is_found_and_brought_back(world: World, runbook: Runbook, gone: bool) -> None:
    loss = lose(world, runbook, replicated=False, gone=gone)
    operator = loss.operator
    assert runbook.run(operator, "3. Look for a lock").strip() == "None"
    assert int(serial_in(runbook.run(operator, "4. Compare serial and lineage"))) < int(loss.serial)
    runbook.run(operator, "5. Use the bucket that is left")
    assert "terraform_data.queue will be created" in runbook.run(operator, "6. Plan", code=2)
    runbook.run(operator, "6. Plan", 1, ADDRESS="terraform_data.queue", RESOURCE_ID="orders-prod-queue")
    runbook.run(operator, "6. Plan", code=0)
    operator.apply()
    assert world.made == ["table", "queue"]


def test_an_apply_that_the_loss_interrupted_leaves_its_lock_in_the_replica(world: World, runbook: Runbook) -> None:
    pipeline = world.workspace("pipeline", USED, {"table": slow("table")})
    running = pipeline.start_apply()
    await_file(pipeline.folder / "started")
    world.gate.lose(USED)
    kill(running)
    operator = world.operator({"table": thing("table")})
    assert runbook.run(operator, "3. Look for a lock").strip() == f"{KEY}.tflock"
    lock = json.loads(runbook.run(operator, "3. Look for a lock", 1))
    assert lock["Operation"] == "OperationTypeApply"
    runbook.run(operator, "5. Use the bucket that is left")
    assert operator.plan_code() == 1
    runbook.run(operator, "5. Use the bucket that is left", 1, LOCK_ID=lock["ID"])
    assert operator.plan_code() == 2


def test_while_the_lost_bucket_answers_its_newer_state_is_taken_along(world: World, runbook: Runbook) -> None:
    loss = lose_slowly(world, runbook)
    operator = loss.operator
    runbook.run(operator, "2. Fence the lost bucket")
    assert int(serial_in(runbook.run(operator, "4. Compare serial and lineage"))) < int(loss.serial)
    runbook.run(operator, "4. Compare serial and lineage", 1)
    runbook.run(operator, "5. Use the bucket that is left")
    runbook.run(operator, "5. Use the bucket that is left", 3)
    runbook.run(operator, "6. Plan", code=0)
    assert world.made == ["table", "queue"]


def lose_slowly(world: World, runbook: Runbook) -> Loss:
    """The region still answers, and replicates no more."""
    loss = lose(world, runbook, replicated=False, gone=False)
    world.gate.lost.clear()
    return loss


def test_what_one_stack_of_a_service_reads_of_another_is_read_where_the_states_are(world: World) -> None:
    """The four stacks of `Sites.perRegion`, before the loss and after TERRAFORM_STATE_REGION has led them to the other bucket."""
    name, _ = world.synthesized.handed_over(USED)
    foundation = world.folder("foundation")
    foundation.write(world.synthesized.backend_of("foundation", USED), {}, {"output": {name: {"value": "the role", "sensitive": True}}})
    foundation.must("init")
    foundation.apply()
    for region in (USED, OTHER):
        _, read = world.synthesized.handed_over(region)
        routing = world.folder(f"routing-{region}")
        data = {"terraform_remote_state": {"foundation": {**read, "config": {**read["config"], **EMULATED}}}}
        value = f"${{nonsensitive(data.terraform_remote_state.foundation.outputs.{name})}}"
        routing.write(world.synthesized.backend_of("routing", region), {}, {"data": data, "output": {"read": {"value": value}}})
        routing.must("init")
        assert 'read = "the role"' in routing.apply()
        world.gate.lose(USED)


class TestTwoWriters:
    """Somebody who knows of nothing goes on with the lost bucket."""

    def test_without_the_fence_they_overwrite_the_state_that_is_left(self, world: World, runbook: Runbook) -> None:
        """The control: this is what the fence is for."""
        stale, operator = self.both(world, runbook, fence=False)
        operator.apply()
        stale.apply()
        assert "topic" not in names(world, OTHER)
        assert world.made.count("topic") == 1

    def test_with_the_fence_they_are_refused_and_nothing_is_lost(self, world: World, runbook: Runbook) -> None:
        stale, operator = self.both(world, runbook, fence=True)
        operator.apply()
        before = world.state(OTHER)
        refused = stale.terraform("apply", "-auto-approve")
        assert refused.returncode == 1 and "AccessDenied" in refused.stderr, refused.stderr
        assert world.state(OTHER) == before
        assert world.made == ["table", "queue", "topic"]
        # Replication passes the fence: the lost bucket has what is written in the other one.
        assert names(world, USED) == names(world, OTHER) == {"table", "queue", "topic"}

    @staticmethod
    def both(world: World, runbook: Runbook, fence: bool) -> tuple[Workspace, Workspace]:
        """Somebody who has pulled nothing, and somebody who has followed the runbook; each has a change of their own."""
        loss = lose(world, runbook, replicated=True, gone=False)
        world.gate.lost.clear()
        if fence:
            runbook.run(loss.operator, "2. Fence the lost bucket")
        runbook.run(loss.operator, "5. Use the bucket that is left")
        world.rewrite(loss.operator, OTHER, {"table": thing("table"), "queue": thing("queue"), "topic": thing("topic")})
        return world.workspace("stale", USED, {"table": thing("table"), "queue": thing("queue"), "alarm": thing("alarm")}), loss.operator


class TestReturn:
    """The region is back."""

    def test_the_first_bucket_is_in_use_again_and_the_plan_is_empty(self, world: World, runbook: Runbook) -> None:
        operator, written = self.worked(world, runbook, replicated=True)
        assert written in runbook.run(operator, "The region is back")
        self.go_back(world, runbook, operator)
        assert world.state(USED) == world.state(OTHER)

    def test_a_fence_that_was_put_up_twice_or_from_another_folder_comes_down_again(self, world: World, runbook: Runbook) -> None:
        operator, _ = self.worked(world, runbook, replicated=True)
        runbook.run(operator, "2. Fence the lost bucket")
        elsewhere = world.folder("elsewhere", "operator")
        runbook.run(elsewhere, "2. Fence the lost bucket")
        assert not (elsewhere.folder / "policy.json").exists()
        assert "Fence" in self.policy(world)
        self.go_back(world, runbook, operator)
        assert json.loads(self.policy(world)) == json.loads(world.buckets[USED].policy)

    def test_a_version_that_was_waiting_in_the_lost_bucket_is_found_and_undone(self, world: World, runbook: Runbook) -> None:
        operator, written = self.worked(world, runbook, replicated=False)
        # What waited in the lost bucket is replicated now, after what was written here.
        world.deliver(USED, OTHER)
        assert names(world, OTHER) == {"table", "queue"}
        assert written not in runbook.run(operator, "The region is back")
        runbook.run(operator, "The region is back", 1, YOURS=written)
        runbook.run(operator, "The region is back")
        runbook.run(operator, "6. Plan", code=0)
        self.go_back(world, runbook, operator)

    def test_a_version_that_stayed_in_the_lost_bucket_is_found_and_replaced(self, world: World, runbook: Runbook) -> None:
        operator, written = self.worked(world, runbook, replicated=False)
        world.catch_up()
        assert "differ" in runbook.run(operator, "The region is back", code=1)
        runbook.run(operator, "The region is back", 1, YOURS=written)
        runbook.run(operator, "The region is back")
        self.go_back(world, runbook, operator)

    @staticmethod
    def policy(world: World) -> str:
        """The policy of the lost bucket."""
        answer = world.client("s3", USED).get_bucket_policy(Bucket=world.buckets[USED].name)
        return str(answer["Policy"])

    @staticmethod
    def worked(world: World, runbook: Runbook, replicated: bool) -> tuple[Workspace, str]:
        """The runbook was followed, something was applied, the region is back, the fence is up. Gives the version that was written down too."""
        operator = lose(world, runbook, replicated=replicated, gone=False).operator
        runbook.run(operator, "5. Use the bucket that is left")
        if not replicated:
            runbook.run(operator, "6. Plan", 1, ADDRESS="terraform_data.queue", RESOURCE_ID="orders-prod-queue")
        world.rewrite(operator, OTHER, {"table": thing("table"), "queue": thing("queue"), "topic": thing("topic")})
        if not replicated:
            world.hold_back(world.buckets[OTHER])
        operator.apply()
        written = runbook.run(operator, "7. Work with it").strip()
        world.gate.lost.clear()
        runbook.run(operator, "2. Fence the lost bucket")
        return operator, written

    @staticmethod
    def go_back(world: World, runbook: Runbook, operator: Workspace) -> None:
        """Work goes on with the first bucket."""
        assert runbook.run(operator, "Back to the first bucket").strip() == "None"
        world.rewrite(operator, USED, {"table": thing("table"), "queue": thing("queue"), "topic": thing("topic")})
        runbook.run(operator, "Back to the first bucket", 2)
        operator.apply()
        assert world.made == ["table", "queue", "topic"]


def names(world: World, region: str) -> set[str]:
    """The resources in the state that a region's bucket has."""
    return {one["name"] for one in world.state(region)["resources"]}
