#!/usr/bin/env bash
# Reads the page of a report in a browser of the machine: what it says, that it asks for nothing, and that everybody can read it.
# Beside the reports of the tests it reads those in the folder REPORTS_OUT, that an app has written; without it, the example and a few services write theirs.
# Pictures go to SCREENSHOTS_OUT.
set -euo pipefail
cd "$(dirname "$0")/.."

browser() {
  local name
  for name in "${CHROME_PATH:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name"; then return; fi
  done
  return 1
}

if ! browser > /dev/null && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  (apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium) > /dev/null 2>&1 || true
fi
if ! CHROME_PATH="$(browser)"; then
  echo 'skipped: the report in a browser: no Chromium or Chrome found (CHROME_PATH)'
  [ "${CI:-}" != true ]
  exit
fi
export CHROME_PATH

if [ -z "${REPORTS_OUT:-}" ]; then
  REPORTS_OUT="$(mktemp -d)"
  trap 'rm -rf "$REPORTS_OUT"' EXIT
  root="$PWD"
  npx ts-node -T -P tsconfig.dev.json tools/write-runbooks.ts "$REPORTS_OUT" the-whole-backup-restore 2> /dev/null
  mkdir "$REPORTS_OUT/example"
  (
    unset TERRAFORM_STATE_BUCKET TERRAFORM_STATE_REGION TERRAFORM_STATE_BOOTSTRAP AWS_REGION
    cd "$REPORTS_OUT/example"
    CDKTF_OUTDIR="$PWD/synthesized" ENVIRONMENT_SUFFIX=prod TS_NODE_PROJECT="$root/tsconfig.dev.json" \
      node -r "$root/node_modules/ts-node/register/transpile-only" -r "$root/node_modules/tsconfig-paths/register" "$root/examples/typescript/main.ts"
  )
  export REPORTS_OUT
fi
npx jest --ci -c test/report-browser/jest.config.json "$@"
