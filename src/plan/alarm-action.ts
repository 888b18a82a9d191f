// What an alarm of CloudWatch can tell. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html

import { isExpression } from './reader';
import { partitionOf } from './regions';

const REGIONAL = ['sns:{region}:\\d{12}:[\\w-]+(\\.fifo)?', 'lambda:{region}:\\d{12}:function:.+', 'ssm:{region}:\\d{12}:opsitem:.+', 'aiops:{region}:\\d{12}:investigation-group[:/].+'];
// Response plans are in all regions of their replication set, and their ARNs name none. AWS writes them in two ways.
const GLOBAL = 'ssm-incidents::\\d{12}:response-?plan/.+';

/**
 * Whether an alarm of a region can tell this: a topic, a function, an item of OpsCenter, an investigation or an incident, or what only Terraform knows.
 * What scales or stops instances tells nobody.
 */
export function isAlarmAction(arn: string, region: string): boolean {
  const resources = [...REGIONAL.map(resource => resource.replace('{region}', region)), GLOBAL].join('|');
  return isExpression(arn) || new RegExp(`^arn:${partitionOf(region)}:(${resources})$`).test(arn);
}

/** An action as a message shows it. */
export function exampleOfAction(region: string): string {
  return `arn:${partitionOf(region)}:sns:${region}:111122223333:duty`;
}
