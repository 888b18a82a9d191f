"""The commands of the runbook, run as they stand on its page."""

import pathlib
import re
import subprocess

from terraform import Workspace

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "state-runbook.md"
BLOCK = re.compile(r"^(?P<indent> *)```sh\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)
NAMES = "When the region of the state is lost"


class Runbook:
    """The blocks of shell commands of the page, by heading, and which of them were run."""

    def __init__(self, page: str) -> None:
        self.blocks = {heading: commands for heading, commands in sections(page) if commands}
        self.ran: set[tuple[str, int]] = {(NAMES, 0)}

    def run(self, workspace: Workspace, heading: str, position: int = 0, code: int = 0, **variables: str) -> str:
        """Runs a block in a folder, with the names that the page begins with and what the reader puts into variables. Gives back what it said."""
        self.ran.add((heading, position))
        script = f"set -eu\n{self.blocks[NAMES][0]}\n{self.blocks[heading][position]}"
        done = workspace.run("bash", "-c", script, **variables)
        assert done.returncode == code, f"{heading}, block {position + 1}, ended with {done.returncode}: {done.stdout}{done.stderr}"
        return done.stdout

    def try_to(self, workspace: Workspace, heading: str, position: int = 0) -> subprocess.CompletedProcess[str]:
        """Runs a block that may fail."""
        script = f"set -eu\n{self.blocks[NAMES][0]}\n{self.blocks[heading][position]}"
        return workspace.run("bash", "-c", script)


def sections(page: str) -> list[tuple[str, list[str]]]:
    """Each heading, and the blocks of commands under it."""
    parts = re.split(r"^(?=#+ )", page, flags=re.MULTILINE)
    return [(part.split("\n", 1)[0].lstrip("# "), commands_in(part)) for part in parts]


def commands_in(part: str) -> list[str]:
    """The blocks of commands of a part of the page."""
    return [unindented(match["body"], len(match["indent"])) for match in BLOCK.finditer(part)]


def unindented(body: str, depth: int) -> str:
    """A block of a list, without the indentation of the list."""
    return "\n".join(line[depth:] for line in body.splitlines())
