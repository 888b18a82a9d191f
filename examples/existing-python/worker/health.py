"""Answers health checks: API Gateway and Lambda work in this region."""

import os
from typing import Any


def handler(_event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answers GET /status."""
    return {"statusCode": 200, "headers": {"cache-control": "no-store"}, "body": os.environ["AWS_REGION"]}
