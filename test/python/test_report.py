"""The report of a service, written from Python as from TypeScript."""

import json
import pathlib
import subprocess
import sys
from typing import Any

import pytest
from cdktf import TerraformStack
from cdktf_multi_region_dr import Attribute, MultiRegionDr, TableSpec
from conftest import ROOT
from test_example import ENVIRONMENT, folder_of

FILES = ["report.html", "report.json", "report.schema.json", "runbook.md"]


def service(stack: TerraformStack) -> MultiRegionDr:
    """A service with a table."""
    stack.add_override("terraform.required_version", ">= 1.11")
    return MultiRegionDr(
        stack,
        "Dr",
        service_name="orders",
        environment="prod",
        objectives={"rto_minutes": 30, "rpo_seconds": 60},
        primary={"region": "us-east-1"},
        standby={"region": "us-west-2"},
        tables=[TableSpec("orders", partition_key=Attribute.string("pk"))],
    )


def test_the_example_gives_the_same_bytes_in_both_languages(tmp_path: pathlib.Path) -> None:
    for command, folder, example in [([sys.executable, "main.py"], "python", "python"), (["npx", "projen", "example:typescript"], "typescript", "typescript")]:
        cwd = folder_of(example) if folder == "python" else ROOT
        subprocess.run(command, cwd=cwd, check=True, env={**ENVIRONMENT, "CDKTF_OUTDIR": str(tmp_path / folder)})
    python, typescript = [folder_of(example) / "report" for example in ("python", "typescript")]
    assert sorted(file.name for file in python.iterdir()) == FILES
    # The version of the library is that of each package.
    for name in FILES:
        assert without_version(python / name) == without_version(typescript / name), name


def without_version(file: pathlib.Path) -> str:
    """The text of a file of a report, without the version of the library that wrote it."""
    written_by: str = json.loads((file.parent / "report.json").read_text(encoding="utf-8"))["writtenBy"]
    return file.read_text(encoding="utf-8").replace(written_by, "")


def test_the_report_is_what_its_schema_says(stack: TerraformStack, tmp_path: pathlib.Path) -> None:
    paths = service(stack).write_report(str(tmp_path / "report"))
    assert [pathlib.Path(path).name for path in paths] == FILES
    check = "const [schema, report] = process.argv.slice(1).map(file => JSON.parse(require('fs').readFileSync(file, 'utf8')));"
    check += "const ajv = new (require('ajv').default)({ strict: false }); if (!ajv.validate(schema, report)) { console.error(ajv.errors); process.exit(1); }"
    subprocess.run(["node", "-e", check, paths[2], paths[1]], cwd=ROOT, check=True)


def test_the_estimate_is_readable_and_that_of_the_report(stack: TerraformStack, tmp_path: pathlib.Path) -> None:
    dr = service(stack)
    report: dict[str, Any] = json.loads(pathlib.Path(dr.write_report(str(tmp_path))[1]).read_text(encoding="utf-8"))
    assert dr.estimate.rto_total.planned_seconds == report["estimate"]["rtoTotal"]["plannedSeconds"]
    assert dr.estimate.rpo is not None
    assert dr.estimate.rpo.planned_seconds == report["estimate"]["rpo"]["plannedSeconds"]


def test_a_directory_that_is_none_is_refused(stack: TerraformStack) -> None:
    with pytest.raises(RuntimeError, match="no directory given"):
        service(stack).write_report("")
