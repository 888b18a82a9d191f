"""Runs parliament over every policy of synthesized stacks and holds its findings against the list of accepted ones.

usage: check_policies.py <cdktf.out>...

Policies of identities, of trust, of keys, topics and queues: every text in a resource that is a policy. What Terraform would know only later is replaced by
a literal of its kind. parliament knows policies of identities; where another kind leaves out what its place implies, it is put in:
the role that a trust policy belongs to, and the key that `*` means in the policy of a key.
"""

import json
import pathlib
import re
import sys

import parliament

ROOT = pathlib.Path(__file__).resolve().parent.parent
ACCEPTED = json.loads((ROOT / "test" / "e2e" / "parliament-accepted.json").read_text())

ACCOUNT = "111122223333"
KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/made-later"
LATER = {
    "aws_iam_role": ROLE,
    "aws_kms_key": KEY,
    "aws_sns_topic": f"arn:aws:sns:us-east-1:{ACCOUNT}:made-later",
    "aws_sqs_queue": f"arn:aws:sqs:us-east-1:{ACCOUNT}:made-later",
    "aws_cloudwatch_event_rule": f"arn:aws:events:us-east-1:{ACCOUNT}:rule/made-later",
    "aws_lambda_function": f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:made-later",
    "aws_cloudwatch_log_group": f"arn:aws:logs:us-east-1:{ACCOUNT}:log-group:made-later",
    "aws_secretsmanager_secret": f"arn:aws:secretsmanager:us-east-1:{ACCOUNT}:secret:made-later-a1b2c3",
    "aws_dynamodb_table": f"arn:aws:dynamodb:us-east-1:{ACCOUNT}:table/made-later",
}


def literal(expression: str) -> str:
    """A literal in place of an expression."""
    if re.fullmatch(r"data\.aws_caller_identity\.\w+\.account_id", expression):
        return ACCOUNT
    if re.fullmatch(r"data\.aws_partition\.\w+\.partition", expression):
        return "aws"
    if re.fullmatch(r"data\.aws_partition\.\w+\.dns_suffix", expression):
        return "amazonaws.com"
    kind = re.match(r"(?:data\.)?(\w+)\.[\w-]+\.arn", expression)
    return LATER.get(kind.group(1), "made-later") if kind else "made-later"


def policies(stack: dict):
    """Every policy of a stack: where it is, the type of its resource, and its document."""
    for kind in ("resource", "data"):
        for resource_type, by_name in stack.get(kind, {}).items():
            for name, body in by_name.items():
                for attribute, value in body.items():
                    if isinstance(value, str) and value.startswith("{") and '"Statement"' in value:
                        listed = re.sub(r"\$\{jsonencode\([^}]*\)\}", '["192.0.2.0/24"]', value)
                        text = re.sub(r"\$\{([^}]*)\}", lambda match: literal(match.group(1)), listed)
                        yield f"{resource_type}.{name}.{attribute}", resource_type, attribute, json.loads(text)


def completed(resource_type: str, attribute: str, document: dict) -> dict:
    """A policy with what its place implies."""
    statements = document["Statement"] if isinstance(document["Statement"], list) else [document["Statement"]]
    implied = {}
    if attribute == "assume_role_policy":
        implied = {"Resource": ROLE}
    elif resource_type == "aws_kms_key":
        implied = {"Resource": KEY}
    return {**document, "Statement": [{**statement, **implied} for statement in statements]}


def findings_of(output: pathlib.Path):
    """What parliament says of the stacks of a cdktf.out."""
    manifest = json.loads((output / "manifest.json").read_text())
    for stack_name, stack in manifest["stacks"].items():
        for at, resource_type, attribute, document in policies(json.loads((output / stack["synthesizedStackPath"]).read_text())):
            analyzed = parliament.analyze_policy_string(json.dumps(completed(resource_type, attribute, document)), at)
            yield from ((f"{stack_name}/{at}", finding.issue, json.dumps(finding.detail, default=str)) for finding in analyzed.findings)
            COUNTED.append(at)


def accepts(entry: dict, at: str, issue: str, detail: str) -> bool:
    """Whether an entry of the accepted list is about a finding."""
    return entry["issue"] == issue and re.search(entry["detail"], detail) is not None and re.search(entry["at"], at) is not None


COUNTED: list = []

# Each has one defect, which must be found: otherwise the check itself is broken.
SEEDED = {
    "UNKNOWN_ACTION": ("aws_iam_role_policy", "policy", {"Action": "s3:GetObjekt", "Resource": "arn:aws:s3:::orders/*"}),
    "RESOURCE_MISMATCH": ("aws_iam_role_policy", "policy", {"Action": "dynamodb:GetItem", "Resource": "arn:aws:s3:::orders"}),
    "RESOURCE_STAR": ("aws_iam_role_policy", "policy", {"Action": "s3:GetObject", "Resource": "*"}),
    "UNKNOWN_OPERATOR": ("aws_iam_role", "assume_role_policy", {
        "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}, "Condition": {"StringEqual": {"aws:SourceAccount": ACCOUNT}},
    }),
}


def unnoticed():
    """The seeded defects that parliament does not find."""
    for issue, (resource_type, attribute, statement) in SEEDED.items():
        document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]}
        analyzed = parliament.analyze_policy_string(json.dumps(completed(resource_type, attribute, document)), issue)
        if issue not in [finding.issue for finding in analyzed.findings]:
            yield issue


def main(outputs: list) -> int:
    """Prints the findings that are not accepted, and the accepted ones that are not there; 1 if there are any."""
    if not outputs:
        print("usage: check_policies.py <cdktf.out>...", file=sys.stderr)
        return 2
    for issue in (broken := list(unnoticed())):
        print(f"parliament: does not find a seeded {issue}", file=sys.stderr)
    found = [finding for output in outputs for finding in findings_of(pathlib.Path(output))]
    unaccepted = [finding for finding in found if not any(accepts(entry, *finding) for entry in ACCEPTED)]
    stale = [entry for entry in ACCEPTED if not any(accepts(entry, *finding) for finding in found)]
    for at, issue, detail in unaccepted:
        print(f"parliament: {issue} in {at}: {detail}", file=sys.stderr)
    for entry in stale:
        print(f"parliament: {entry['issue']} ({entry['detail']}) is accepted and does not occur", file=sys.stderr)
    print(f"parliament: {len(COUNTED)} policies, {len(unaccepted)} findings, {len(found) - len(unaccepted)} accepted")
    return 1 if unaccepted or stale or broken or not COUNTED else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
