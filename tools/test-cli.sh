#!/usr/bin/env bash
# Holds every command of the pages and of runbooks that the library writes against the models of AWS's command line, and runs what an emulator can run of them.
set -euo pipefail
cd "$(dirname "$0")/.."

output="$(mktemp -d)"
trap 'rm -rf "$output"' EXIT
# The Node process under the example keeps the environment that it starts with.
unset TERRAFORM_STATE_BUCKET TERRAFORM_STATE_REGION TERRAFORM_STATE_BOOTSTRAP ENVIRONMENT_SUFFIX AWS_REGION
npx ts-node -T -P tsconfig.dev.json tools/write-runbooks.ts "$output"

environment=.venv/cli
if ! "$environment/bin/python" -c 'import awscli, moto, pytest, tree_sitter_bash, xdist' 2>/dev/null; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r test/cli/requirements.txt
fi
RUNBOOKS_OUT="$output" "$environment/bin/python" -m pytest -q -n 2 --dist loadfile test/cli
