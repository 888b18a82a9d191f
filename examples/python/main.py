"""The app: one stack, of the environment that CI names."""

from cdktf import App
from cdktf_multi_region_dr import TaggedStack
from environments import settings_of
from orders import declare_orders

app = App()

# Its name, its tags and the role to deploy with come from CI's environment: docs/tagged-stack.md has the variables.
stack = TaggedStack(
    app,
    TaggedStack.stack_name("orders"),
    state_bucket="example-terraform-state",
    state_bucket_region="us-west-2",  # not the region that may be lost
)

dr = declare_orders(stack, settings_of(stack.environment_suffix))

dr.write_report("report")  # report/report.html, and runbook.md for the worst day

app.synth()
