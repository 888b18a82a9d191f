// As whom a topic calls a function of another region. AWS lets SNS act there by another name where one of the two regions has to be opted into.
// https://docs.aws.amazon.com/sns/latest/dg/sns-cross-region-delivery.html

import { partitionOf } from '../plan/regions';

// Regions launched until March 20, 2019 are enabled by default, and no more will be. https://docs.aws.amazon.com/sns/latest/dg/lambda-prereq.html
const ENABLED_BY_DEFAULT = [
  'ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ca-central-1', 'eu-central-1', 'eu-north-1', 'eu-west-1',
  'eu-west-2', 'eu-west-3', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2',
];

/** Whether a region has to be opted into, as SNS sees it. */
export function isOptIn(region: string): boolean {
  return partitionOf(region) === 'aws' && !ENABLED_BY_DEFAULT.includes(region);
}

/** The principal of SNS by which a topic calls a function. */
export function principalFor(topicRegion: string, functionRegion: string): string {
  const optIn = topicRegion === functionRegion ? undefined : [functionRegion, topicRegion].find(isOptIn);
  return optIn === undefined ? 'sns.amazonaws.com' : `sns.${optIn}.amazonaws.com`;
}
