#!/usr/bin/env bash
# Holds the synthesized examples against the real terraform (schema plan) and against checkov, every policy against parliament, and runs the TypeScript example as
# a consumer does: outside of the repository, with the packed package.
set -euo pipefail
cd "$(dirname "$0")/.."

npx jest --ci --config test/e2e/jest.config.json

output="$(mktemp -d)"
trap 'rm -rf "$output"' EXIT
unset TERRAFORM_STATE_BUCKET ENVIRONMENT_SUFFIX AWS_REGION
CDKTF_OUTDIR="$output/typescript" npx projen example:typescript

environment=.venv/checkov
if [ ! -x "$environment/bin/checkov" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r test/e2e/requirements.txt
fi
npx ts-node -T -P tsconfig.dev.json tools/checkov.ts "$environment/bin/checkov" "$output/typescript"

environment=.venv/parliament
if [ ! -x "$environment/bin/parliament" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet --disable-pip-version-check -r test/e2e/parliament-requirements.txt
fi
npx ts-node -T -P tsconfig.dev.json tools/synth-architectures.ts "$output/architectures"
"$environment/bin/python" tools/check_policies.py "$output/architectures"/* "$output/typescript"

cp -r examples/typescript "$output/consumer"
rm -rf "$output/consumer/cdktf.out"
npm pack --silent --pack-destination "$output" > /dev/null
(
  cd "$output/consumer"
  npm install --silent --no-audit --no-fund "$output"/cdktf-multi-region-dr-*.tgz
  npx tsc --noEmit
  CDKTF_OUTDIR="$output/consumed" npm run --silent synth
)
cmp "$output/consumed/stacks/orders-test/cdk.tf.json" "$output/typescript/stacks/orders-test/cdk.tf.json"
echo "consumer: the packed package gives the same JSON in an app of its own"
