// The function that answers health checks where the user names none: it says that API Gateway and Lambda work in its region, and asks nothing of the database.

import { FunctionCode } from '../functions/code';
import { FunctionSpec } from '../functions/props';

const CODE = `import json
import os


def handler(_event, _context):
    body = json.dumps({"status": "ok", "region": os.environ["AWS_REGION"], "role": os.environ["SITE_ROLE"]})
    return {"statusCode": 200, "headers": {"content-type": "application/json", "cache-control": "no-store"}, "body": body}
`;

/** The function of the library's own that answers health checks. */
export const HEALTH_FUNCTION = new FunctionSpec('http-health', {
  code: FunctionCode._ofText('health.py', CODE),
  runtime: 'python3.13',
  handler: 'health.handler',
  memoryMb: 128,
  timeoutSeconds: 3,
});
