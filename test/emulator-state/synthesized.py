"""What the library wrote for Terraform: the buckets of a StateBackend, and the backend of a stack."""

import json
import pathlib
import re
from dataclasses import dataclass
from typing import Any

ACCOUNT = "111122223333"
EXPRESSION = re.compile(r"\$\{([^{}]+)\}")


@dataclass(frozen=True)
class Bucket:
    """A bucket of the state, as AWS would be asked for it."""

    name: str
    region: str
    versioning: str
    policy: str
    replication: dict[str, Any]


class Synthesized:
    """The synthesized stacks of a folder: for each kind of lock and each region, a StateBackend and a stack that keeps its state there."""

    def __init__(self, folder: pathlib.Path) -> None:
        self._folder = folder
        self._state = self._stack("both", "us-west-2", "state")

    def buckets(self) -> dict[str, Bucket]:
        """The state bucket of each region."""
        replicated = self._of("aws_s3_bucket_replication_configuration")
        return {bucket.region: bucket for bucket in (self._bucket(one) for one in replicated)}

    def backend(self, region: str, locks: str = "file") -> dict[str, Any]:
        """The backend of a stack, in a region and with a kind of lock: `file`, `table` or `both`."""
        backend: dict[str, Any] = self._stack(locks, region, "orders")["terraform"]["backend"]
        return backend

    def backend_of(self, part: str, region: str) -> dict[str, Any]:
        """The backend of one of the four stacks of a service, such as `foundation`, in a region."""
        backend: dict[str, Any] = self._stack("file", region, f"orders-prod-{part}")["terraform"]["backend"]
        return backend

    def handed_over(self, region: str) -> tuple[str, dict[str, Any]]:
        """What Routing reads of Foundation's state in a region: the name of the output, and where the state is."""
        routing = self._stack("file", region, "orders-prod-routing")
        [name] = self._stack("file", region, "orders-prod-foundation")["output"]
        [read] = routing["data"]["terraform_remote_state"].values()
        return name, read

    def lock_table(self, region: str) -> dict[str, Any]:
        """The lock table of a region, as DynamoDB would be asked for it."""
        table = next(one for one in self._of("aws_dynamodb_table") if one["provider"] == f"aws.{region}")
        return {
            "TableName": table["name"],
            "BillingMode": table["billing_mode"],
            "KeySchema": [{"AttributeName": table["hash_key"], "KeyType": "HASH"}],
            "AttributeDefinitions": [{"AttributeName": one["name"], "AttributeType": one["type"]} for one in table["attribute"]],
        }

    def policy(self, name: str) -> str:
        """What those may do who `plan`, who `apply`, and beside that who follow the runbook (`recovery`)."""
        policy: str = self._state["output"][f"{name}_policy"]["value"]
        return policy

    def _stack(self, locks: str, region: str, name: str) -> dict[str, Any]:
        stack: dict[str, Any] = json.loads((self._folder / f"{locks}-{region}" / "stacks" / name / "cdk.tf.json").read_text())
        return stack

    def _of(self, kind: str) -> list[dict[str, Any]]:
        return list(self._state["resource"].get(kind, {}).values())

    def _bucket(self, replication: dict[str, Any]) -> Bucket:
        name = self._resolved(replication["bucket"])

        def same(kind: str) -> dict[str, Any]:
            return next(one for one in self._of(kind) if self._resolved(one["bucket"]) == name)

        return Bucket(
            name=name,
            region=replication["provider"].split(".")[1],
            versioning=same("aws_s3_bucket_versioning")["versioning_configuration"]["status"],
            policy=emulated(self._resolved(same("aws_s3_bucket_policy")["policy"])),
            replication={"Role": self._resolved(replication["role"]), "Rules": [self._rule(rule) for rule in replication["rule"]]},
        )

    def _rule(self, rule: dict[str, Any]) -> dict[str, Any]:
        """A rule in the form of S3's API, as far as the emulator knows it."""
        return {
            "ID": rule["id"],
            "Priority": rule.get("priority", 1),
            "Status": rule["status"],
            "Filter": {"Prefix": rule.get("filter", {}).get("prefix", "")},
            "DeleteMarkerReplication": {"Status": rule["delete_marker_replication"]["status"]},
            "Destination": {"Bucket": self._resolved(rule["destination"]["bucket"])},
        }

    def _resolved(self, text: str) -> str:
        while (changed := EXPRESSION.sub(lambda match: self._value(match[1]), text)) != text:
            text = changed
        return text

    def _value(self, expression: str) -> str:
        kind, *rest = expression.split(".")
        if kind == "data":
            return {"partition": "aws", "account_id": ACCOUNT, "dns_suffix": "amazonaws.com"}[rest[-1]]
        name, attribute = rest
        if kind == "aws_s3_bucket":
            bucket: str = self._state["resource"][kind][name]["bucket"]
            return f"arn:aws:s3:::{bucket}" if attribute == "arn" else bucket
        if attribute == "arn":
            return f"arn:aws:iam::{ACCOUNT}:role/{name}"
        return self._resolved(f"${{{kind}.{name}.id}}") if attribute == "bucket" and kind.startswith("aws_s3_bucket") else name


def emulated(policy: str) -> str:
    """A policy without what it says of TLS, which the emulator doesn't speak, and of keys that aren't named: its policies never see a key."""
    document = json.loads(policy)
    document["Statement"] = [one for one in document["Statement"] if one["Sid"] not in ("NoPlainHttp", "NoUnnamedKey")]
    return json.dumps(document)
