#!/usr/bin/env bash
# Runs the function of the TypeScript example in both regions of an emulator, with the code and the environment that Terraform would deploy; then sends
# events through the synthesized buses of both regions, in an emulator that delivers between regions; then keeps Terraform's state in the synthesized buckets.
set -euo pipefail
cd "$(dirname "$0")/.."

output="$(mktemp -d)"
trap 'rm -rf "$output"' EXIT
# The Node process under the example keeps the environment that it starts with.
unset TERRAFORM_STATE_BUCKET TERRAFORM_STATE_REGION TERRAFORM_STATE_BOOTSTRAP ENVIRONMENT_SUFFIX AWS_REGION
CDKTF_OUTDIR="$output" npx projen example:typescript
npx ts-node -T -P tsconfig.dev.json tools/synth-architectures.ts "$output/events" 'events, forwarded'

environment=.venv/emulator
if [ ! -x "$environment/bin/ministack" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r test/emulator/requirements.txt
fi
EXAMPLE_OUT="$output" EVENTS_OUT="$output/events" "$environment/bin/python" -m pytest -q test/emulator

# An environment of its own: the two emulators want different versions of one package.
environment=.venv/emulator-events
if ! "$environment/bin/python" -c 'import moto, pytest' 2>/dev/null; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r test/emulator-events/requirements.txt
fi
EVENTS_OUT="$output/events" "$environment/bin/python" -m pytest -q test/emulator-events

# Terraform itself is not from here.
if ! command -v terraform > /dev/null && [ "${CI:-}" != true ]; then
  echo 'skipped: states in the buckets of an emulator: terraform is not installed'
  exit 0
fi
# And another: the command line wants its own version of that package too.
environment=.venv/emulator-state
if ! "$environment/bin/python" -c 'import moto, pytest, awscli' 2>/dev/null; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r test/emulator-state/requirements.txt
fi
MINISTACK="$PWD/.venv/emulator/bin/ministack" "$environment/bin/python" -m pytest -q test/emulator-state
