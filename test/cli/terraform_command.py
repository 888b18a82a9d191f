"""Terraform commands, held against what the real terraform says of itself with `-help`. Nothing is run but that."""

import functools
import os
import re
import shutil
import subprocess

LEGACY = {"state", "state-out", "backup"}
"""Options that the help tells of in a sentence alone."""


def installed() -> bool:
    """Whether there is a terraform to ask."""
    return shutil.which("terraform") is not None


def complaints(words: list[str]) -> list[str]:
    """What is wrong with a command, without `terraform`."""
    while words and words[0].startswith("-chdir="):
        words = words[1:]
    command: list[str] = []
    while words and not words[0].startswith("-") and words[0] in _subcommands(tuple(command)):
        command, words = [*command, words[0]], words[1:]
    if not command or _subcommands(tuple(command)):
        return [f"terraform {' '.join(command)} has no {words[0] if words else 'such subcommand'}"]
    known = _options(tuple(command))
    wrong = [f"terraform {' '.join(command)} has no {word}" for word in words if word.startswith("-") and _name(word) not in known]
    needed, given = _arguments(tuple(command)), [word for word in words if not word.startswith("-")]
    if len(given) < len(needed):
        wrong.append(f"terraform {' '.join(command)} wants {' '.join(needed)}")
    return wrong


def _name(word: str) -> str:
    return word.lstrip("-").split("=", maxsplit=1)[0]


def _subcommands(command: tuple[str, ...]) -> set[str]:
    usage = _help(command)
    if "<subcommand>" not in usage.split("\n", maxsplit=1)[0]:
        return set()
    return set(re.findall(r"^ {2,4}([a-z][a-z0-9-]+) {2,}\S", usage, re.MULTILINE))


def _options(command: tuple[str, ...]) -> set[str]:
    # The options of a plan are those of an apply too, whose help refers to it.
    texts = [_help(command)] + ([_help(("plan",))] if command in (("apply",), ("destroy",)) else [])
    named = {name for text in texts for name in re.findall(r"(?:^ +|aliases: )-([a-z][a-z-]*)", text, re.MULTILINE)}
    return named | (LEGACY if any("legacy options" in text for text in texts) else set())


def _arguments(command: tuple[str, ...]) -> list[str]:
    """The arguments that have to be there."""
    usage = _help(command).split("\n", maxsplit=1)[0].split(f" {' '.join(command)}", maxsplit=1)[-1]
    return re.sub(r"\[[^\]]*\]", "", usage).split()


@functools.cache
def _help(command: tuple[str, ...]) -> str:
    environment = {**os.environ, "CHECKPOINT_DISABLE": "1"}
    done = subprocess.run(["terraform", *command, "-help"], capture_output=True, text=True, check=False, env=environment)
    return done.stdout
