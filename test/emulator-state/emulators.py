"""The emulators, each a process of its own on 127.0.0.1."""

import contextlib
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

# No listener but one, nothing of the machine's accounts; and what a policy denies is denied.
MINISTACK = {
    "BIND_HOST": "127.0.0.1",
    "MINISTACK_HOST": "127.0.0.1",
    "SFTP_ENABLED": "0",
    "IOT_MTLS_ENABLED": "0",
    "LOG_LEVEL": "WARNING",
    "AUTH": "true",
}


@contextlib.contextmanager
def ministack(folder: pathlib.Path) -> Iterator[int]:
    """The emulator that replicates buckets and asks their policies; gives its port."""
    port = free_port()
    with running([os.environ["MINISTACK"]], {**MINISTACK, "GATEWAY_PORT": str(port)}, folder, f"http://127.0.0.1:{port}/_ministack/health"):
        yield port


@contextlib.contextmanager
def moto(folder: pathlib.Path) -> Iterator[int]:
    """The emulator whose DynamoDB answers each conditional write once; gives its port."""
    port = free_port()
    command = [str(pathlib.Path(sys.executable).parent / "moto_server"), "-H", "127.0.0.1", "-p", str(port)]
    with running(command, {}, folder, f"http://127.0.0.1:{port}/moto-api/"):
        yield port


@contextlib.contextmanager
def running(command: list[str], settings: dict[str, str], folder: pathlib.Path, health: str) -> Iterator[None]:
    """Runs an emulator for as long as it is in use."""
    machine = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environment = {**machine, **settings, "HOME": str(folder), "TMPDIR": str(folder)}
    with (folder / "log").open("w") as log, subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log) as process:
        try:
            await_answer(process, health, folder / "log")
            yield
        finally:
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


def await_answer(process: subprocess.Popen[bytes], url: str, log: pathlib.Path) -> None:
    """Waits until the emulator answers."""
    latest = time.monotonic() + 60
    while time.monotonic() < latest and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError(f"the emulator does not answer: {log.read_text()}")
