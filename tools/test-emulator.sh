#!/usr/bin/env bash
# Runs the function of the TypeScript example in both regions of an emulator, with the code and the environment that Terraform would deploy.
set -euo pipefail
cd "$(dirname "$0")/.."

output="$(mktemp -d)"
trap 'rm -rf "$output"' EXIT
# The Node process under the example keeps the environment that it starts with.
unset TERRAFORM_STATE_BUCKET ENVIRONMENT_SUFFIX AWS_REGION
CDKTF_OUTDIR="$output" npx projen example:typescript

environment=.venv/emulator
if [ ! -x "$environment/bin/ministack" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r test/emulator/requirements.txt
fi
EXAMPLE_OUT="$output" "$environment/bin/python" -m pytest -q test/emulator
