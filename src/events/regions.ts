// Where EventBridge has what the bus needs. AWS adds regions more often than this library is released: a missing one can be accepted with a reason.

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/feature-availability.html */
export const FEATURES = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/feature-availability.html';

/** Regions with global endpoints. Also https://docs.aws.amazon.com/config/latest/developerguide/global-endpoint-event-replication-enabled.html */
export const GLOBAL_ENDPOINT_REGIONS = [
  'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ap-south-1', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-southeast-1',
  'ap-southeast-2', 'ca-central-1', 'eu-central-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1', 'sa-east-1',
];

/** Regions without archive and replay. */
export const REGIONS_WITHOUT_ARCHIVE = ['ap-east-2', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-7', 'ca-west-1'];

/**
 * The partitions whose regions forward to each other. https://aws.amazon.com/blogs/compute/expanding-cross-region-event-routing-with-amazon-eventbridge/
 * and, for GovCloud, https://aws.amazon.com/about-aws/whats-new/2022/06/amazon-eventbridge-cross-region-routing-aws-govcloud-regions/
 */
export const FORWARDING_PARTITIONS = ['aws', 'aws-us-gov'];
