"""What the tests read of the synthesized example. Nothing is made up here: a value that only AWS could tell is refused where it is needed."""

import json
import pathlib
from dataclasses import dataclass
from typing import Any

STACK = "orders-test"
FUNCTION = f"{STACK}-api"


@dataclass(frozen=True)
class Function:
    """The example's function in one region."""

    region: str
    name: str
    settings: dict[str, Any]
    """What CreateFunction takes beside its name, role, code and environment."""
    variables: dict[str, str]
    """Its environment. Values that only AWS could tell, such as endpoints, are Terraform's expressions."""
    code: bytes
    """The zip file."""

    def literal(self, variable: str) -> str:
        """A variable that the code reads: it must be known without AWS."""
        return literal(self.variables[variable])


@dataclass(frozen=True)
class Table:
    """The example's table, and where it has replicas."""

    region: str
    replica_regions: list[str]
    definition: dict[str, Any]
    """What CreateTable takes."""


class Example:
    """The stack of the example, as it is in a folder `cdktf.out`."""

    def __init__(self, output: pathlib.Path) -> None:
        self._folder = output / "stacks" / STACK
        self._stack = json.loads((self._folder / "cdk.tf.json").read_text())

    def functions(self) -> dict[str, Function]:
        """The function `api` of each region."""
        bodies = [body for body in self._bodies("aws_lambda_function") if body["function_name"] == f"{FUNCTION}-{self._region(body)}"]
        return {self._region(body): self._function(body) for body in bodies}

    def table(self) -> Table:
        """The table of the orders."""
        (body,) = self._bodies("aws_dynamodb_table")
        replicas = self._bodies("aws_dynamodb_table_replica")
        assert all(replica["global_table_arn"].endswith(f":table/{body['name']}") for replica in replicas)
        definition = {
            "TableName": literal(body["name"]),
            "BillingMode": body["billing_mode"],
            "AttributeDefinitions": [{"AttributeName": one["name"], "AttributeType": one["type"]} for one in body["attribute"]],
            "KeySchema": key_schema(body),
            "GlobalSecondaryIndexes": [
                {"IndexName": index["name"], "KeySchema": key_schema(index), "Projection": {"ProjectionType": index["projection_type"]}}
                for index in body["global_secondary_index"]
            ],
            "StreamSpecification": {"StreamEnabled": body["stream_enabled"], "StreamViewType": body["stream_view_type"]},
        }
        return Table(self._region(body), [self._region(replica) for replica in replicas], definition)

    def _function(self, body: dict[str, Any]) -> Function:
        return Function(
            region=self._region(body),
            name=literal(body["function_name"]),
            settings={
                "Runtime": literal(body["runtime"]),
                "Handler": literal(body["handler"]),
                "MemorySize": body["memory_size"],
                "Timeout": body["timeout"],
            },
            variables=body["environment"]["variables"],
            code=(self._folder / literal(body["filename"])).read_bytes(),
        )

    def _bodies(self, kind: str) -> list[dict[str, Any]]:
        return list(self._stack["resource"].get(kind, {}).values())

    def _region(self, body: dict[str, Any]) -> str:
        (region,) = [one["region"] for one in self._stack["provider"]["aws"] if f"aws.{one.get('alias')}" == body["provider"]]
        return str(region)


def literal(value: str) -> str:
    """A value that Terraform would not compute."""
    assert "${" not in value, f"known after the deployment only: {value}"
    return value


def key_schema(body: dict[str, Any]) -> list[dict[str, str]]:
    """The key of a table or an index."""
    keys = [("HASH", body["hash_key"]), ("RANGE", body.get("range_key"))]
    return [{"KeyType": kind, "AttributeName": name} for kind, name in keys if name is not None]
