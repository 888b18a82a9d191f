"""Names and actions of alarms that are written in Python."""

import jsii
from cdktf import TerraformStack
from cdktf_multi_region_dr import (
    AlarmActionRequest,
    AlarmKind,
    AlarmNameRequest,
    AlarmOverride,
    AlarmReceiver,
    AlarmSeverity,
    DrMonitoring,
    IAlarmActions,
    IAlarmNaming,
    MonitoringTarget,
    Sites,
)
from conftest import synthesized


@jsii.implements(IAlarmNaming)
class Names:
    """Joins the parts of a name with slashes."""

    def alarm_name(self, request: AlarmNameRequest) -> str:
        """The name for a request."""
        parts = [request.service_name, request.kind.value, request.target_name, request.region]
        return "/".join(part for part in parts if part)


@jsii.implements(IAlarmActions)
class Actions:
    """Tells one more topic of what needs haste, and nobody of consumers."""

    def action_arns(self, request: AlarmActionRequest) -> list[str]:
        """The ARNs of what an alarm tells."""
        if request.kind == AlarmKind.CONSUMER_DRIFT:
            return []
        if request.severity == AlarmSeverity.PAGE:
            return [request.topic_arn, f"arn:aws:sns:{request.region}:111122223333:night"]
        return [request.topic_arn]


def test_python_classes_name_alarms_and_choose_what_they_tell(stack: TerraformStack) -> None:
    sites = Sites.in_one_stack(
        stack,
        "Sites",
        service_name="orders",
        environment="prod",
        primary={"region": "us-east-1"},
        standby={"region": "us-west-2"},
    )
    monitoring = DrMonitoring(
        stack,
        "Monitoring",
        sites=sites,
        monitoring={
            "receivers": [AlarmReceiver.email("duty@example.com")],
            "thresholds": {"function_error_percent": 2},
            "overrides": {"FUNCTION_DURATION": AlarmOverride.off()},
            "naming": Names(),
            "actions": Actions(),
        },
        targets=[
            MonitoringTarget.database(primary="one", standby="two"),
            MonitoringTarget.lambda_function("api", {"primary": "api-one", "standby": "api-two"}, idle_in_standby=True),
        ],
        rpo_seconds=60,
    )
    assert "orders/FUNCTION_ERRORS/api/us-east-1" in monitoring.primary_alarm_names
    alarms = {alarm["alarm_name"]: alarm for alarm in synthesized(stack)["resource"]["aws_cloudwatch_metric_alarm"].values()}
    lag = alarms["orders/DATABASE_RPO_LAG/us-west-2"]
    assert lag["threshold"] == 30000
    assert [arn.rsplit(":", 1)[-1] for arn in lag["alarm_actions"][1:]] == ["night"]
    assert lag["alarm_actions"][0].startswith("${aws_sns_topic.")
    assert alarms["orders/FUNCTION_ERRORS/api/us-east-1"]["threshold"] == 2
    assert "alarm_actions" not in alarms["orders/CONSUMER_DRIFT/api/us-west-2"]
    assert not [name for name in alarms if "DURATION" in name]
