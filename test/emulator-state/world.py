"""Two regions in the emulator, with the buckets of a StateBackend, and who works with them."""

import json
import os
import pathlib
import sys
from typing import Any

import boto3
from botocore.config import Config
from gate import Gate
from synthesized import ACCOUNT, Bucket, Synthesized
from terraform import Workspace

USED, OTHER = "us-west-2", "us-east-1"
"""The region whose bucket is in use, and the one of its replica."""
KEY = "orders/prod/terraform.tfstate"


class World:
    """What the tests do and see. Its own calls go to the emulator directly, with every right, and not through the gate."""

    def __init__(self, synthesized: Synthesized, port: int, gate: Gate) -> None:
        self.synthesized = synthesized
        self.gate = gate
        self.buckets = synthesized.buckets()
        self._url = f"http://127.0.0.1:{port}"
        self._folder = pathlib.Path()
        self._users = {
            "planner": self._make_user("planner", ["plan"]),
            "pipeline": self._make_user("pipeline", ["apply"]),
            "operator": self._make_user("operator", ["apply", "recovery"]),
        }

    def begin(self, folder: pathlib.Path) -> None:
        """Begins anew, with both regions at work and nothing in the buckets. What the tests make is made in the folder."""
        self._folder = folder
        self.gate.lost.clear()
        self.make_buckets()

    def client(self, service: str, region: str) -> Any:
        """A client of a service in a region."""
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self._url,
            aws_access_key_id=ACCOUNT,
            aws_secret_access_key="none",
            config=Config(retries={"max_attempts": 0}),
        )

    @property
    def tools(self) -> dict[str, str]:
        """The variables that lead terraform and the command line of these tests to the emulator."""
        return {"AWS_ENDPOINT_URL": self.gate.url, "PATH": f"{pathlib.Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}

    def make_buckets(self) -> None:
        """Makes both buckets anew, each a replica of the other."""
        for bucket in self.buckets.values():
            self.empty(bucket)
            s3 = self.client("s3", bucket.region)
            where = {} if bucket.region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": bucket.region}}
            s3.create_bucket(Bucket=bucket.name, **where)
            s3.put_bucket_versioning(Bucket=bucket.name, VersioningConfiguration={"Status": bucket.versioning})
            s3.put_bucket_policy(Bucket=bucket.name, Policy=bucket.policy)
        for bucket in self.buckets.values():
            self.replicate(bucket)

    def replicate(self, bucket: Bucket) -> None:
        """Replicates what comes into a bucket from now on."""
        self.client("s3", bucket.region).put_bucket_replication(Bucket=bucket.name, ReplicationConfiguration=bucket.replication)

    def hold_back(self, bucket: Bucket) -> None:
        """Lets replication fall behind: nothing that comes into the bucket from now on is sent."""
        self.client("s3", bucket.region).delete_bucket_replication(Bucket=bucket.name)

    def empty(self, bucket: Bucket) -> None:
        """Takes a bucket away, with everything in it."""
        s3 = self.client("s3", bucket.region)
        if bucket.name not in [one["Name"] for one in s3.list_buckets()["Buckets"]]:
            return
        self.hold_back(bucket)
        listed = s3.list_object_versions(Bucket=bucket.name)
        for one in [*listed.get("Versions", []), *listed.get("DeleteMarkers", [])]:
            s3.delete_object(Bucket=bucket.name, Key=one["Key"], VersionId=one["VersionId"])
        s3.delete_bucket(Bucket=bucket.name)

    def state(self, region: str) -> dict[str, Any]:
        """The state that a region's bucket has."""
        content = self.client("s3", region).get_object(Bucket=self.buckets[region].name, Key=KEY)["Body"].read()
        state: dict[str, Any] = json.loads(content)
        return state

    def serial(self, region: str, key: str) -> int:
        """The serial of a state in a region's bucket."""
        content = self.client("s3", region).get_object(Bucket=self.buckets[region].name, Key=key)["Body"].read()
        serial: int = json.loads(content)["serial"]
        return serial

    def head(self, region: str) -> dict[str, Any]:
        """What S3 says of the state in a region's bucket."""
        answer: dict[str, Any] = self.client("s3", region).head_object(Bucket=self.buckets[region].name, Key=KEY)
        return answer

    def keys(self, region: str) -> set[str]:
        """The keys that are in a region's bucket now."""
        listed = self.client("s3", region).list_objects_v2(Bucket=self.buckets[region].name)
        return {one["Key"] for one in listed.get("Contents", [])}

    def workspace(self, name: str, region: str, resources: dict[str, Any], user: str = "pipeline") -> Workspace:
        """A folder of a pipeline that works with the bucket of a region, ready to plan."""
        workspace = self.folder(name, user)
        self.rewrite(workspace, region, resources)
        workspace.must("init")
        return workspace

    def folder(self, name: str, user: str = "pipeline") -> Workspace:
        """An empty folder of a pipeline, or of another user."""
        return Workspace(self._folder / name, {**self._users[user], **self.tools, "MADE": str(self._folder / "made")})

    def operator(self, resources: dict[str, Any]) -> Workspace:
        """The folder of the person who follows the runbook, with the code of the bucket that is left, and not initialized yet."""
        workspace = self.folder("operator", "operator")
        self.rewrite(workspace, OTHER, resources)
        return workspace

    def rewrite(self, workspace: Workspace, region: str, resources: dict[str, Any]) -> None:
        """Somebody pulls new code: other resources, or the bucket of another region."""
        workspace.write(self.synthesized.backend(region), resources)

    def catch_up(self) -> None:
        """Replication works again, for what comes from now on."""
        for bucket in self.buckets.values():
            self.replicate(bucket)

    def deliver(self, source: str, target: str) -> None:
        """What waited in a bucket becomes the newest version in the other, and replication works again."""
        content = self.client("s3", source).get_object(Bucket=self.buckets[source].name, Key=KEY)["Body"].read()
        self.client("s3", target).put_object(Bucket=self.buckets[target].name, Key=KEY, Body=content)
        self.catch_up()

    @property
    def made(self) -> list[str]:
        """What the applies have made so far, in the order of making."""
        log = self._folder / "made"
        return log.read_text().split() if log.exists() else []

    def _make_user(self, name: str, policies: list[str]) -> dict[str, str]:
        """A user who may do what the library's policies say, and no more."""
        iam = self.client("iam", "us-east-1")
        iam.create_user(UserName=name)
        for policy in policies:
            iam.put_user_policy(UserName=name, PolicyName=policy, PolicyDocument=self.synthesized.policy(policy))
        key = iam.create_access_key(UserName=name)["AccessKey"]
        return {"AWS_ACCESS_KEY_ID": key["AccessKeyId"], "AWS_SECRET_ACCESS_KEY": key["SecretAccessKey"]}


def thing(name: str) -> dict[str, Any]:
    """A resource that notes when it is made, as AWS would have it then."""
    return {"provisioner": [{"local-exec": {"command": f'echo {name} >> "$MADE"'}}]}


def slow(name: str, after: str | None = None) -> dict[str, Any]:
    """A resource that is made at once and takes until it may go on."""
    wait = f'echo {name} >> "$MADE"; touch started; while [ ! -f go-on ]; do sleep 0.05; done'
    return {"provisioner": [{"local-exec": {"command": wait}}], **({} if after is None else {"depends_on": [f"terraform_data.{after}"]})}
