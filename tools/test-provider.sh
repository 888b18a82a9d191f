#!/usr/bin/env bash
# Validates the TypeScript examples with the AWS provider of the registry. Nothing is planned or deployed, and no AWS account is used.
set -euo pipefail
cd "$(dirname "$0")/.."

output="$(mktemp -d)"
trap 'rm -rf "$output"' EXIT
for app in examples/*/main.ts; do
  example="$(basename "$(dirname "$app")")"
  CDKTF_OUTDIR="$output/$example" npx projen "example:$example"
done
for stack in "$output"/*/stacks/*/; do
  terraform -chdir="$stack" init -backend=false -input=false -no-color
  terraform -chdir="$stack" validate -no-color
done
