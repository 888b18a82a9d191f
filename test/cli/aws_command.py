"""AWS's command line, in this process, asked what it makes of a command. It parses and checks as it always does; nothing is sent."""

import argparse
import contextlib
import functools
import io
import os
import pathlib
import re
import tempfile
from collections.abc import Iterator
from typing import Any
from unittest import mock

from awscli.clidriver import create_clidriver

import queries
import shapes
from shell import Script

GLOBAL = {"iam", "route53", "organizations", "cloudfront"}
"""Services that are in no region."""
SETTINGS = {
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_DEFAULT_REGION": "us-east-1",
}


class NothingIsSent(Exception):
    """The command is whole, and would be sent now."""


class AwsCommand:
    """One command, without `aws`."""

    def __init__(self, words: list[str], script: Script | None = None) -> None:
        self._words = words
        self._files = {} if script is None else script.files
        self._complaints: list[str] = []
        self._called: Any = None

    def complaints(self) -> list[str]:
        """What is wrong with it."""
        code, said = self._run()
        if self._called is None:
            return [_reason(said) or f"it ended with {code} and asked AWS for nothing"]
        self._check_query()
        if self._words[0] not in GLOBAL and not any(word == "--region" or word.startswith("--region=") for word in self._words):
            self._complaints.append("no --region: what the machine of the operator has set is no place to rely on")
        return self._complaints

    def is_known(self) -> bool:
        """Whether there is a service with such an operation, and such options, for what is no whole command."""
        service, operation, *more = self._words
        commands = _driver().create_help_command().command_table
        operations = commands[service].create_help_command().command_table if service in commands else {}
        options = operations[operation].create_help_command().arg_table if operation in operations else None
        return options is not None and all(word[2:] in options or word == "--region" for word in more if word.startswith("--"))

    def _run(self) -> tuple[int, str]:
        said = io.StringIO()
        with _alone(), contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
            self._write_files()
            driver = _driver()
            driver.session.register("before-parameter-build", self._check_values, unique_id="values")
            driver.session.register("before-call", self._stop, unique_id="stop")
            try:
                code = driver.main(list(self._words))
            except SystemExit as end:
                code = int(end.code or 0)
        return code, " ".join(said.getvalue().split())

    def _write_files(self) -> None:
        """Writes the files that the command reads, if an earlier one has written them."""
        for name in re.findall(r"fileb?://(\S+)", " ".join(self._words)):
            if name in self._files:
                pathlib.Path(name).write_text(self._files[name], encoding="utf-8")

    def _check_values(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        if model.input_shape is not None:
            shapes.fill_in(params, model.input_shape)
            self._complaints += shapes.complaints(params, model.input_shape)

    def _stop(self, model: Any, **_: Any) -> None:
        self._called = model
        raise NothingIsSent

    def _check_query(self) -> None:
        words = [*self._words, ""]
        for word, after in zip(words, words[1:], strict=False):
            query = after if word == "--query" else word.removeprefix("--query=") if word.startswith("--query=") else None
            if query is not None:
                self._complaints += queries.complaints(query, self._called.output_shape)


def _driver() -> Any:
    """A command line of its own; the models are read once."""
    driver = create_clidriver()
    driver.session.register_component("data_loader", _models())
    return driver


@functools.cache
def _models() -> Any:
    return create_clidriver().session.get_component("data_loader")


def _reason(said: str) -> str:
    """What the command line says beyond how it is used."""
    found = re.search(r"(?:error: |(?=Unknown options))(.*)", said)
    return found[1] if found else said


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """An empty folder, nothing of the machine's accounts, and options by their whole names."""
    machine = {name: value for name, value in os.environ.items() if not name.startswith("AWS_") or name == "AWS_DATA_PATH"}
    before = pathlib.Path.cwd()
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict(os.environ, {**machine, **SETTINGS, "HOME": folder}, clear=True),
        mock.patch.object(argparse.ArgumentParser, "_get_option_tuples", lambda *_: []),
    ):
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)
