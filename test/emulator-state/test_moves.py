"""How a state comes into a bucket: from a file into the bucket that it made, into one that was there before, and on to the replica."""

import json
import os
import pathlib
import shutil
import subprocess

import pytest
from library import ROOT, Library
from synthesized import ACCOUNT
from terraform import Workspace
from world import KEY, OTHER, USED, World, thing

BOOTSTRAP = ROOT / "examples" / "state" / "bootstrap.sh"
STATE_KEY = "state/terraform.tfstate"


class Beginner:
    """Somebody with an account in which no bucket is there yet."""

    def __init__(self, world: World, synth: str, folder: pathlib.Path) -> None:
        self._world = world
        self.synth = synth
        rights = {"AWS_ACCESS_KEY_ID": ACCOUNT, "AWS_SECRET_ACCESS_KEY": "none"}
        settings = {"SYNTH": synth, "CDKTF_OUTDIR": str(folder / "cdktf.out"), "APPROVE": "yes"}
        self.workspace = Workspace(folder, {**rights, **settings, **world.tools})

    def bootstrap(self, **variables: str) -> subprocess.CompletedProcess[str]:
        """Runs the script."""
        return self.workspace.run(str(BOOTSTRAP), "state", **variables)

    def must(self, **variables: str) -> str:
        """Runs the script, which must do what it is for."""
        done = self.bootstrap(**variables)
        assert done.returncode == 0, f"{done.stdout}{done.stderr}"
        return done.stdout

    @property
    def bucket_names(self) -> set[str]:
        """The buckets of the account."""
        return {one["Name"] for one in self._world.client("s3", USED).list_buckets()["Buckets"]}

    @property
    def serial(self) -> int:
        """The serial of the state in its bucket."""
        return self._world.serial(USED, STATE_KEY)

    @property
    def moved(self) -> pathlib.Path:
        """What the file of the state is called after the move."""
        return self.workspace.folder / "terraform.state.tfstate.moved"

    def in_stack(self, *commands: str) -> None:
        """Runs terraform in the folder of the stack."""
        for command in commands:
            self.workspace.must("-chdir=cdktf.out/stacks/state", *command.split())

    def path_without(self, command: str, folder: pathlib.Path) -> str:
        """Where programs are looked for, with a terraform that fails at one command."""
        folder.mkdir()
        shim = folder / "terraform"
        shim.write_text(f'#!/bin/sh\nif [ "$2" = {command} ]; then echo "no {command}" >&2; exit 1; fi\nexec {shutil.which("terraform")} "$@"\n')
        shim.chmod(0o755)
        return f"{folder}{os.pathsep}{self.workspace.variables['PATH']}"

    def files(self, pattern: str) -> list[str]:
        """The files of the folder with such a name."""
        return [path.name for path in self.workspace.folder.glob(pattern)]


@pytest.fixture(name="beginner")
def beginner_fixture(world: World, library: Library, tmp_path: pathlib.Path) -> Beginner:
    """No bucket is there."""
    for bucket in world.buckets.values():
        world.empty(bucket)
    return Beginner(world, library.command("bootstrap-app"), tmp_path / "beginner")


def test_the_state_moves_into_the_bucket_that_it_made_and_the_script_can_be_run_twice(beginner: Beginner, world: World) -> None:
    beginner.must()
    assert beginner.bucket_names == {bucket.name for bucket in world.buckets.values()}
    assert beginner.files("terraform.*") == ["terraform.state.tfstate.moved"]
    serial = beginner.serial
    assert "Nothing to do" in beginner.must()
    assert beginner.serial == serial


def test_the_script_goes_on_where_it_stopped(beginner: Beginner) -> None:
    stopped = beginner.bootstrap(APPROVE="")
    assert stopped.returncode != 0
    assert beginner.bucket_names == set()
    apply = ["cd cdktf.out/stacks/state", "terraform init -reconfigure", "terraform apply -auto-approve"]
    commands = [f"TERRAFORM_STATE_BOOTSTRAP=state {beginner.synth}", *apply]
    made = beginner.workspace.run("bash", "-c", " && ".join(commands))
    assert made.returncode == 0, made.stderr
    assert beginner.files("terraform.*") == ["terraform.state.tfstate"]
    beginner.must()
    assert beginner.serial >= 1 and beginner.files("terraform.*") == ["terraform.state.tfstate.moved"]


def test_a_run_whose_plan_after_the_push_fails_has_moved_the_state(beginner: Beginner, tmp_path: pathlib.Path) -> None:
    failed = beginner.bootstrap(PATH=beginner.path_without("plan", tmp_path / "shim"))
    assert failed.returncode == 1 and "no plan" in failed.stderr
    assert beginner.files("terraform.*") == ["terraform.state.tfstate.moved"]
    serial = beginner.serial
    assert "Nothing to do" in beginner.must()
    assert beginner.serial == serial


def test_a_file_that_was_left_after_the_push_is_renamed_and_never_applied(beginner: Beginner) -> None:
    beginner.must()
    left = beginner.workspace.folder / "terraform.state.tfstate"
    beginner.moved.rename(left)
    beginner.in_stack("taint terraform_data.bucket-us-east-1", "untaint terraform_data.bucket-us-east-1")
    newer = beginner.serial
    assert newer > json.loads(left.read_text())["serial"]
    said = beginner.must()
    assert "is in its bucket" in said and "Making" not in said
    assert beginner.serial == newer
    assert beginner.files("terraform.*") == ["terraform.state.tfstate.moved"]


def test_a_file_with_something_that_the_bucket_has_not_is_refused(beginner: Beginner) -> None:
    beginner.must()
    state = json.loads(beginner.moved.read_text())
    left = beginner.workspace.folder / "terraform.state.tfstate"
    state["resources"].append({**state["resources"][0], "name": "other"})
    left.write_text(json.dumps(state))
    serial = beginner.serial
    refused = beginner.bootstrap()
    assert refused.returncode == 1 and "terraform_data.other" in refused.stderr and "Making" not in refused.stdout
    assert beginner.serial == serial and left.exists()


def test_a_bucket_that_was_there_before_is_imported_and_not_made(beginner: Beginner, world: World) -> None:
    there = world.buckets[USED]
    world.client("s3", USED).create_bucket(Bucket=there.name, CreateBucketConfiguration={"LocationConstraint": USED})
    refused = beginner.bootstrap()
    assert refused.returncode == 1 and "name it in IMPORT" in refused.stderr
    beginner.must(IMPORT=f"terraform_data.bucket-{USED}={there.name}")
    assert beginner.bucket_names == {bucket.name for bucket in world.buckets.values()}
    assert "Nothing to do" in beginner.must()


def test_a_mistake_is_not_taken_for_a_bucket_that_is_missing(beginner: Beginner) -> None:
    refused = beginner.bootstrap(AWS_ACCESS_KEY_ID="AKIANOBODY")
    assert refused.returncode == 1
    assert beginner.bucket_names == set() and beginner.files("terraform.*") == []


def test_a_state_goes_from_a_file_to_the_bucket_and_on_to_the_replica(world: World) -> None:
    resources = {"table": thing("table")}
    team = world.folder("team")
    team.write({"local": {}}, resources)
    team.must("init")
    team.apply()
    world.rewrite(team, USED, resources)
    team.must("init", "-migrate-state", "-force-copy")
    assert team.plan_code() == 0
    assert world.keys(USED) == world.keys(OTHER) == {KEY}
    # As long as the file is there, Terraform offers to copy it at each new backend.
    (team.folder / "terraform.tfstate").unlink()
    world.gate.lose(USED)
    world.rewrite(team, OTHER, resources)
    team.must("init", "-reconfigure")
    assert team.plan_code() == 0
    world.rewrite(team, OTHER, {**resources, "queue": thing("queue")})
    team.apply()
    assert world.made == ["table", "queue"]
