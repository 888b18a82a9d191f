#!/usr/bin/env bash
# Reads the page of a report in a browser of the machine: what it says, that it asks for nothing, and that everybody can read it.
# REPORTS_OUT names a folder of reports that an app has written; without it, the pages are made of the reports of the tests. Pictures go to SCREENSHOTS_OUT.
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
npx jest --ci -c test/report-browser/jest.config.json "$@"
