"""The least that a service can be: one table in two regions."""

from cdktf import App
from cdktf_multi_region_dr import Attribute, MultiRegionDr, TableSpec, TaggedStack

app = App()
stack = TaggedStack(
    app,
    TaggedStack.stack_name("notes"),
    state_bucket="example-terraform-state",  # for a first try without a bucket: local_state=True
    state_bucket_region="us-west-2",  # not the region that may be lost
)

MultiRegionDr(
    stack,
    "Dr",
    service_name="notes",
    objectives={"rto_minutes": 30, "rpo_seconds": 60},
    primary={"region": "us-east-1"},
    standby={"region": "us-west-2"},
    tables=[TableSpec("notes", partition_key=Attribute.string("noteId"))],
)

app.synth()
