"""Mistakes that are made on purpose: the checks of the pages find each of them."""

import pathlib
import subprocess
import sys
from collections.abc import Callable

import pytest

import aws_command
import terraform_command
from checker import ROOT, Checker
from pages import Page
from shell import ACCOUNT, UNKNOWN, Script

FAILOVER = (
    "aws rds failover-global-cluster --region us-west-2 --global-cluster-identifier orders-prod-database "
    "--target-db-cluster-identifier arn:aws:rds:us-west-2:111122223333:cluster:orders-prod-database-us-west-2 --allow-data-loss"
)
LAG = (
    "aws cloudwatch get-metric-statistics --region us-west-2 --namespace AWS/RDS --metric-name AuroraGlobalDBReplicationLag "
    "--dimensions Name=DBClusterIdentifier,Value=orders-prod-database-us-west-2 --start-time 2030-01-01T00:00:00Z "
    "--end-time 2030-01-01T00:10:00Z --period 60 --statistics Maximum"
)
RULE = "aws events enable-rule --region us-west-2 --event-bus-name orders-prod-events --name orders-prod-worker-placed-us-west-2"
SWITCH = "aws s3api put-object --region us-west-2 --bucket orders-prod-switch --key switch --server-side-encryption AES256"
PARAMETER = "aws ssm put-parameter --region us-west-2 --name /orders/prod/dr/active-region --value us-west-2 --overwrite"
INSTANCE = (
    "aws rds create-db-instance --region us-west-2 --db-instance-identifier orders-1 --db-cluster-identifier orders "
    "--engine aurora-postgresql --db-instance-class db.serverless"
)
CLUSTERS = "aws rds describe-db-clusters --region us-west-2 --query 'DBClusters[0].[Status,VpcSecurityGroups[*].VpcSecurityGroupId]'"
POINTS = (
    "aws backup list-recovery-points-by-backup-vault --region us-west-2 --backup-vault-name orders-prod-backup-us-west-2 "
    "--query 'reverse(sort_by(RecoveryPoints,&CreationDate))[:3].[CreationDate,Status]'"
)
WRITER = "aws rds describe-global-clusters --region us-west-2 --query 'GlobalClusters[0].[Status,GlobalClusterMembers[?IsWriter].DBClusterArn]'"
RESTORE = "aws backup start-restore-job --region us-west-2 --recovery-point-arn arn:aws:backup:us-west-2:1:x --metadata '{\"a\": \"b\"}'"
WAIT = "aws rds wait db-instance-available --region us-west-2 --db-instance-identifier orders-1"
COPY = "aws s3 cp --region us-east-1 s3://acme-tfstate/orders.tfstate left.tfstate"
SOUND = [FAILOVER, LAG, RULE, SWITCH, PARAMETER, INSTANCE, CLUSTERS, POINTS, WRITER, RESTORE, WAIT, COPY]

MISTAKES = [
    ("an operation", FAILOVER, "failover-global-cluster", "fail-over-global-cluster", "maybe you meant"),
    ("a service", FAILOVER, "aws rds", "aws rdss", "Invalid choice"),
    ("an option", FAILOVER, "--allow-data-loss", "--allow-dataloss", "Unknown options: --allow-dataloss"),
    ("an option cut short", FAILOVER, "--target-db-cluster-identifier", "--target-db-cluster", "--target-db-cluster-identifier"),
    ("a required option", FAILOVER, "--global-cluster-identifier orders-prod-database", "", "required: --global-cluster-identifier"),
    ("a required member", LAG, "Name=DBClusterIdentifier,Value=", "Value=", 'Missing required parameter in Dimensions[0]: "Name"'),
    ("a member of a structure", LAG, "Name=DBCluster", "Key=DBCluster", 'Unknown parameter in Dimensions[0]: "Key"'),
    ("a word of a list", LAG, "Maximum", "Max", "Statistics[0]: 'Max' is none of SampleCount, Average, Sum, Minimum, Maximum"),
    ("a number", LAG, "--period 60", "--period minute", "invalid literal for int"),
    ("a number too small", LAG, "--period 60", "--period 0", "Period"),
    ("a time", LAG, "2030-01-01T00:10:00Z", "soon", "Invalid type for parameter EndTime"),
    ("a region left out", RULE, "--region us-west-2 ", "", "no --region"),
    ("a name of other characters", RULE, "orders-prod-worker-placed", "orders:prod", "does not fit"),
    ("a name too long", RULE, "orders-prod-worker-placed-us-west-2", "x" * 65, "65 characters, and from 1 to 64 are allowed"),
    ("a name of RDS too long", INSTANCE, "orders-1", "x" * 64, "no name of RDS"),
    ("a name of RDS with two hyphens", INSTANCE, "orders-1", "orders--1", "no name of RDS"),
    ("encryption", SWITCH, "AES256", "AES-256", "'AES-256' is none of AES256"),
    ("a bucket", SWITCH, "orders-prod-switch", "orders/switch", "Invalid bucket name"),
    ("a choice", PARAMETER, "--overwrite", "--type Text", "'Text' is none of String, StringList, SecureString"),
    ("a file that is not there", PARAMETER, "--value us-west-2", "--value file://value", "value"),
    ("the syntax of a query", CLUSTERS, "'DBClusters[0].[", "'DBClusters[0.[", "Bad value for --query"),
    ("a name in a query", CLUSTERS, "[Status", "[State", "DBCluster has no State"),
    ("a name deep in a query", CLUSTERS, "VpcSecurityGroupId]", "SecurityGroupId]", "VpcSecurityGroupMembership has no SecurityGroupId"),
    ("an element of what is no list", CLUSTERS, "[Status,", "[Status[0],", "an element of a string"),
    ("a name to sort by", POINTS, "&CreationDate", "&CreatedAt", "RecoveryPointByBackupVault has no CreatedAt"),
    ("a name after sorting", POINTS, "[CreationDate,Status]", "[CreationDate,State]", "RecoveryPointByBackupVault has no State"),
    ("a function", POINTS, "reverse(", "backwards(", "Unknown function: backwards"),
    ("a name to filter by", WRITER, "?IsWriter", "?Writer", "GlobalClusterMember has no Writer"),
    ("a name of a list", WRITER, "GlobalClusters[0]", "GlobalClusters", "GlobalClusters"),
    ("JSON", RESTORE, '{"a": "b"}', '{"a": "b"', "Invalid JSON"),
    ("a waiter", WAIT, "db-instance-available", "db-instance-ready", "Invalid choice"),
    ("an option of a waiter", WAIT, "--db-instance-identifier", "--db-instance", "--db-instance"),
    ("a bucket to copy from", COPY, "left.tfstate", "", "paths"),
    ("an option of s3", COPY, "s3 cp", "s3 cp --sses AES256", "Unknown options"),
]  # fmt: skip


def complaints(command: str) -> list[str]:
    """What the checks say of a command."""
    script = Script()
    script.read(command)
    (only,) = script.commands
    return aws_command.AwsCommand(only.words[1:], script).complaints()


def findings(text: str) -> str:
    """What the checks say of a page."""
    return "\n".join(map(str, Checker().check(Page("page.md", text))))


@pytest.mark.parametrize("command", SOUND, ids=lambda command: " ".join(command.split()[1:3]))
def test_a_sound_command_is_taken(command: str) -> None:
    assert not complaints(command)


@pytest.mark.parametrize(("command", "right", "wrong", "said"), [mistake[1:] for mistake in MISTAKES], ids=[mistake[0] for mistake in MISTAKES])
def test_a_mistake_is_found(command: str, right: str, wrong: str, said: str) -> None:
    assert command.count(right) >= 1
    assert said in " ".join(complaints(command.replace(right, wrong, 1)))


def test_every_option_of_the_failover_that_is_misspelt_is_found() -> None:
    script = Script()
    for block in Page.read(ROOT / "docs" / "failover.md", ROOT).blocks():
        script.read(block.text)
    tried = {tuple(command.words[1:3]): command.words[1:] for command in script.commands}
    assert len(tried) > 15
    for words in tried.values():
        for position, word in enumerate(words):
            if word.startswith("--"):
                wrong = [*words[:position], f"{word}s", *words[position + 1 :]]
                assert aws_command.AwsCommand(wrong).complaints(), " ".join(wrong)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("stat pull", "has no stat"),
        ("state pul", "terraform state has no pul"),
        ("init -reconfig", "terraform init has no -reconfig"),
        ("plan -detailed-exit-code", "terraform plan has no -detailed-exit-code"),
        ("force-unlock -force", "wants LOCK_ID"),
        ("import aws_s3_bucket.one", "wants ADDR ID"),
        ("state push", "wants PATH"),
    ],
)
def test_a_mistake_in_a_terraform_command_is_found(words: str, said: str) -> None:
    if not terraform_command.installed():
        pytest.skip("terraform is not installed")
    assert said in " ".join(terraform_command.complaints(words.split()))


def test_sound_terraform_commands_are_taken() -> None:
    if not terraform_command.installed():
        pytest.skip("terraform is not installed")
    for words in ("-chdir=stacks/a apply -target=aws_s3_bucket.one -auto-approve", "state mv -state-out=b one two", "output -json", "plan -out=plan"):
        assert not terraform_command.complaints(words.split()), words


PAGES: list[tuple[str, str, str]] = [
    ("a command in a list, after a pipe", "- so:\n\n  ```sh\n  echo a | aws s3api head-objects\n  ```\n", "page.md:3: aws s3api head-objects"),
    ("a command that answers into a variable", '```sh\nexport A="$(aws sts get-caller-identities)"\n```', "aws sts get-caller-identities"),
    ("a command after another one", "```sh\ncd a && aws rds describe-clusters --region a\n```", "aws rds describe-clusters"),
    ("a command in a loop", "```sh\nfor r in a b; do aws rds describe-clusters --region $r; done\n```", "aws rds describe-clusters"),
    ("a command over two lines", "```sh\naws rds \\\n  describe-clusters --region a\n```", "aws rds describe-clusters"),
    ("a script that bash does not take", "```sh\nfor r in a b; aws rds; done\n```", "syntax error"),
    ("a tool that nobody has", "```sh\nfrobnicate --all\n```", "frobnicate is no tool"),
    ("a script of npm", "```sh\nnpm run demon\n```", "has no script demon"),
    ("a variable that is never set", "```sh\ncat $FILE\n```", "$FILE"),
    ("a command in a sentence", "Or `aws rds restore-cluster`.", "aws rds restore-cluster"),
    ("an option in a sentence", "Or `aws rds describe-db-clusters --cluster x`.", "aws rds describe-db-clusters --cluster x"),
    ("a block of another kind", "```console\n$ aws rds describe-clusters\n```", "not marked as sh"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [page[1:] for page in PAGES], ids=[page[0] for page in PAGES])
def test_a_mistake_in_a_page_is_found(text: str, said: str) -> None:
    assert said in findings(text)


def test_a_sound_page_is_taken() -> None:
    assert not findings(
        "Put the name into `FILE`, and `OTHER` is yours.\n\n```sh\nexport FILE=... REGION=us-west-2\n"
        "cat > policy.json <<JSON\n{}\nJSON\n```\n\n```sh\n"
        'aws s3api put-bucket-policy --region "$REGION" --bucket "$OTHER" --policy file://policy.json || cat "$FILE" | grep -q \'a b\'\n```\n'
    )


WORDS: list[tuple[str, list[str]]] = [
    ("cat 'a b' c\\ d \"e \\\"f\\\"\"", ["cat", "a b", "c d", 'e "f"']),
    ("A='a b'\ncat \"$A\" ${A} $A\"c\"'d'", ["cat", "a b", "a b", "a bcd"]),
    ("cat ${A:-none} \"x $(cat y) z\"", ["cat", "none", f"x {UNKNOWN} z"]),
    ("cat \"$(date -u +%FT%TZ || true)\" \"$(aws sts get-caller-identity --query Account)\"", ["cat", "2030-01-01T00:00:00Z", ACCOUNT]),
    ("A=a B=b\ncat \"$A $B  ${A} $(cat x)\"", ["cat", f"a b  a {UNKNOWN}"]),
    ("A=...\ncat \"$A\"", ["cat", UNKNOWN]),
    ("B=c cat a 2>&1 > b", ["cat", "a"]),
    ("cat \"  a\\\n  b \" '\\n'", ["cat", "  a  b ", "\\n"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words_are_what_a_shell_makes_of_them(text: str, words: list[str]) -> None:
    script = Script()
    script.read(text)
    assert script.commands[-1].words == words


def test_the_code_passes_strict_type_checks_and_pylint() -> None:
    folder = pathlib.Path(__file__).parent
    files = sorted(file.name for file in folder.glob("*.py"))
    mypy = ["mypy", "--strict", "--disable-error-code=import-untyped", "--cache-dir=/dev/null"]
    run: Callable[..., subprocess.CompletedProcess[str]] = subprocess.run
    for command in (mypy, ["pylint", "--max-line-length=150", "--disable=missing-function-docstring"]):
        check = run([sys.executable, "-m", *command, *files], cwd=folder, capture_output=True, text=True, check=False)
        assert check.returncode == 0, f"{check.stdout}{check.stderr}"
