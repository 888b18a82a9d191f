"""The service: an HTTP API, a function, a table, a database, events, settings, backups and alarms, in two regions."""

from pathlib import Path

from cdktf import TerraformStack
from cdktf_multi_region_dr import (
    Access,
    AlarmReceiver,
    Attribute,
    BackupRule,
    Capacity,
    DatabaseEngine,
    EventReplication,
    FunctionCode,
    FunctionSpec,
    GlobalIndex,
    HostedZone,
    MultiRegionDr,
    Strategy,
    TableSpec,
)
from environments import Settings

orders = TableSpec(
    "orders",
    partition_key=Attribute.string("orderId"),
    indexes=[GlobalIndex("by-customer", partition_key=Attribute.string("customerId"), sort_key=Attribute.number("placedAt"))],
)


def declare_orders(stack: TerraformStack, settings: Settings) -> MultiRegionDr:
    """Declares the service in a stack, for one environment."""
    # Its role in each region may do what `access` says, and no more. Each entry sets variables: the names of tables, bus and database.
    api = FunctionSpec(
        "api",
        code=FunctionCode.from_directory(str(Path(__file__).parent / "api")),
        runtime="python3.13",
        handler="app.handler",
        memory_mb=1024,
        environment={"LOG_LEVEL": settings.log_level},
        access=[Access.read_write(orders), Access.database(), Access.publish(), Access.parameters()],
    )

    return MultiRegionDr(
        stack,
        "Dr",
        service_name="orders",
        strategy=Strategy.WARM_STANDBY,
        objectives={"rto_minutes": 30, "rpo_seconds": 60},
        primary={"region": "us-east-1"},
        standby={"region": "us-west-2"},
        network={"primary_cidr": "10.0.0.0/16", "standby_cidr": "10.1.0.0/16", "zone_count": 3},
        database={
            "engine": DatabaseEngine.aurora_postgresql("16.8"),
            "database_name": "orders",
            "capacity": Capacity.serverless(min_acu=0.5, max_acu=settings.max_acu),
        },
        tables=[orders],
        events={"replication": EventReplication.forward_both_ways(["orders"])},
        functions=[api],
        http={
            "routes": {"POST /orders": api, "GET /orders/{orderId}": api},
            "host_name": settings.host_name,
            "zone": HostedZone.from_name("example.com"),
        },
        dns={},  # a record that fails over, health checks, and the switch
        parameters={"values": {"support-mail": "support@example.com"}},
        backup={
            "rules": [
                BackupRule("daily", schedule="cron(0 3 * * ? *)", retention_days=35, copy_retention_days=35),
                BackupRule("monthly", schedule="cron(0 5 1 * ? *)", retention_days=365, copy_retention_days=365),
            ],
            "manage_region_settings": True,  # AWS copies backups of tables with these alone
        },
        monitoring={"receivers": [AlarmReceiver.email(settings.duty_mail)]},
        operators={"trusted_principal_arns": ["arn:aws:iam::111122223333:user/duty-officer"]},
        accepted_risks={"DR617": "no other stack changes the settings of AWS Backup in this account"},
    )
