"""Locks in DynamoDB, for teams that still have them, alone and together with lock files.

They run in another emulator: the first one answers a conditional write twice now and then, and Terraform then meets its own lock.
"""

import json
import pathlib
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from emulators import moto
from gate import Gate
from runbook import Runbook
from synthesized import Synthesized
from terraform import Workspace, await_file
from world import KEY, OTHER, USED, slow, thing


class Tables:
    """Buckets without replication, which this emulator doesn't know, and the lock table of each region."""

    def __init__(self, synthesized: Synthesized, url: str, folder: pathlib.Path) -> None:
        self._synthesized = synthesized
        self._url = url
        self._folder = folder
        self.buckets = synthesized.buckets()
        self.table = {region: synthesized.backend(region, "both")["s3"]["dynamodb_table"] for region in (USED, OTHER)}
        for region, bucket in self.buckets.items():
            where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
            self.client("s3", region).create_bucket(Bucket=bucket.name, **where)
            self.client("dynamodb", region).create_table(**synthesized.lock_table(region))

    def client(self, service: str, region: str) -> Any:
        """A client of a service in a region."""
        return boto3.client(service, region_name=region, endpoint_url=self._url, aws_access_key_id="none", aws_secret_access_key="none")

    def workspace(self, name: str, region: str, locks: str, resources: dict[str, Any]) -> Workspace:
        """A folder with a backend, ready to plan."""
        keys = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none"}
        workspace = Workspace(self._folder / name, {**keys, "AWS_ENDPOINT_URL": self._url, "MADE": str(self._folder / "made")})
        self.rewrite(workspace, region, locks, resources)
        workspace.must("init")
        return workspace

    def rewrite(self, workspace: Workspace, region: str, locks: str, resources: dict[str, Any]) -> None:
        """Somebody pulls new code."""
        workspace.write(self._synthesized.backend(region, locks), resources)

    def items(self, region: str) -> set[str]:
        """What is locked, and checksums, in a region's table; without the bucket's name."""
        listed = self.client("dynamodb", region).scan(TableName=self.table[region])
        return {one["LockID"]["S"].split("/", 1)[1] for one in listed["Items"]}

    def keys(self, region: str) -> set[str]:
        """The keys that are in a region's bucket now."""
        return {one["Key"] for one in self.client("s3", region).list_objects_v2(Bucket=self.buckets[region].name).get("Contents", [])}

    def replicate(self, source: str = USED, target: str = OTHER) -> None:
        """What replication of the bucket does: the state is there, the table is left as it was."""
        content = self.client("s3", source).get_object(Bucket=self.buckets[source].name, Key=KEY)["Body"].read()
        self.client("s3", target).put_object(Bucket=self.buckets[target].name, Key=KEY, Body=content)


@pytest.fixture(name="tables")
def tables_fixture(synthesized: Synthesized, tmp_path: pathlib.Path) -> Iterator[Tables]:
    """An emulator of its own for each test."""
    with moto(tmp_path) as port, Gate(port) as gate:
        yield Tables(synthesized, gate.url, tmp_path / "world")


def test_with_a_table_alone_the_second_apply_is_refused(tables: Tables) -> None:
    first = tables.workspace("first", USED, "table", {"table": slow("table")})
    second = tables.workspace("second", USED, "table", {"table": thing("table")})
    running = first.start_apply()
    await_file(first.folder / "started")
    assert tables.items(USED) == {KEY} and tables.keys(USED) == set()
    refused = second.terraform("apply", "-auto-approve")
    (first.folder / "go-on").touch()
    assert running.wait(60) == 0
    assert refused.returncode == 1 and "ConditionalCheckFailedException" in refused.stderr
    assert tables.items(USED) == {f"{KEY}-md5"}
    assert second.plan_code() == 0


def test_from_the_table_to_lock_files_both_are_held_meanwhile(tables: Tables) -> None:
    before = tables.workspace("team", USED, "table", {"table": thing("table")})
    before.apply()
    tables.rewrite(before, USED, "both", {"table": thing("table"), "queue": slow("queue")})
    before.must("init", "-reconfigure")
    running = before.start_apply()
    await_file(before.folder / "started")
    assert tables.items(USED) == {KEY, f"{KEY}-md5"} and tables.keys(USED) == {KEY, f"{KEY}.tflock"}
    # Who has not pulled yet and who has are both kept out.
    for locks in ["table", "file"]:
        assert tables.workspace(f"other-{locks}", USED, locks, {}).terraform("apply", "-auto-approve").returncode == 1
    (before.folder / "go-on").touch()
    assert running.wait(60) == 0
    after = tables.workspace("after", USED, "file", {"table": thing("table"), "queue": thing("queue")})
    assert after.plan_code() == 0
    after.apply()
    assert len(json.loads(after.must("state", "pull"))["resources"]) == 2


def test_a_checksum_in_the_table_of_the_region_that_is_left_is_taken_out(tables: Tables, runbook: Runbook) -> None:
    operator = tables.workspace("operator", OTHER, "both", {"table": thing("table")})
    operator.apply()
    pipeline = tables.workspace("pipeline", USED, "both", {"table": thing("table"), "queue": thing("queue")})
    pipeline.apply()
    tables.replicate()
    stale = operator.terraform("init", "-reconfigure")
    assert stale.returncode == 1 or operator.plan_code() == 1
    runbook.run(operator, "5. Use the bucket that is left", 2, LOCK_TABLE=tables.table[OTHER])
    tables.rewrite(operator, OTHER, "both", {"table": thing("table"), "queue": thing("queue")})
    runbook.run(operator, "5. Use the bucket that is left")
    assert operator.plan_code() == 0


def test_back_in_the_first_region_the_checksum_from_before_the_loss_is_taken_out(tables: Tables, runbook: Runbook) -> None:
    tables.workspace("pipeline", USED, "both", {"table": thing("table")}).apply()
    tables.replicate()
    resources = {"table": thing("table"), "queue": thing("queue")}
    operator = tables.workspace("operator", OTHER, "both", resources)
    operator.apply()
    tables.replicate(OTHER, USED)
    tables.rewrite(operator, USED, "both", resources)
    stale = operator.terraform("init", "-reconfigure")
    assert stale.returncode == 1 or operator.plan_code() == 1
    runbook.run(operator, "Back to the first bucket", 1, LOST_LOCK_TABLE=tables.table[USED])
    assert tables.items(USED) == set()
    runbook.run(operator, "Back to the first bucket", 2)
