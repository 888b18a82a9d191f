"""What a synthesized stack has of what a runbook names, made in an emulator. Values that only AWS could tell are those of the emulator."""

import io
import json
import pathlib
import re
import zipfile
from typing import Any

import boto3

ACCOUNT = "123456789012"
KNOWN = [
    (re.compile(r"\$\{data\.aws_caller_identity\.[^}]*\.account_id\}"), ACCOUNT),
    (re.compile(r"\$\{data\.aws_partition\.[^}]*\.partition\}"), "aws"),
]


class Deployed:
    """A stack in the emulator."""

    def __init__(self, path: pathlib.Path, url: str) -> None:
        self._json = json.loads(path.read_text())
        self._url = url

    def client(self, service: str, region: str) -> Any:
        """A client of a service in a region."""
        return boto3.client(service, region_name=region, endpoint_url=self._url, aws_access_key_id="none", aws_secret_access_key="none")

    def bodies(self, kind: str) -> dict[str, list[dict[str, Any]]]:
        """The resources of a type, by region."""
        found: dict[str, list[dict[str, Any]]] = {}
        for body in self._json["resource"].get(kind, {}).values():
            found.setdefault(self._region(body), []).append(body)
        return found

    def make(self) -> None:
        """Makes everything, as a first apply would."""
        for role in self._each("aws_iam_role"):
            self.client("iam", "us-east-1").create_role(RoleName=literal(role["name"]), AssumeRolePolicyDocument=json.dumps({}))
        for kind, make in (
            ("aws_cloudwatch_event_bus", self._make_bus),
            ("aws_cloudwatch_event_archive", self._make_archive),
            ("aws_cloudwatch_event_rule", self._make_rule),
            ("aws_sqs_queue", self._make_queue),
            ("aws_dynamodb_table", self._make_table),
            ("aws_dynamodb_table_replica", self._make_replica),
            ("aws_lambda_function", self._make_function),
            ("aws_lambda_event_source_mapping", self._make_mapping),
            ("aws_s3_bucket", self._make_bucket),
            ("aws_s3_object", self._make_object),
            ("aws_ssm_parameter", self._make_parameter),
        ):
            for region, bodies in self.bodies(kind).items():
                for body in bodies:
                    make(body, region)

    def _make_bus(self, body: dict[str, Any], region: str) -> None:
        self.client("events", region).create_event_bus(Name=literal(body["name"]))

    def _make_archive(self, body: dict[str, Any], region: str) -> None:
        self.client("events", region).create_archive(ArchiveName=literal(body["name"]), EventSourceArn=literal(body["event_source_arn"]))

    def _make_rule(self, body: dict[str, Any], region: str) -> None:
        events = self.client("events", region)
        bus = bus_of(body)
        if bus not in [one["Name"] for one in events.list_event_buses()["EventBuses"]]:
            events.create_event_bus(Name=bus)
        when = {"EventPattern": literal(body["event_pattern"])} if "event_pattern" in body else {"ScheduleExpression": body["schedule_expression"]}
        events.put_rule(Name=literal(body["name"]), EventBusName=bus, State=body.get("state", "ENABLED"), **when)

    def _make_queue(self, body: dict[str, Any], region: str) -> None:
        self.client("sqs", region).create_queue(QueueName=literal(body["name"]))

    def _make_table(self, body: dict[str, Any], region: str) -> None:
        """Each replica is a table of its own: nothing of these tests is about replication."""
        for one in [region, *(replica["region_name"] for replica in body.get("replica", []))]:
            self._make_one(literal(body["name"]), one)

    def _make_replica(self, body: dict[str, Any], region: str) -> None:
        self._make_one(self._table_name(body), region)

    def _make_one(self, name: str, region: str) -> None:
        self.client("dynamodb", region).create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )

    def _table_name(self, body: dict[str, Any]) -> str:
        """The name of a table, of a replica or of one that is looked up."""
        read = body.get("global_table_arn", body.get("name", ""))
        return self._table_name(self._at(read)) if "aws_dynamodb_table" in read else literal(read).rsplit("/", maxsplit=1)[-1]

    def _make_function(self, body: dict[str, Any], region: str) -> None:
        name = literal(body["function_name"])
        role = f"arn:aws:iam::{ACCOUNT}:role/{name}"
        iam = self.client("iam", region)
        if name not in [one["RoleName"] for one in iam.list_roles()["Roles"]]:
            iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps({}))
        self.client("lambda", region).create_function(
            FunctionName=name, Runtime="python3.13", Handler="app.handler", Role=role, Code={"ZipFile": some_code()}
        )

    def _make_mapping(self, body: dict[str, Any], region: str) -> None:
        source = self._at(body["event_source_arn"])
        if "dynamodb" in body["event_source_arn"]:
            table = self.client("dynamodb", region).describe_table(TableName=self._table_name(source))["Table"]
            more = {"EventSourceArn": table["LatestStreamArn"], "StartingPosition": "LATEST"}
        else:
            more = {"EventSourceArn": f"arn:aws:sqs:{region}:{ACCOUNT}:{literal(source['name'])}"}
        self.client("lambda", region).create_event_source_mapping(
            FunctionName=literal(self._at(body["function_name"])["function_name"]), Enabled=body.get("enabled", True), **more
        )

    def _make_bucket(self, body: dict[str, Any], region: str) -> None:
        where = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
        self.client("s3", region).create_bucket(Bucket=literal(body["bucket"]), **where)

    def _make_object(self, body: dict[str, Any], region: str) -> None:
        bucket = self._at(body["bucket"])
        self.client("s3", region).put_object(Bucket=literal(bucket["bucket"]), Key=body["key"], Body=b"")

    def _make_parameter(self, body: dict[str, Any], region: str) -> None:
        value = str(body.get("value", body.get("insecure_value", "")))
        known = "known after the deployment" if "${" in value else value or "none"
        self.client("ssm", region).put_parameter(Name=literal(body["name"]), Value=known, Type="String")

    def _each(self, kind: str) -> list[dict[str, Any]]:
        return [body for bodies in self.bodies(kind).values() for body in bodies]

    def _at(self, expression: str) -> dict[str, Any]:
        """The resource that an expression reads."""
        found = re.search(r"(data\.)?(aws_\w+)\.([\w-]+)\.", expression)
        assert found is not None, expression
        body: dict[str, Any] = self._json["data" if found[1] else "resource"][found[2]][found[3]]
        return body

    def _region(self, body: dict[str, Any]) -> str:
        (region,) = [one["region"] for one in self._json["provider"]["aws"] if f"aws.{one.get('alias')}" == body["provider"]]
        return str(region)


def some_code() -> bytes:
    """A zip file, always the same."""
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr(zipfile.ZipInfo("app.py"), "")
    return code.getvalue()


def bus_of(rule: dict[str, Any]) -> str:
    """The bus of a rule."""
    return literal(rule.get("event_bus_name", "default"))


def literal(value: str) -> str:
    """A value with what AWS would tell."""
    for pattern, known in KNOWN:
        value = pattern.sub(known, value)
    assert "${" not in value, f"known after the deployment only: {value}"
    return value
