#!/usr/bin/env bash
# Builds the wheel, installs it in a fresh virtual environment, and tests it and the Python example there.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.venv/python
rm -rf dist/python "$environment"

npx projen package:python
python3 -m venv "$environment"
"$environment/bin/pip" install --quiet --disable-pip-version-check -r test/python/requirements.txt dist/python/*.whl
"$environment/bin/python" -m pytest -q test/python
