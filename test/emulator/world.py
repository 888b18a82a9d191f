"""Two regions in the emulator: the example's table and its replica, a queue behind each region's bus, and the function with its synthesized code."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

import boto3
from botocore.config import Config
from example import Example, Function
from gate import Gate

ACCOUNT = "000000000000"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/not-looked-at"
T = TypeVar("T")


class World:
    """What the tests do and see. Its own calls go to the emulator directly, not through the gate."""

    def __init__(self, example: Example, url: str, gate: Gate) -> None:
        self.gate = gate
        self.functions = example.functions()
        self.table_name: str = example.table().definition["TableName"]
        self._url = url
        self._make_table(example)
        for function in self.functions.values():
            self._make_queue(function)
            self.deploy(function)

    def client(self, service: str, region: str) -> Any:
        """A client of a service in a region."""
        return boto3.client(
            service,
            region_name=region,
            endpoint_url=self._url,
            aws_access_key_id=ACCOUNT,
            aws_secret_access_key="none",
            config=Config(read_timeout=60, retries={"max_attempts": 0}),
        )

    def deploy(self, function: Function) -> None:
        """Makes a function of what the example says of it. Expressions of Terraform stay what they are: the code doesn't read those variables."""
        self.client("lambda", function.region).create_function(
            FunctionName=function.name,
            Role=ROLE,
            Code={"ZipFile": function.code},
            Environment={"Variables": function.variables},
            **function.settings,
        )

    def deploy_changed(self, region: str, name: str, **changes: Any) -> Function:
        """Makes a second function of the example's, with a defect that a test must find."""
        changed = replace(self.functions[region], name=name, **changes)
        self.deploy(changed)
        return changed

    def call(self, function: Function, event: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """What the function answers: status and body."""
        response = self.client("lambda", function.region).invoke(FunctionName=function.name, Payload=json.dumps(event).encode())
        answer = json.loads(response["Payload"].read())
        assert "FunctionError" not in response, answer
        return answer["statusCode"], json.loads(answer["body"])

    def order(self, region: str, order_id: str) -> dict[str, Any] | None:
        """An order as the table of a region has it."""
        found = self.client("dynamodb", region).get_item(TableName=self.table_name, Key={"orderId": {"S": order_id}}, ConsistentRead=True)
        item: dict[str, Any] | None = found.get("Item")
        return item

    def events(self, region: str, order_id: str) -> list[dict[str, Any]]:
        """The events of an order that arrived in a region since they were asked for last."""
        queue, arrived = self.client("sqs", region), []
        url = queue.get_queue_url(QueueName="arrived")["QueueUrl"]
        while messages := queue.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
            for message in messages:
                arrived.append(json.loads(message["Body"]))
                queue.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return [event for event in arrived if event["detail"]["orderId"] == order_id]

    def _make_table(self, example: Example) -> None:
        table = example.table()
        primary = self.client("dynamodb", table.region)
        primary.create_table(**table.definition)
        primary.update_table(TableName=self.table_name, ReplicaUpdates=[{"Create": {"RegionName": region}} for region in table.replica_regions])
        for region in [table.region, *table.replica_regions]:
            self.client("dynamodb", region).get_waiter("table_exists").wait(TableName=self.table_name, WaiterConfig={"Delay": 1, "MaxAttempts": 10})

    def _make_queue(self, function: Function) -> None:
        queue, bus, bus_name = self.client("sqs", function.region), self.client("events", function.region), function.literal("EVENT_BUS_NAME")
        url = queue.create_queue(QueueName="arrived")["QueueUrl"]
        arn = queue.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        bus.create_event_bus(Name=bus_name)
        bus.put_rule(Name="arrived", EventBusName=bus_name, EventPattern=json.dumps({"account": [ACCOUNT]}))
        bus.put_targets(Rule="arrived", EventBusName=bus_name, Targets=[{"Id": "queue", "Arn": arn}])


def eventually(look: Callable[[], T], seconds: float = 5) -> T:
    """What is seen once there is something to see, or at the end of the time."""
    end = time.monotonic() + seconds
    while not (seen := look()) and time.monotonic() < end:
        time.sleep(0.05)
    return seen
