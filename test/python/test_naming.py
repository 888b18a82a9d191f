"""A naming strategy written in Python names what the library makes."""

import jsii
from cdktf import TerraformStack
from cdktf_multi_region_dr import Attribute, GlobalTable, INamingStrategy, NameRequest, Sites, TableSpec
from conftest import synthesized


@jsii.implements(INamingStrategy)
class Underscores:
    """Joins the parts of a name with underscores."""

    def physical_name(self, request: NameRequest) -> str:
        """The name for a request."""
        parts = [request.service_name, request.environment, request.what, request.region]
        return "_".join(part for part in parts if part)


def test_a_python_class_names_tables(stack: TerraformStack) -> None:
    sites = Sites.in_one_stack(
        stack,
        "Sites",
        service_name="orders",
        environment="prod",
        primary={"region": "us-east-1"},
        standby={"region": "us-west-2"},
        naming=Underscores(),
    )
    table = GlobalTable(stack, "Orders", sites=sites, table=TableSpec("orders", partition_key=Attribute.string("pk")))
    assert table.table_name == "orders_prod_orders"
    assert synthesized(stack)["resource"]["aws_dynamodb_table"]["Orders_Primary_Table_9B579C62"]["name"] == "orders_prod_orders"
    assert sites.standby.physical_name("jobs") == "orders_prod_jobs_us-west-2"
