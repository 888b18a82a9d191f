"""What the tests of the example's function share: the emulator, and the two regions in it."""

import os
import pathlib
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from example import Example
from gate import Gate
from world import World

# The emulator's own: no listener but one, no real waits, nothing of the machine's accounts.
SETTINGS = {
    "BIND_HOST": "127.0.0.1",
    "MINISTACK_HOST": "127.0.0.1",
    "SFN_WAIT_SCALE": "0",
    "SFTP_ENABLED": "0",
    "IOT_MTLS_ENABLED": "0",
    "LOG_LEVEL": "WARNING",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_MAX_ATTEMPTS": "1",
}


@pytest.fixture(name="example", scope="session")
def example_fixture() -> Example:
    """The synthesized example."""
    return Example(pathlib.Path(os.environ["EXAMPLE_OUT"]))


@pytest.fixture(name="world", scope="session")
def world_fixture(example: Example, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Both regions, with what the function needs there."""
    port = free_port()
    with Gate(port) as gate:
        threading.Thread(target=gate.serve_forever, daemon=True).start()
        try:
            yield from emulated(example, port, gate, tmp_path_factory.mktemp("emulator"))
        finally:
            gate.shutdown()


def emulated(example: Example, port: int, gate: Gate, folder: pathlib.Path) -> Iterator[World]:
    """Runs the emulator as long as its world is in use. The functions run in processes of its own, with its environment."""
    machine = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment = {**machine, **SETTINGS, "GATEWAY_PORT": str(port), "AWS_ENDPOINT_URL": gate.url, "HOME": str(folder), "TMPDIR": str(folder)}
    command = [sys.executable, "-m", "ministack"]
    with (folder / "log").open("w") as log, subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log) as process:
        try:
            await_health(process, f"http://127.0.0.1:{port}/_ministack/health", folder / "log")
            yield World(example, f"http://127.0.0.1:{port}", gate)
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends the emulator, which ends the functions."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_health(process: subprocess.Popen[bytes], url: str, log: pathlib.Path) -> None:
    """Waits until the emulator answers."""
    latest = time.monotonic() + 60
    while time.monotonic() < latest and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the emulator did not start:\n{log.read_text()}")
