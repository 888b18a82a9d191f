"""Two regions in the emulator: the synthesized bus, policy and rule of each, and a queue that gets every event of its bus."""

import json
from collections import Counter
from typing import Any

import boto3
from stack import ACCOUNT, Forward, Stack


class World:
    """What the tests do and see."""

    def __init__(self, stack: Stack, guards: dict[str, str]) -> None:
        """`guards` are the patterns of the rules that forward, by region; a region that is missing forwards nothing."""
        self.stack = stack
        for region, bus in stack.buses().items():
            self.client("events", region).create_event_bus(Name=bus)
            self._make_queue(region, bus)
        for region, policy in stack.policies().items():
            self.client("events", region).put_permission(EventBusName=stack.buses()[region], Policy=policy)
        for region, pattern in guards.items():
            self._make_forward(stack.forwards()[region], pattern)

    @staticmethod
    def client(service: str, region: str) -> Any:
        """A client of a service in a region."""
        return boto3.client(service, region_name=region, aws_access_key_id="none", aws_secret_access_key="none")

    def put(self, region: str, key: str, source: str = "orders", **more: str) -> None:
        """Puts an event on the bus of a region."""
        detail = json.dumps({"idempotencyKey": key, **more})
        entry = {"EventBusName": self.stack.buses()[region], "Source": source, "DetailType": "OrderPlaced", "Detail": detail}
        sent = self.client("events", region).put_events(Entries=[entry])
        assert sent["FailedEntryCount"] == 0, sent

    def arrived(self, region: str) -> list[dict[str, Any]]:
        """The events of a region's bus since they were asked for last."""
        queue, events = self.client("sqs", region), []
        url = queue.get_queue_url(QueueName="arrived")["QueueUrl"]
        while messages := queue.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", []):
            for message in messages:
                events.append(json.loads(message["Body"]))
                queue.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return events

    def keys(self, region: str) -> Counter[str]:
        """How often each event arrived in a region."""
        return Counter(event["detail"]["idempotencyKey"] for event in self.arrived(region))

    def _make_queue(self, region: str, bus: str) -> None:
        queue, events = self.client("sqs", region), self.client("events", region)
        url = queue.create_queue(QueueName="arrived")["QueueUrl"]
        arn = queue.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        events.put_rule(Name="arrived", EventBusName=bus, EventPattern=json.dumps({"account": [ACCOUNT]}))
        events.put_targets(Rule="arrived", EventBusName=bus, Targets=[{"Id": "queue", "Arn": arn}])

    def _make_forward(self, forward: Forward, pattern: str) -> None:
        events, queue = self.client("events", forward.region), self.client("sqs", forward.region)
        url = queue.create_queue(QueueName=forward.queue)["QueueUrl"]
        arn = queue.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        events.put_rule(Name=forward.rule, EventBusName=forward.bus, EventPattern=pattern)
        target = {"Id": "other-region", "Arn": forward.target_arn, "RoleArn": forward.role_arn, "DeadLetterConfig": {"Arn": arn}}
        answer = events.put_targets(Rule=forward.rule, EventBusName=forward.bus, Targets=[target])
        assert answer["FailedEntryCount"] == 0, answer
