"""What a page tells its reader to type: the blocks of commands, and commands in the middle of a sentence."""

import pathlib
import re
from dataclasses import dataclass

FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\S*).*?\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)
SHELLS = ("sh", "bash")
OTHER_SHELLS = ("shell", "console", "shell-session", "zsh", "")


@dataclass(frozen=True)
class Block:
    """A block of commands."""

    page: str
    line: int
    text: str

    @property
    def place(self) -> str:
        """Where it is, for messages."""
        return f"{self.page}:{self.line}"


class Page:
    """A page of Markdown."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    @classmethod
    def read(cls, path: pathlib.Path, root: pathlib.Path) -> "Page":
        """The page of a file, called by its path below a folder."""
        return cls(str(path.relative_to(root)), path.read_text())

    def blocks(self) -> list[Block]:
        """Every block of shell commands, also those of lists."""
        return [self._block(match) for match in FENCE.finditer(self.text) if match["language"] in SHELLS]

    def strays(self) -> list[str]:
        """Commands of AWS or Terraform in blocks that are not marked as commands, which nobody would check."""
        blocks = [self._block(match) for match in FENCE.finditer(self.text) if match["language"] in OTHER_SHELLS]
        return [block.place for block in blocks if re.search(r"^\$? *(aws|terraform) ", block.text, re.MULTILINE)]

    def mentions(self) -> list[str]:
        """Commands of AWS in the middle of sentences: service and operation, and what options there are."""
        prose = FENCE.sub("", self.text)
        return sorted({" ".join(found.split()) for found in re.findall(r"`(aws [a-z0-9-]+ [a-z][^`]*)`", prose)})

    def tells_of(self, variable: str) -> bool:
        """Whether a sentence tells the reader of a variable."""
        return re.search(rf"`\$?\{{?{variable}\b", FENCE.sub("", self.text)) is not None

    def _block(self, match: re.Match[str]) -> Block:
        depth = len(match["indent"])
        text = "\n".join(line[depth:] for line in match["body"].splitlines())
        return Block(self.name, self.text.count("\n", 0, match.start()) + 1, text)
