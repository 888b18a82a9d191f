"""The real terraform in a folder of its own, over a backend that the library wrote."""

import json
import os
import pathlib
import re
import signal
import subprocess
import time
from typing import Any

# Terraform's colours and hints are for people.
SETTINGS = {
    "CHECKPOINT_DISABLE": "1",
    "TF_IN_AUTOMATION": "1",
    "TF_INPUT": "0",
    "TF_CLI_ARGS": "-no-color",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_MAX_ATTEMPTS": "1",
}
# What differs between AWS and an emulator on 127.0.0.1 alone, added to the backend that the library wrote.
EMULATED = {"use_path_style": True, "max_retries": 1}
LOCK_ID = re.compile(r"Lock Info:\W+ID:\s+([0-9a-f-]{36})")


class Workspace:
    """A folder with a configuration, and what is run there."""

    def __init__(self, folder: pathlib.Path, variables: dict[str, str]) -> None:
        self.folder = folder
        self.variables = variables
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the machine's accounts, and the emulator's address."""
        machine = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "TF_"))}
        return {**machine, **SETTINGS, **self.variables}

    def write(self, backend: dict[str, Any], resources: dict[str, Any], more: dict[str, Any] | None = None) -> None:
        """A configuration with this backend and these resources of `terraform_data`, the only kind that needs no provider; and whatever else."""
        emulated = {kind: {**settings, **(EMULATED if kind == "s3" else {})} for kind, settings in backend.items()}
        configuration = {"terraform": {"backend": emulated}, **({"resource": {"terraform_data": resources}} if resources else {}), **(more or {})}
        (self.folder / "main.tf.json").write_text(json.dumps(configuration))

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Runs a command, and gives back what it said."""
        return subprocess.run(
            command, cwd=self.folder, env={**self.environment, **variables}, capture_output=True, text=True, timeout=120, check=False,
        )

    def terraform(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs terraform."""
        return self.run("terraform", *arguments)

    def must(self, *arguments: str) -> str:
        """Runs terraform, which must do what it was asked to."""
        done = self.terraform(*arguments)
        assert done.returncode == 0, f"terraform {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def apply(self) -> str:
        """Applies without a question."""
        return self.must("apply", "-auto-approve")

    def start_apply(self) -> subprocess.Popen[str]:
        """Begins an apply."""
        return self.start("apply", "-auto-approve")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Begins a run of terraform, in a group of processes of its own, so that all of it can be killed."""
        return subprocess.Popen(
            ["terraform", *arguments],
            cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )

    def plan_code(self) -> int:
        """0: nothing to do. 1: failed. 2: something to do."""
        return self.terraform("plan", "-detailed-exitcode").returncode

    def state(self) -> dict[str, Any]:
        """The state, as the backend has it."""
        pulled: dict[str, Any] = json.loads(self.must("state", "pull"))
        return pulled


def kill(process: subprocess.Popen[str]) -> None:
    """What a lost build machine does to an apply: nothing of it goes on."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def await_file(path: pathlib.Path, seconds: float = 20) -> None:
    """Waits until a file is there."""
    end = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < end, f"{path} is not there"
        time.sleep(0.02)


def await_line(process: subprocess.Popen[str], text: str) -> None:
    """Waits until a process says something."""
    assert process.stdout is not None
    said: list[str] = []
    for line in process.stdout:
        said.append(line)
        if text in line:
            return
    raise AssertionError("".join(said))


def lock_id(output: str) -> str:
    """The id of the lock that a message tells of."""
    found = LOCK_ID.search(output)
    assert found is not None, output
    return found[1]
