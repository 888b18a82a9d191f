"""A service with tables and an Aurora database in two regions."""

from cdktf import App
from cdktf_multi_region_dr import Attribute, DatabaseEngine, GlobalIndex, MultiRegionDr, TableSpec, TaggedStack

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

MultiRegionDr(
    stack,
    "Dr",
    service_name="orders",
    objectives={"rto_minutes": 30, "rpo_seconds": 60},
    primary={"region": "us-east-1"},
    standby={"region": "us-west-2"},
    database={"engine": DatabaseEngine.aurora_postgresql("16.8"), "database_name": "orders"},
    tables=[orders],
)

app.synth()
