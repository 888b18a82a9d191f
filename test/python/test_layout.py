"""A service over four stacks, made in Python: what it has in one stack, at the same addresses."""

from typing import Any

import pytest
from cdktf import TerraformStack, Testing
from cdktf_multi_region_dr import Attribute, MultiRegionDr, Sites, SiteStacks, TableSpec, TaggedStack

from conftest import synthesized

REGIONS: dict[str, Any] = {"primary": {"region": "us-east-1"}, "standby": {"region": "us-west-2"}}


def service(scope: Any) -> MultiRegionDr:
    """A service with a table."""
    table = TableSpec("orders", partition_key=Attribute.string("pk"))
    return MultiRegionDr(scope, "Dr", service_name="orders", objectives={"rto_minutes": 30, "rpo_seconds": 60}, tables=[table], **REGIONS)


def addresses(stack: TerraformStack) -> set[str]:
    """What a stack makes."""
    return {f"{kind}.{name}" for kind, by_name in synthesized(stack).get("resource", {}).items() for name in by_name}


def test_four_stacks_make_what_one_makes() -> None:
    one = TaggedStack(Testing.app(), "orders-prod", environment_suffix="prod", local_state=True)
    service(one)
    stacks: SiteStacks = Sites.per_region(Testing.app(), "orders-prod", environment_suffix="prod", local_state=True, **REGIONS)
    service(stacks.scope)
    four = [stacks.foundation, stacks.primary, stacks.standby, stacks.routing]
    assert [stack.node.path for stack in four] == [f"orders-prod-{scope}" for scope in ("foundation", "primary", "standby", "routing")]
    assert set().union(*map(addresses, four)) == addresses(one)
    assert addresses(stacks.standby) and not addresses(stacks.standby) & addresses(stacks.primary)


def test_a_layout_that_cannot_work_is_refused_as_in_typescript() -> None:
    with pytest.raises(RuntimeError) as error:
        Sites.per_region(
            Testing.app(), "orders-prod", environment_suffix="prod", primary={"region": "us-east-1"},
            standby={"region": "us-west-2", "state_bucket": "example-state", "state_bucket_region": "us-east-1"},
        )
    assert "DR801 standby.stateBucketRegion: 'us-east-1' is the region of the bucket 'example-state' and the primary region" in str(error.value)
