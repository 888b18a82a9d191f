#!/usr/bin/env bash
# Holds the synthesized examples against the real terraform (schema plan) and against checkov.
set -euo pipefail
cd "$(dirname "$0")/.."

npx jest --ci --config test/e2e/jest.config.json

environment=.venv/checkov
if [ ! -x "$environment/bin/checkov" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r test/e2e/requirements.txt
fi
output="$(mktemp -d)"
trap 'rm -rf "$output"' EXIT
CDKTF_OUTDIR="$output/typescript" npx projen example:typescript
npx ts-node -T -P tsconfig.dev.json tools/checkov.ts "$environment/bin/checkov" "$output/typescript"
