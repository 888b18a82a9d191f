"""Takes orders, and tells of them. It runs in both regions, and each uses the table and the bus of its own region."""

import json
import logging
import os
import time
from typing import Any

import boto3

orders = boto3.resource("dynamodb").Table(os.environ["TABLE_ORDERS"])
events = boto3.client("events")
log = logging.getLogger("orders")
log.setLevel(os.environ.get("LOG_LEVEL", "INFO"))


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answers POST /orders and GET /orders/{orderId}."""
    if event["requestContext"]["http"]["method"] == "POST":
        return place(json.loads(event["body"]))
    order = find(event["pathParameters"]["orderId"])
    return answer(200, order) if order else answer(404, {"message": "no such order"})


def find(order_id: str) -> dict[str, Any]:
    """The order as this region has it; nothing if it has none."""
    found: dict[str, Any] = orders.get_item(Key={"orderId": order_id}, ConsistentRead=True).get("Item", {})
    return found


def place(order: dict[str, str]) -> dict[str, Any]:
    """Keeps an order and sends its event. The caller chooses the id, and may try again with it, in either region."""
    order_id, customer_id = order["orderId"], order["customerId"]
    try:
        orders.put_item(
            Item={"orderId": order_id, "customerId": customer_id, "placedAt": int(time.time())},
            ConditionExpression="attribute_not_exists(orderId)",
        )
    except orders.meta.client.exceptions.ConditionalCheckFailedException:
        if find(order_id)["customerId"] != customer_id:
            return answer(409, {"message": "this id is another order's"})
    # Sent on a second try as well: the first may have ended before. Whoever gets it twice knows it by its key.
    detail = {"orderId": order_id, "idempotencyKey": f"OrderPlaced/{order_id}", "originRegion": os.environ["AWS_REGION"]}
    sent = events.put_events(Entries=[{
        "EventBusName": os.environ["EVENT_BUS_NAME"],
        "Source": os.environ["SERVICE_NAME"],
        "DetailType": "OrderPlaced",
        "Detail": json.dumps(detail),
    }])
    if sent["FailedEntryCount"]:
        raise RuntimeError(f"the event was not taken: {sent['Entries']}")
    log.info("placed %s", order_id)
    return answer(201, {"orderId": order_id})


def answer(status: int, body: dict[str, Any]) -> dict[str, Any]:
    """A response of an HTTP API."""
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": json.dumps(body, default=int)}
