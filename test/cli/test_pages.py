"""Every command of the pages and of the runbooks is one that the tools take."""

import os
import pathlib

import pytest

import terraform_command
from checker import ROOT, Checker
from pages import Page

DOCUMENTATION = [*sorted((ROOT / "docs").glob("*.md")), *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "RELEASING"))]
OUTPUT = os.environ.get("RUNBOOKS_OUT")
RUNBOOKS = sorted(pathlib.Path(OUTPUT).rglob("runbook.md")) if OUTPUT else []


def page_of(path: pathlib.Path) -> Page:
    """The page of a file."""
    return Page.read(path, ROOT if path.is_relative_to(ROOT) else pathlib.Path(str(OUTPUT)))


@pytest.fixture(name="checker", scope="session")
def checker_fixture() -> Checker:
    """The checker of all pages."""
    return Checker(with_terraform=terraform_command.installed())


@pytest.mark.parametrize("path", DOCUMENTATION, ids=lambda path: str(path.stem))
def test_every_command_of_the_page_is_taken(checker: Checker, path: pathlib.Path) -> None:
    findings = checker.check(page_of(path))
    assert not findings, "\n".join(map(str, findings))


@pytest.mark.parametrize("path", RUNBOOKS, ids=lambda path: str(path.parent.name))
def test_every_command_of_the_runbook_is_taken(checker: Checker, path: pathlib.Path) -> None:
    findings = checker.check(page_of(path))
    assert not findings, "\n".join(map(str, findings))


def test_there_were_commands(checker: Checker) -> None:
    for path in DOCUMENTATION:
        checker.check(page_of(path))
    assert checker.counts["aws"] > 75
    assert checker.counts["terraform"] > 10


def test_there_are_runbooks() -> None:
    if OUTPUT is None:
        pytest.skip("RUNBOOKS_OUT names no folder of runbooks")
    assert len(RUNBOOKS) > 10


def test_terraform_could_be_asked() -> None:
    if terraform_command.installed():
        return
    print("skipped: the terraform commands of the pages: terraform is not installed")
    if os.environ.get("CI") == "true":
        pytest.fail("terraform is not installed")
    pytest.skip("terraform is not installed")
