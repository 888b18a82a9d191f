"""The simple commands of a script, with their words as a shell would hand them over. Nothing is run."""

import datetime
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field

import tree_sitter_bash
from tree_sitter import Language, Node, Parser

UNKNOWN = "ToBePutInByTheReaderOrAnEarlierCommand"
"""Stands for what is only known when the script runs: what a command answers, or the reader puts in."""
NOW = datetime.datetime(2030, 1, 1, tzinfo=datetime.UTC)
"""What `date` answers."""
ACCOUNT = "111122223333"
"""Stands for the account of who is asked for it."""
TO_FILL_IN = "..."
"""What a page has where the reader puts something in."""
BASH = Parser(Language(tree_sitter_bash.language()))
ALWAYS_SET = {"HOME", "PWD", "PATH", "USER", "?", "#", "@", "*", "!", "$", "1", "2", "3"}


@dataclass(frozen=True)
class Command:
    """A command with its words."""

    words: list[str]
    text: str
    """As it is written, in one line."""


@dataclass
class Script:
    """What is in a script, and what it knows of variables and files for the scripts that follow it."""

    variables: dict[str, str] = field(default_factory=dict)
    commands: list[Command] = field(default_factory=list)
    unset: set[str] = field(default_factory=set)
    """Variables that are used and that no script has set."""
    functions: set[str] = field(default_factory=set)
    files: dict[str, str] = field(default_factory=dict)
    """What the commands write, with its content as far as it is known."""

    def read(self, text: str) -> None:
        """Reads a script that runs after those that were read."""
        source = text.encode()
        tree = BASH.parse(source)
        if tree.root_node.has_error:
            raise ValueError(f"no shell script: {text}")
        _Reader(self, source).visit(tree.root_node)


def syntax_error(text: str) -> str | None:
    """What bash has to say against a script."""
    done = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False)
    return None if done.returncode == 0 and not done.stderr else done.stderr


class _Reader:
    """Goes through a script in the order in which it is written."""

    def __init__(self, script: Script, source: bytes) -> None:
        self._script = script
        self._source = source

    def visit(self, node: Node) -> None:
        """Notes the commands below a node, inner ones first, and what is assigned."""
        name = node.child_by_field_name("name")
        if node.type == "for_statement":
            self._begin_loop(node)
        elif node.type == "function_definition" and name is not None:
            self._script.functions.add(self._text(name))
        for child in node.children:
            self.visit(child)
        match node.type:
            case "variable_assignment":
                self._assign(node)
            case "command":
                self._note(node)
            case "redirected_statement":
                self._redirect(node)

    def _begin_loop(self, node: Node) -> None:
        """The body is read once, with the first of the values."""
        variable, values = node.child_by_field_name("variable"), node.children_by_field_name("value")
        if variable is not None:
            self._script.variables[self._text(variable)] = self.word(values[0]) if values else UNKNOWN

    def _assign(self, node: Node) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        assert name is not None
        text = "" if value is None else self.word(value)
        self._script.variables[self._text(name)] = UNKNOWN if text == TO_FILL_IN else text

    def _note(self, node: Node) -> None:
        words = [self.word(child) for child in _words_of(node)]
        if not words:
            return
        self._script.commands.append(Command(words, " ".join(re.sub(r"\\\n", " ", self._text(node)).split())))
        match words:
            case ["read", *names]:
                self._script.variables.update({name: UNKNOWN for name in names if not name.startswith("-")})
            case ["mv" | "cp", *_, source, target]:
                self._script.files[target] = self._script.files.get(source, UNKNOWN)

    def _redirect(self, node: Node) -> None:
        content = next((self._text(body) for one in node.children for body in one.children if body.type == "heredoc_body"), UNKNOWN)
        for one in _below(node):
            if one.type == "file_redirect" and re.match(r"\d*>", self._text(one)):
                destination = one.child_by_field_name("destination")
                if destination is not None:
                    self._script.files[self.word(destination)] = content

    def word(self, node: Node) -> str:
        """What a shell makes of a word."""
        text = self._text(node).strip()
        match node.type:
            case "command_name" | "concatenation":
                word = "".join(self.word(child) for child in node.children)
            case "raw_string":
                word = text[1:-1]
            case "string":
                word = self._string(node)
            case "simple_expansion":
                word = self._variable(text[1:])
            case "expansion":
                word = self._expansion(text)
            case "command_substitution":
                word = _answer(text)
            case "arithmetic_expansion" | "process_substitution":
                word = UNKNOWN
            case _:
                word = re.sub(r"\\(.|\n)", lambda match: "" if match[1] == "\n" else match[1], text)
        return word

    def _string(self, node: Node) -> str:
        """The parts, and what is written between them."""
        parts, position = [], node.start_byte + 1
        for child in node.children[1:-1]:
            parts.append(self._quoted(position, child.start_byte))
            if child.type.endswith(("expansion", "substitution")):
                # The parser counts the white space before it as a part of it.
                written = self._text(child)
                parts += [written[: len(written) - len(written.lstrip())], self.word(child)]
            else:
                parts.append(self._quoted(child.start_byte, child.end_byte))
            position = child.end_byte
        return "".join([*parts, self._quoted(position, node.end_byte - 1)])

    def _quoted(self, start: int, end: int) -> str:
        text = self._source[start:end].decode()
        return re.sub(r'\\([$`"\\]|\n)', lambda match: "" if match[1] == "\n" else match[1], text)

    def _expansion(self, text: str) -> str:
        found = re.fullmatch(r"\$\{(\w+)(?::?([-?=])(.*))?\}", text, re.DOTALL)
        if found is None:
            return UNKNOWN
        if found[2] in ("-", "=") and found[1] not in self._script.variables:
            return found[3]
        return self._variable(found[1])

    def _variable(self, name: str) -> str:
        if name not in self._script.variables and name not in ALWAYS_SET:
            self._script.unset.add(name)
        return self._script.variables.get(name, UNKNOWN)

    def _text(self, node: Node) -> str:
        return self._source[node.start_byte : node.end_byte].decode()


def _answer(substitution: str) -> str:
    date = re.match(r"[$`]\(?\s*date\b[^|]*?\+([%\w:-]+)", substitution)
    if date is not None:
        return NOW.strftime(date[1])
    return ACCOUNT if "get-caller-identity" in substitution and "--query Account" in substitution else UNKNOWN


def _words_of(command: Node) -> list[Node]:
    return [child for child in command.children if child.is_named and child.type != "variable_assignment" and not child.type.endswith("_redirect")]


def _below(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _below(child)
