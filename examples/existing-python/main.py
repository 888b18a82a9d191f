"""A service that comes to an account where much is there already: the networks, the hosted zone, the keys, and a table."""

from pathlib import Path

from cdktf import App, TerraformVariable
from cdktf_multi_region_dr import (
    Access,
    Attribute,
    DatabaseEngine,
    ExistingNetwork,
    FunctionCode,
    FunctionSpec,
    HostedZone,
    MultiRegionDr,
    TableSpec,
    TaggedStack,
    Trigger,
)

app = App()
stack = TaggedStack(
    app,
    TaggedStack.stack_name("billing"),
    state_bucket="example-terraform-state",
    state_bucket_region="us-west-2",  # not the region that may be lost
)


def id_of(name: str, example: str) -> str:
    """An id from another team. Whatever Terraform can evaluate will do: a variable, or an attribute of another resource or data source."""
    return TerraformVariable(stack, name, type="string", default=example).string_value


def network(region: str, digits: str) -> ExistingNetwork:
    """The network of a region. Its group lets functions out to the internet and to databases; the group of the database is made."""
    return ExistingNetwork(
        vpc_id=id_of(f"vpc-{region}", f"vpc-0a1b2c3d4e5f6{digits}00"),
        private_subnet_ids=[id_of(f"private-{region}{zone}", f"subnet-0a1b2c3d4e5f6{digits}1{index}") for index, zone in enumerate("ab")],
        isolated_subnet_ids=[id_of(f"isolated-{region}{zone}", f"subnet-0a1b2c3d4e5f6{digits}2{index}") for index, zone in enumerate("ab")],
        function_security_group_id=id_of(f"functions-{region}", f"sg-0a1b2c3d4e5f6{digits}30"),
    )


# A global table of before. It is read, never changed.
customers = TableSpec("customers", existing_name="legacy-customers")
invoices = TableSpec("invoices", partition_key=Attribute.string("customerId"), sort_key=Attribute.string("invoiceId"))

code = FunctionCode.from_directory(str(Path(__file__).parent / "worker"))
worker = FunctionSpec(
    "worker",
    code=code,
    runtime="python3.13",
    handler="app.handler",
    access=[Access.read(customers), Access.read_write(invoices), Access.database()],
    triggers=[Trigger.queue()],
)
health = FunctionSpec(
    "health",
    code=code,
    runtime="python3.13",
    handler="health.handler",
    memory_mb=128,
    timeout_seconds=3,
)

MultiRegionDr(
    stack,
    "Dr",
    service_name="billing",
    objectives={"rto_minutes": 30, "rpo_seconds": 60},
    # Data and logs are encrypted with these. Their policies must let the account's policies decide, and let CloudWatch Logs in.
    primary={"region": "us-east-1", "kms_key_arn": "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"},
    standby={"region": "us-west-2", "kms_key_arn": "arn:aws:kms:us-west-2:111122223333:key/5678abcd-12ab-34cd-56ef-1234567890ab"},
    network={"primary_existing": network("us-east-1", "1"), "standby_existing": network("us-west-2", "2")},
    database={"engine": DatabaseEngine.aurora_postgresql("16.8")},
    tables=[customers, invoices],
    functions=[worker, health],
    http={
        "routes": {"GET /status": health},
        "health_function": health,
        "host_name": "billing.example.com",
        "zone": HostedZone.from_id("Z0123456789ABCDEFGHIJ", "example.com"),
    },
    dns={"alarm_action_arns": ["arn:aws:sns:us-east-1:111122223333:duty"]},
    operators={"trusted_principal_arns": ["arn:aws:iam::111122223333:user/duty-officer"]},
)

app.synth()
