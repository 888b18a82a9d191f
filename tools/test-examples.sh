#!/usr/bin/env bash
# Holds the synthesized examples against the real terraform (schema plan) and against checkov, every policy against parliament, and runs the TypeScript examples as
# consumers do: outside of the repository, with the packed package.
set -euo pipefail
cd "$(dirname "$0")/.."

npx jest --ci --config test/e2e/jest.config.json

output="$(mktemp -d)"
trap 'rm -rf "$output"' EXIT
unset TERRAFORM_STATE_BUCKET TERRAFORM_STATE_REGION TERRAFORM_STATE_BOOTSTRAP ENVIRONMENT_SUFFIX AWS_REGION
examples=()
for app in examples/*/main.ts; do
  example="$(basename "$(dirname "$app")")"
  CDKTF_OUTDIR="$output/$example" npx projen "example:$example"
  examples+=("$example")
done

environment=.venv/checkov
if [ ! -x "$environment/bin/checkov" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r test/e2e/requirements.txt
fi
npx ts-node -T -P tsconfig.dev.json tools/checkov.ts "$environment/bin/checkov" "${examples[@]/#/$output/}"

environment=.venv/parliament
if [ ! -x "$environment/bin/parliament" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r test/e2e/parliament-requirements.txt
fi
npx ts-node -T -P tsconfig.dev.json tools/synth-architectures.ts "$output/architectures"
"$environment/bin/python" tools/check_policies.py "$output/architectures"/* "${examples[@]/#/$output/}"

# One installation for all: each app finds it in the folder above its own.
mkdir "$output/consumer" "$output/consumed"
cp examples/typescript/package.json "$output/consumer"
npm pack --silent --pack-destination "$output" > /dev/null
(cd "$output/consumer" && npm install --silent --no-audit --no-fund "$output"/cdktf-multi-region-dr-*.tgz)
for example in "${examples[@]}"; do
  cp -r "examples/$example" "$output/consumer/$example"
  rm -rf "$output/consumer/$example/cdktf.out"
  (cd "$output/consumer/$example" && npx tsc --noEmit && CDKTF_OUTDIR="$output/consumed/$example" npm run --silent synth)
  for stack in "$output/$example"/stacks/*/; do
    cmp "$output/consumed/$example/stacks/$(basename "$stack")/cdk.tf.json" "$stack/cdk.tf.json"
  done
done
cp -r examples/comparison-typescript "$output/consumer"
(cd "$output/consumer/comparison-typescript" && npx tsc --noEmit && npm run --silent compare > "$output/table" && sed -n '/^strategy  /,/^```$/p' "$OLDPWD/README.md" | head -5 | cmp - "$output/table")
echo "consumer: the packed package gives the same JSON in apps of their own"
