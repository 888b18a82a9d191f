"""What the tests read of the synthesized stack. Nothing is made up here but what only AWS could tell: the account, the partition and ARNs."""

import json
import pathlib
import re
from dataclasses import dataclass
from typing import Any

ACCOUNT = "123456789012"
KNOWN = [
    (re.compile(r"\$\{data\.aws_caller_identity\.[^}]*\.account_id\}"), ACCOUNT),
    (re.compile(r"\$\{data\.aws_partition\.[^}]*\.partition\}"), "aws"),
]


@dataclass(frozen=True)
class Forward:
    """A rule that forwards a region's events."""

    region: str
    bus: str
    rule: str
    pattern: str
    target_arn: str
    role_arn: str
    queue: str
    """The name of the queue of what could not be forwarded."""


class Stack:
    """The stack of the architecture whose events are forwarded both ways."""

    def __init__(self, output: pathlib.Path) -> None:
        (path,) = output.glob("*/stacks/*/cdk.tf.json")
        self._json = json.loads(path.read_text())

    def buses(self) -> dict[str, str]:
        """The name of the bus of each region."""
        return {self._region(body): literal(body["name"]) for body in self._bodies("aws_cloudwatch_event_bus")}

    def policies(self) -> dict[str, str]:
        """The policy of the bus of each region."""
        return {self._region(body): literal(body["policy"]) for body in self._bodies("aws_cloudwatch_event_bus_policy")}

    def forwards(self) -> dict[str, Forward]:
        """The rules that forward, by their regions."""
        targets = [body for body in self._bodies("aws_cloudwatch_event_target") if ":event-bus/" in body["arn"]]
        return {self._region(target): self._forward(target) for target in targets}

    def _forward(self, target: dict[str, Any]) -> Forward:
        rule = self._at(target["rule"], "name")
        queue = self._at(target["dead_letter_config"]["arn"], "arn")
        return Forward(
            region=self._region(target),
            bus=literal(target["event_bus_name"]),
            rule=literal(rule["name"]),
            pattern=literal(rule["event_pattern"]),
            target_arn=literal(target["arn"]),
            role_arn=literal(target["role_arn"]),
            queue=literal(queue["name"]),
        )

    def _at(self, expression: str, attribute: str) -> dict[str, Any]:
        found = re.fullmatch(r"\$\{(\w+)\.([\w-]+)\." + attribute + r"\}", expression)
        assert found is not None, expression
        body: dict[str, Any] = self._json["resource"][found[1]][found[2]]
        return body

    def _bodies(self, kind: str) -> list[dict[str, Any]]:
        return list(self._json["resource"].get(kind, {}).values())

    def _region(self, body: dict[str, Any]) -> str:
        (region,) = [one["region"] for one in self._json["provider"]["aws"] if f"aws.{one.get('alias')}" == body["provider"]]
        return str(region)


def literal(value: str) -> str:
    """A value with what AWS would tell."""
    for pattern, known in KNOWN:
        value = pattern.sub(known, value)
    assert "${" not in value, f"known after the deployment only: {value}"
    return value
