"""Wrong inputs from Python: the whole text of the error, the same as in TypeScript."""

import json
import re
from typing import Any, Callable

import pytest
from cdktf import App, TerraformStack
from cdktf_multi_region_dr import (
    Access,
    Attribute,
    CodeObject,
    FunctionCode,
    FunctionSpec,
    LocalIndex,
    MultiRegionDr,
    TableConsistency,
    TableSpec,
    TaggedStack,
    Trigger,
)
from conftest import ROOT


def table(**properties: Any) -> TableSpec:
    """A table with a key."""
    return TableSpec("orders", partition_key=Attribute.string("pk"), **properties)


def function(**properties: Any) -> FunctionSpec:
    """A function that is sound but for what the caller changes."""
    code = FunctionCode.from_s3(primary=CodeObject(bucket="one", key="api.zip"), standby=CodeObject(bucket="two", key="api.zip"))
    return FunctionSpec("api", **{"code": code, "runtime": "python3.13", "handler": "app.handler", **properties})


def service(stack: TerraformStack, **properties: Any) -> MultiRegionDr:
    """A service that is sound but for what the caller changes."""
    sound: dict[str, Any] = {
        "service_name": "orders",
        "environment": "prod",
        "objectives": {"rto_minutes": 30, "rpo_seconds": 60},
        "primary": {"region": "us-east-1"},
        "standby": {"region": "us-west-2"},
        "tables": [table()],
    }
    return MultiRegionDr(stack, "Dr", **{**sound, **properties})


WRONG_INPUTS: list[tuple[str, Callable[[TerraformStack], Any], str]] = [
    (
        "a function with several mistakes",
        lambda stack: service(stack, functions=[function(
            memory_mb=64,
            access=[Access.read(TableSpec("other", partition_key=Attribute.string("pk")))],
            triggers=[Trigger.schedule("rate(5)"), Trigger.queue(batch_size=0)],
        )]),
        """MultiRegionDr 'orders/Dr' has 4 problems:
  DR308 functions.api.memoryMb: 64 given, 128 to 10240 MB needed. Correct it.
  DR323 functions.api.access[0]: the table 'other' given, which is not among the tables of the service. Add the same TableSpec to tables.
  DR327 functions.api.triggers[1].batchSize: 0 given, 1 to 10 without batchingWindowSeconds needed. Correct it.
  DR329 functions.api.triggers[0]: 'rate(5)' given, an expression like 'rate(1 minute)', 'rate(5 minutes)' or 'cron(0 3 * * ? *)' needed. """
        """Correct it.""",
    ),
    (
        "an entry to a function of nobody",
        lambda stack: service(stack, http={"routes": {"$default": function()}}),
        """MultiRegionDr 'orders/Dr' has 1 problem:
  DR257 http.routes.$default: the function 'api' given, which is not among the functions of the service. Add the same FunctionSpec to functions.""",
    ),
    (
        "one region twice",
        lambda stack: service(stack, standby={"region": "us-east-1"}),
        """MultiRegionDr 'orders/Dr' has 1 problem:
  DR012 standby.region: 'us-east-1' given for the standby and for the primary, two regions needed. Choose another region for one of them.""",
    ),
    (
        "nothing may be lost",
        lambda stack: service(stack, objectives={"rto_minutes": 30, "rpo_seconds": 0}),
        """MultiRegionDr 'orders/Dr' has 1 problem:
  DR251 objectives.rpoSeconds: 0 given, and replication is asynchronous for tables.orders, so that the last writes can be lost. """
        """Allow some seconds, or use strongly consistent tables alone.""",
    ),
    (
        "a service without a name that names can be made of",
        lambda stack: service(stack, service_name="Orders!"),
        """MultiRegionDr 'orders/Dr' has 1 problem:
  DR011 serviceName: 'Orders!' given, 2 to 40 lower-case letters, digits and single hyphens needed, a letter first, no hyphen last. """
        """Correct it.""",
    ),
    (
        "strong consistency with what it excludes",
        lambda stack: service(stack, tables=[table(
            sort_key=Attribute.string("sk"),
            consistency=TableConsistency.STRONG,
            ttl_attribute="expires",
            local_indexes=[LocalIndex("by-state", sort_key=Attribute.string("state"))],
        )]),
        """MultiRegionDr 'orders/Dr' has 3 problems:
  DR214 tables.orders.witnessRegion: nothing given, and strong consistency needs a third region beside the two sites. Set witnessRegion.
  DR215 tables.orders.ttlAttribute: 'expires' given for a strongly consistent table, which knows no TTL. """
        """Delete expired items yourself, or use TableConsistency.EVENTUAL.
  DR216 tables.orders.localIndexes: local indexes given for a strongly consistent table, which has none. """
        """Use global indexes, or TableConsistency.EVENTUAL.""",
    ),
    (
        "a promise of five minutes",
        lambda stack: service(stack, objectives={"rto_minutes": 5, "rpo_seconds": 60}),
        """MultiRegionDr 'orders/Dr' has 1 problem:
  DR260 objectives.rtoMinutes: 5 given, and 23 min planned, most of it people.notice 10 min, people.decide 10 min, people.validate 3 min. """
        """No option that was tried meets it; allow a longer time, or give what a drill measured (measurements). """
        """To go ahead all the same: acceptedRisks: { DR260: '<why>' }.""",
    ),
]


@pytest.mark.parametrize(("make", "text"), [case[1:] for case in WRONG_INPUTS], ids=[case[0] for case in WRONG_INPUTS])
def test_a_wrong_input_is_refused_with_its_whole_text(stack: TerraformStack, make: Callable[[TerraformStack], Any], text: str) -> None:
    with pytest.raises(RuntimeError) as refused:
        make(stack)
    assert str(refused.value) == text
    assert stack.node.children == []


# The same rows as in the table of TypeScript.
SHARED: list[dict[str, Any]] = json.loads((ROOT / "test" / "support" / "wrong-inputs.json").read_text())
# Their keys are the user's own words.
MAPS = ("tags", "acceptedRisks", "values")


def in_python(properties: dict[str, Any]) -> dict[str, Any]:
    """Properties with their names as Python spells them."""
    def value_of(name: str, value: Any) -> Any:
        return in_python(value) if isinstance(value, dict) and name not in MAPS else value

    return {re.sub("[A-Z]", lambda letter: f"_{letter.group().lower()}", name): value_of(name, value) for name, value in properties.items()}


@pytest.mark.parametrize("row", SHARED, ids=[row["what"] for row in SHARED])
def test_a_wrong_input_of_the_table_is_refused_as_in_typescript(stack: TerraformStack, row: dict[str, Any]) -> None:
    with pytest.raises(RuntimeError) as refused:
        service(stack, **in_python(row["input"]))
    assert str(refused.value).startswith(f"MultiRegionDr 'orders/Dr' has 1 problem:\n  {row['code']} {row['path']}: {row['message']}")
    assert stack.node.children == []


def test_the_table_has_ten_rows_for_python() -> None:
    assert len(SHARED) >= 10


def test_a_stack_is_refused_with_all_problems_in_one_text() -> None:
    app = App()
    with pytest.raises(RuntimeError) as refused:
        TaggedStack(app, "orders-test", environment_suffix="test", default_tags={"tags": {"Owner": "me"}})
    text = str(refused.value)
    assert text.startswith("TaggedStack 'orders-test' has 2 problems:\n")
    assert "stateBucket: nothing given" in text
    assert "DR062 defaultTags.tags: " in text
    assert app.node.children == []
