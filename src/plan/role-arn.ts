// What the ARN of a role that Terraform assumes looks like.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html

import { partitionOf } from './regions';

const ROLE_ARN = /^arn:(aws[a-z-]*):iam::\d{12}:role\/([\x21-\x7e]+\/)?[\w+=,.@-]{1,64}$/;

/** The account of a role; undefined when the ARN does not say it. */
export function accountOfRole(roleArn: string): string | undefined {
  return /^arn:[\w-]+:iam::(\d{12}):/.exec(roleArn)?.[1];
}

/** What a role's ARN would need and does not have to be assumed for a region; undefined for a sound one. */
export function roleArnNeeds(arn: string, region: string): string | undefined {
  const partition = ROLE_ARN.exec(arn)?.[1];
  if (partition === partitionOf(region)) return undefined;
  const example = `arn:${partitionOf(region)}:iam::111122223333:role/deploy`;
  return `the ARN of an IAM role needed, like '${example}'${partition === undefined ? '' : `, for ${region}`}`;
}
