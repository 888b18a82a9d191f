"""Works on what is in the queue of its region."""

import json
import os
from typing import Any

import boto3

invoices = boto3.resource("dynamodb").Table(os.environ["TABLE_INVOICES"])


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Keeps the invoice of each message: one that comes twice is kept once, and one that can't be kept comes back by itself."""
    failed = []
    for record in event["Records"]:
        try:
            invoices.put_item(Item=json.loads(record["body"]))
        except Exception as error:  # pylint: disable=broad-exception-caught  # one bad message must not hold up the others
            print(json.dumps({"message": "not kept", "messageId": record["messageId"], "error": str(error)}))
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
