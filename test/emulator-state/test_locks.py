"""Applies, locks, and applies that are killed, over the backend that the library writes."""

from dataclasses import replace

from runbook import Runbook
from terraform import await_file, await_line, kill, lock_id
from world import KEY, OTHER, USED, World, slow, thing


def test_an_apply_leaves_its_state_in_both_regions_and_no_lock(world: World) -> None:
    pipeline = world.workspace("pipeline", USED, {"table": thing("table")})
    pipeline.apply()
    assert world.keys(USED) == world.keys(OTHER) == {KEY}
    assert world.state(USED) == world.state(OTHER) == pipeline.state()
    assert pipeline.plan_code() == 0


def test_the_state_is_stored_as_the_bucket_demands(world: World) -> None:
    world.workspace("pipeline", USED, {"table": thing("table")}).apply()
    stored = world.head(USED)
    assert stored["ServerSideEncryption"] == "aws:kms"
    assert stored["SSEKMSKeyId"] == world.synthesized.backend(USED)["s3"]["kms_key_id"]


def test_a_state_that_would_be_stored_otherwise_is_refused(world: World) -> None:
    careless = world.folder("careless")
    backend = world.synthesized.backend(USED)["s3"]
    careless.write({"s3": {name: value for name, value in backend.items() if name != "kms_key_id"}}, {"table": thing("table")})
    careless.must("init")
    refused = careless.terraform("apply", "-auto-approve")
    assert refused.returncode == 1 and "AccessDenied" in refused.stderr, refused.stderr
    assert world.keys(USED) == set() and world.made == []


def test_who_may_plan_plans_and_locks_and_writes_no_state(world: World) -> None:
    world.workspace("pipeline", USED, {"table": thing("table")}).apply()
    planner = world.workspace("planner", USED, {"table": thing("table"), "queue": thing("queue")}, "planner")
    before = world.state(USED)
    assert planner.plan_code() == 2
    assert planner.terraform("plan").returncode == 0
    assert world.keys(USED) == {KEY}
    refused = planner.terraform("apply", "-auto-approve")
    assert refused.returncode == 1 and "AccessDenied" in refused.stderr, refused.stderr
    assert world.state(USED) == before


def test_who_works_on_one_service_reads_no_state_of_another(world: World) -> None:
    for user in ("planner", "pipeline"):
        stranger = world.folder(user, user)
        backend = {**world.synthesized.backend(USED)["s3"], "key": "payments/prod/terraform.tfstate"}
        stranger.write({"s3": backend}, {"table": thing("table")})
        refused = stranger.terraform("init")
        assert refused.returncode == 1 and "StatusCode: 403" in refused.stderr, refused.stderr


def test_without_delete_markers_a_released_lock_would_stay_in_the_replica(world: World) -> None:
    """The control: this is what the rule of the library replicates them for."""
    bucket = world.buckets[USED]
    rules = [{**rule, "DeleteMarkerReplication": {"Status": "Disabled"}} for rule in bucket.replication["Rules"]]
    world.replicate(replace(bucket, replication={**bucket.replication, "Rules": rules}))
    resources = {"table": thing("table")}
    world.workspace("pipeline", USED, resources).apply()
    assert (world.keys(USED), world.keys(OTHER)) == ({KEY}, {KEY, f"{KEY}.tflock"})
    assert "Error acquiring the state lock" in world.workspace("other", OTHER, resources).terraform("plan").stderr


def test_a_second_apply_is_refused_while_one_runs_and_no_state_is_lost(world: World) -> None:
    first = world.workspace("first", USED, {"table": slow("table")})
    second = world.workspace("second", USED, {"table": thing("table"), "queue": thing("queue")})
    running = first.start_apply()
    await_file(first.folder / "started")
    assert world.keys(USED) == world.keys(OTHER) == {f"{KEY}.tflock"}
    refused = second.terraform("apply", "-auto-approve")
    (first.folder / "go-on").touch()
    said, _ = running.communicate(timeout=60)
    assert running.returncode == 0, said
    assert refused.returncode == 1 and "Error acquiring the state lock" in refused.stderr
    assert world.made == ["table"]
    second.apply()
    assert world.made == ["table", "queue"]
    assert [one["name"] for one in world.state(USED)["resources"]] == ["queue", "table"]


def test_a_second_apply_that_waits_comes_after_the_first(world: World) -> None:
    first = world.workspace("first", USED, {"table": slow("table")})
    second = world.workspace("second", USED, {"table": thing("table")})
    running = first.start_apply()
    await_file(first.folder / "started")
    waiting = second.start("plan", "-detailed-exitcode", "-lock-timeout=60s")
    # Between two tries: terraform gives up when the lock goes away between a try and its question who holds it.
    await_line(waiting, "Acquiring state lock")
    (first.folder / "go-on").touch()
    assert running.wait(60) == 0
    said, _ = waiting.communicate(timeout=60)
    assert waiting.returncode == 0, said


def test_what_to_do_after_an_apply_was_killed(world: World, runbook: Runbook) -> None:
    killed = world.workspace("killed", USED, {"table": thing("table"), "queue": slow("queue", after="table")})
    running = killed.start_apply()
    await_file(killed.folder / "started")
    kill(running)
    later = world.workspace("later", USED, {"table": thing("table"), "queue": thing("queue")})
    refused = later.terraform("plan")
    assert refused.returncode == 1
    plan = runbook.run(later, "An apply was killed", LOCK_ID=lock_id(refused.stderr))
    assert "terraform_data.queue will be created" in plan
    # Both were made, and the state doesn't know them yet.
    assert world.made == ["table", "queue"]
    for name in world.made:
        runbook.run(later, "6. Plan", 1, ADDRESS=f"terraform_data.{name}", RESOURCE_ID=name)
    assert later.plan_code() == 0
    later.apply()
    assert world.made == ["table", "queue"]
