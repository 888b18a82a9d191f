"""A service with an HTTP API, a function, tables, events and an Aurora database in two regions."""

from pathlib import Path

from cdktf import App
from cdktf_multi_region_dr import (
    Access,
    Attribute,
    DatabaseEngine,
    EventReplication,
    FunctionCode,
    FunctionSpec,
    GlobalIndex,
    HostedZone,
    MultiRegionDr,
    TableSpec,
    TaggedStack,
)

app = App()
stack = TaggedStack(
    app,
    TaggedStack.stack_name("orders"),
    state_bucket="example-terraform-state",
    state_bucket_region="us-west-2",  # not the region that may be lost
)

orders = TableSpec(
    "orders",
    partition_key=Attribute.string("orderId"),
    indexes=[GlobalIndex("by-customer", partition_key=Attribute.string("customerId"), sort_key=Attribute.number("placedAt"))],
)

api = FunctionSpec(
    "api",
    code=FunctionCode.from_directory(str(Path(__file__).parent / "api")),
    runtime="python3.13",
    handler="app.handler",
    access=[Access.read_write(orders), Access.database(), Access.publish(), Access.parameters()],
)

MultiRegionDr(
    stack,
    "Dr",
    service_name="orders",
    objectives={"rto_minutes": 30, "rpo_seconds": 60},
    primary={"region": "us-east-1"},
    standby={"region": "us-west-2"},
    database={"engine": DatabaseEngine.aurora_postgresql("16.8"), "database_name": "orders"},
    tables=[orders],
    events={
        "replication": EventReplication.forward_both_ways(["orders"]),
        "alarm_action_arns": {"primary": "arn:aws:sns:us-east-1:111122223333:duty", "standby": "arn:aws:sns:us-west-2:111122223333:duty"},
    },
    functions=[api],
    http={
        "routes": {"POST /orders": api, "GET /orders/{orderId}": api},
        "host_name": "orders.example.com",
        "zone": HostedZone.from_name("example.com"),
    },
    dns={"alarm_action_arns": ["arn:aws:sns:us-east-1:111122223333:duty"]},
    operators={"trusted_principal_arns": ["arn:aws:iam::111122223333:user/duty-officer"]},
)

app.synth()
