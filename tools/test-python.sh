#!/usr/bin/env bash
# Builds the wheel, installs it in a fresh virtual environment, and tests it and the Python example there.
set -euo pipefail
cd "$(dirname "$0")/.."

environment=.venv/python
rm -rf dist/python "$environment"

npx projen package:python
python3 -m venv "$environment"
"$environment/bin/pip" install --quiet --disable-pip-version-check -r test/python/requirements.txt dist/python/*.whl
# The Node process under the tests keeps the environment that it starts with.
env -u TERRAFORM_STATE_BUCKET -u TERRAFORM_STATE_REGION -u TERRAFORM_STATE_BOOTSTRAP -u ENVIRONMENT_SUFFIX -u AWS_REGION "$environment/bin/python" -m pytest -q test/python
