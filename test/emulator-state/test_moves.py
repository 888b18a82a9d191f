"""How a state comes into a bucket: from a file into the bucket that it made, into one that was there before, and on to the replica."""

import pathlib
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
