"""A service with each of the four strategies: how long it takes to come back, what is lost, and what runs in the standby meanwhile."""

from cdktf_multi_region_dr import Attribute, DatabaseEngine, MultiRegionDr, TableSpec

strategies = MultiRegionDr.compare(
    service_name="orders",
    environment="prod",
    objectives={"rto_minutes": 30, "rpo_seconds": 60},
    primary={"region": "us-east-1"},
    standby={"region": "us-west-2"},
    database={"engine": DatabaseEngine.aurora_postgresql("16.8"), "write_forwarding": True},
    tables=[TableSpec("orders", partition_key=Attribute.string("orderId"))],
    backup={"manage_region_settings": True},
)
print(f"{'strategy':16} {'RTO':12} {'RPO':10} {'meets':6} {'cost':8} in the standby region")
for one in strategies:
    rpo, meets = one.estimate.rpo.text if one.estimate.rpo else "not known", "yes" if one.meets_objectives else "no"
    print(f"{one.strategy.name:16} {one.estimate.rto_total.text:12} {rpo:10} {meets:6} {one.standby.cost.name:8} {one.standby.text}")
