"""The example's function, with the code and the environment that Terraform would deploy, runs in both regions of an emulator."""

import io
import json
import pathlib
import subprocess
import sys
import uuid
import zipfile
from typing import Any

import pytest
from example import Example
from gate import Gate
from world import World, eventually

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODE = ROOT / "examples" / "typescript" / "api" / "app.py"
PRIMARY, STANDBY = "us-east-1", "us-west-2"
REGIONS = [PRIMARY, STANDBY]
OTHER = {PRIMARY: STANDBY, STANDBY: PRIMARY}
CONTRACT = {
    "SERVICE_NAME", "SERVICE_ENVIRONMENT", "SITE_ROLE", "TABLE_ORDERS", "EVENT_BUS_NAME", "PARAMETER_PREFIX",
    "DATABASE_WRITER_ENDPOINT", "DATABASE_READER_ENDPOINT", "DATABASE_PORT", "DATABASE_NAME", "DATABASE_SECRET_ID",
}


@pytest.fixture(autouse=True)
def open_gate(request: pytest.FixtureRequest) -> None:
    """Each test of both regions begins with both answering, and no call noted."""
    if "world" in request.fixturenames:
        gate: Gate = request.getfixturevalue("world").gate
        gate.lost = set()
        gate.calls.clear()


@pytest.fixture(name="order_id")
def order_id_fixture() -> str:
    """An id that no other test has."""
    return str(uuid.uuid4())


def post(order_id: str, customer_id: str = "c-1") -> dict[str, Any]:
    """An order, as an HTTP API hands it on."""
    return {
        "version": "2.0",
        "routeKey": "POST /orders",
        "rawPath": "/orders",
        "requestContext": {"http": {"method": "POST", "path": "/orders"}},
        "body": json.dumps({"orderId": order_id, "customerId": customer_id}),
        "isBase64Encoded": False,
    }


def get(order_id: str) -> dict[str, Any]:
    """A question for an order, as an HTTP API hands it on."""
    return {
        "version": "2.0",
        "routeKey": "GET /orders/{orderId}",
        "rawPath": f"/orders/{order_id}",
        "requestContext": {"http": {"method": "GET", "path": f"/orders/{order_id}"}},
        "pathParameters": {"orderId": order_id},
        "isBase64Encoded": False,
    }


def check_kept(world: World, region: str, order_id: str) -> None:
    """The order is in the table of its region, and arrives in the other one's."""
    item = world.order(region, order_id)
    assert item is not None, f"nothing in {world.table_name} in {region}"
    assert item["customerId"] == {"S": "c-1"}
    assert eventually(lambda: world.order(OTHER[region], order_id)) == item


def check_told(world: World, region: str, order_id: str) -> None:
    """One event of the order is on the region's bus."""
    arrived = eventually(lambda: world.events(region, order_id))
    assert [(event["source"], event["detail-type"], event["region"]) for event in arrived] == [("orders", "OrderPlaced", region)]
    assert arrived[0]["detail"] == {"orderId": order_id, "idempotencyKey": f"OrderPlaced/{order_id}", "originRegion": region}


def check_own_region(world: World, region: str) -> None:
    """The function called its own region and nothing else."""
    assert set(world.gate.calls) == {(region, "dynamodb"), (region, "events")}


def test_both_regions_have_the_function_of_the_example(example: Example) -> None:
    functions = example.functions()
    assert sorted(functions) == REGIONS
    for function in functions.values():
        with zipfile.ZipFile(io.BytesIO(function.code)) as archive:
            assert archive.namelist() == ["app.py"]
            assert archive.read("app.py") == CODE.read_bytes()


@pytest.mark.parametrize(("region", "role"), [(PRIMARY, "primary"), (STANDBY, "standby")])
def test_the_function_is_told_what_it_works_with(example: Example, region: str, role: str) -> None:
    function = example.functions()[region]
    assert CONTRACT <= set(function.variables)
    assert function.literal("SITE_ROLE") == role
    assert function.literal("SERVICE_NAME") == "orders"
    assert function.literal("TABLE_ORDERS") == example.table().definition["TableName"]
    assert function.literal("PARAMETER_PREFIX") == f"/orders/{function.literal('SERVICE_ENVIRONMENT')}/"


@pytest.mark.parametrize("region", REGIONS)
def test_an_order_is_kept_and_told_in_its_own_region(world: World, region: str, order_id: str) -> None:
    assert world.call(world.functions[region], post(order_id)) == (201, {"orderId": order_id})
    check_kept(world, region, order_id)
    check_told(world, region, order_id)
    assert world.events(OTHER[region], order_id) == []
    check_own_region(world, region)


@pytest.mark.parametrize("region", REGIONS)
def test_an_order_is_found_in_both_regions(world: World, region: str, order_id: str) -> None:
    world.call(world.functions[region], post(order_id))
    check_kept(world, region, order_id)
    for asked in REGIONS:
        status, order = world.call(world.functions[asked], get(order_id))
        assert (status, order["orderId"], order["customerId"]) == (200, order_id, "c-1")


@pytest.mark.parametrize("region", REGIONS)
def test_an_order_that_is_not_there_is_not_found(world: World, region: str, order_id: str) -> None:
    assert world.call(world.functions[region], get(order_id)) == (404, {"message": "no such order"})


@pytest.mark.parametrize("second", REGIONS)
def test_a_second_try_changes_no_order_and_sends_the_same_key(world: World, second: str, order_id: str) -> None:
    world.call(world.functions[PRIMARY], post(order_id))
    check_kept(world, PRIMARY, order_id)
    check_told(world, PRIMARY, order_id)
    kept = world.order(second, order_id)
    assert world.call(world.functions[second], post(order_id)) == (201, {"orderId": order_id})
    assert world.order(second, order_id) == kept
    check_told(world, second, order_id)


def test_the_id_of_another_order_is_refused(world: World, order_id: str) -> None:
    world.call(world.functions[PRIMARY], post(order_id))
    check_told(world, PRIMARY, order_id)
    kept = world.order(PRIMARY, order_id)
    status, _ = world.call(world.functions[PRIMARY], post(order_id, customer_id="c-2"))
    assert status == 409
    assert world.order(PRIMARY, order_id) == kept
    assert world.events(PRIMARY, order_id) == []


def test_the_standby_takes_orders_while_the_primary_region_answers_nothing(world: World, order_id: str) -> None:
    world.gate.lost = {PRIMARY}
    assert world.call(world.functions[STANDBY], post(order_id)) == (201, {"orderId": order_id})
    assert world.order(STANDBY, order_id) is not None
    check_told(world, STANDBY, order_id)
    check_own_region(world, STANDBY)


# What follows shows that the checks above find defects.


@pytest.mark.parametrize("region", REGIONS)
def test_an_order_in_a_wrong_table_is_noticed(world: World, region: str, order_id: str) -> None:
    world.client("dynamodb", region).create_table(
        TableName="another",
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": "orderId", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "orderId", "KeyType": "HASH"}],
    )
    variables = {**world.functions[region].variables, "TABLE_ORDERS": "another"}
    defective = world.deploy_changed(region, "wrong-table", variables=variables)
    assert world.call(defective, post(order_id))[0] == 201
    with pytest.raises(AssertionError, match=f"nothing in {world.table_name} in {region}"):
        check_kept(world, region, order_id)


@pytest.mark.parametrize("region", REGIONS)
def test_an_event_of_a_wrong_source_is_noticed(world: World, region: str, order_id: str) -> None:
    defective = world.deploy_changed(region, "wrong-source", variables={**world.functions[region].variables, "SERVICE_NAME": "another"})
    assert world.call(defective, post(order_id))[0] == 201
    with pytest.raises(AssertionError, match="another"):
        check_told(world, region, order_id)


def test_a_call_of_the_other_region_is_noticed(world: World, order_id: str) -> None:
    source = CODE.read_text()
    changed = source.replace('boto3.client("events")', f'boto3.client("events", region_name="{PRIMARY}")')
    assert changed != source
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as entries:
        entries.writestr("app.py", changed)
    defective = world.deploy_changed(STANDBY, "wrong-region", code=archive.getvalue())
    assert world.call(defective, post(order_id))[0] == 201
    with pytest.raises(AssertionError):
        check_own_region(world, STANDBY)
    world.gate.lost = {PRIMARY}
    with pytest.raises(AssertionError, match="503"):
        world.call(defective, post(order_id))


def test_both_languages_have_the_same_function() -> None:
    assert (ROOT / "examples" / "python" / "api" / "app.py").read_bytes() == CODE.read_bytes()


@pytest.mark.parametrize("folder", [CODE.parent, pathlib.Path(__file__).parent], ids=["function", "tests"])
def test_the_code_passes_strict_type_checks_and_pylint(folder: pathlib.Path) -> None:
    files = sorted(file.name for file in folder.glob("*.py"))
    # boto3 comes without types.
    mypy = ["mypy", "--strict", "--disable-error-code=import-untyped", "--cache-dir=/dev/null"]
    pylint = ["pylint", "--max-line-length=150", *(["--disable=missing-function-docstring"] if folder != CODE.parent else [])]
    for command in (mypy, pylint):
        subprocess.run([sys.executable, "-m", *command, *files], cwd=folder, check=True)
