"""Everything that is checked of a page: each command of each block, as its reader would type it, from the first to the last."""

import json
import pathlib
from dataclasses import dataclass

import aws_command
import terraform_command
from pages import Page
from shell import Command, Script, syntax_error

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = {
    "[", "awk", "cat", "cd", "cmp", "cp", "curl", "cut", "date", "diff", "dig", "echo", "export", "false", "git", "grep", "head", "jq", "mkdir", "mv",
    "node", "npx", "pass", "pip", "printf", "pwd", "python", "read", "return", "rm", "sed", "set", "sleep", "sort", "tail", "test", "tr", "true",
    "unset", "wc",
}  # fmt: skip
"""What a machine of an operator has."""


@dataclass(frozen=True)
class Finding:
    """Something that is wrong with a page."""

    place: str
    command: str
    complaint: str

    def __str__(self) -> str:
        return f"{self.place}: {self.command}\n    {self.complaint}"


class Checker:
    """Checks pages. What was found out about a command holds for all pages that have it."""

    def __init__(self, with_terraform: bool = True) -> None:
        self._with_terraform = with_terraform
        self._known: dict[tuple[str, ...], list[str]] = {}
        self.counts: dict[str, int] = {}
        """How many commands of each tool were checked."""

    def check(self, page: Page) -> list[Finding]:
        """What is wrong with a page."""
        script = Script()
        return [*self.check_blocks(page, script), *check_prose(page, script)]

    def check_blocks(self, page: Page, script: Script) -> list[Finding]:
        """What is wrong with its blocks."""
        findings = [Finding(place, "", "commands in a block that is not marked as sh, which nobody checks") for place in page.strays()]
        for block in page.blocks():
            error = syntax_error(block.text)
            if error is not None:
                findings.append(Finding(block.place, block.text, error))
                continue
            first = len(script.commands)
            script.read(block.text)
            for command in script.commands[first:]:
                findings += [Finding(block.place, command.text, complaint) for complaint in self._complaints(command, script)]
        return findings

    def _complaints(self, command: Command, script: Script) -> list[str]:
        tool = command.words[0]
        self.counts[tool] = self.counts.get(tool, 0) + 1
        words = tuple(command.words)
        if tool in script.functions:
            return []
        if words not in self._known:
            self._known[words] = self._ask(tool, command.words[1:], script)
        return self._known[words]

    def _ask(self, tool: str, words: list[str], script: Script) -> list[str]:
        match tool:
            case "aws":
                return aws_command.AwsCommand(words, script).complaints()
            case "terraform":
                return terraform_command.complaints(words) if self._with_terraform else []
            case "npm":
                return _of_npm(words)
            case _:
                there = tool in TOOLS or (tool.startswith("./") and any((ROOT / "examples").glob(f"*/{tool[2:]}")))
                return [] if there else [f"{tool} is no tool that is known here"]


def check_prose(page: Page, script: Script) -> list[Finding]:
    """What is wrong with its sentences: commands that do not exist, and variables of its script that they do not tell of."""
    mentions = [mention for mention in page.mentions() if not aws_command.AwsCommand(mention.split()[1:]).is_known()]
    untold = [name for name in sorted(script.unset) if not page.tells_of(name)]
    return [
        *(Finding(page.name, mention, "AWS's command line has no such command or option") for mention in mentions),
        *(Finding(page.name, f"${name}", "nothing sets the variable, and nothing tells the reader to") for name in untold),
    ]


def _of_npm(words: list[str]) -> list[str]:
    """Scripts have to be those of the repository."""
    match words:
        case ["ci" | "install" | "publish", *_]:
            return []
        case ["run", name, *_]:
            scripts = json.loads((ROOT / "package.json").read_text())["scripts"]
            return [] if name in scripts else [f"package.json has no script {name}"]
    return [f"npm {' '.join(words)}: not known here"]
