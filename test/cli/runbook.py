"""The procedures of a runbook, run by a shell against an emulator: those steps whose commands it can answer."""

import json
import pathlib
import re
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

from shell import Script

EMULATED = {
    "dynamodb describe-table", "events describe-archive", "events describe-replay", "events describe-rule", "events disable-rule",
    "events enable-rule", "events start-replay", "lambda get-event-source-mapping", "lambda get-function-configuration",
    "lambda list-event-source-mappings", "lambda update-event-source-mapping", "s3api delete-object", "s3api head-object", "s3api list-objects-v2",
    "s3api put-object", "ssm get-parameter", "ssm put-parameter", "sts assume-role", "sts get-caller-identity",
}  # fmt: skip
"""What the emulator answers as AWS does. Not that: whatever moves a database, backups, metrics and alarms, which it has no content for."""
LOCAL = {"cut", "date", "echo", "export", "test", "["}
READER = {
    "MFA_DEVICE": "arn:aws:iam::111122223333:mfa/duty-officer",
    "MFA_CODE": "123456",
    "REPLAY_FROM": "2020-01-01T00:00:00Z",
}
"""What the reader puts in."""


@dataclass
class Step:
    """A step: its text, those of its commands that can be run, and what they answer."""

    text: str
    commands: list[str]
    answers: list[str] = field(default_factory=list)

    @property
    def operations(self) -> set[str]:
        """The operations of AWS that it asks for."""
        return {asked for command in self.commands for asked in asks(command)}


class Runbook:
    """The runbook of a service."""

    def __init__(self, path: pathlib.Path) -> None:
        procedures: list[dict[str, Any]] = json.loads(path.read_text())["runbook"]["procedures"]
        self._steps = {one["kind"]: [(step["text"], step["commands"]) for step in one["steps"]] for one in procedures}

    def emulated(self, kind: str) -> list[Step]:
        """The steps of a procedure, with the commands that can be run."""
        steps = [Step(text, emulated(commands)) for text, commands in self._steps[kind]]
        return [step for step in steps if step.commands]

    def left_out(self, kind: str) -> set[str]:
        """What its other commands ask for."""
        return {asked for _, commands in self._steps[kind] for command in commands for asked in asks(command)} - EMULATED


def emulated(commands: list[str]) -> list[str]:
    """Those commands of a step that can be run. What asks nobody tells of the answers of the others, and needs all of them."""
    whole = all(asks(command) <= EMULATED for command in commands)
    return [command for command in commands if asks(command) <= EMULATED and (whole or asks(command))]


def asks(command: str) -> set[str]:
    """The operations of AWS that a command asks for, and other tools that ask somebody."""
    script = Script()
    script.read(command)
    tools = [one.words for one in script.commands if one.words[0] not in LOCAL]
    return {" ".join(words[1:3]) if words[0] == "aws" else words[0] for words in tools}


class Operator:
    """Somebody who follows the runbook, in one shell."""

    def __init__(self, url: str, folder: pathlib.Path) -> None:
        self._folder = folder
        self._environment = {
            "AWS_ENDPOINT_URL": url,
            "AWS_ACCESS_KEY_ID": "none",
            "AWS_SECRET_ACCESS_KEY": "none",
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_DEFAULT_REGION": "eu-north-1",
            "HOME": str(folder),
            "PATH": f"{pathlib.Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin",
        }

    def run(self, step: Step) -> Step:
        """Runs a step with the variables of those before, and notes what each of its commands answers."""
        for command in step.commands:
            filled = re.sub(r"\b(\w+)=\.\.\.", lambda match: f"{match[1]}={READER[match[1]]}", command)
            script = f"set -eu\n[ ! -f variables ] || . ./variables\n{filled}\nexport -p > variables\n"
            done = subprocess.run(["bash", "-c", script], cwd=self._folder, env=self._environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0 and not done.stderr, f"{step.text}\n{filled}\n{done.stdout}{done.stderr}"
            step.answers.append(done.stdout.strip())
        return step

    def follow(self, steps: list[Step]) -> list[Step]:
        """Runs steps one after the other."""
        return [self.run(step) for step in steps]
