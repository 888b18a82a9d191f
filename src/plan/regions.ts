// AWS regions: their form and their partition. By pattern, since AWS adds regions more often than this library is released.

/** The form of a region's name, such as `us-east-1`, `us-gov-west-1` or `ap-southeast-7`. */
export const REGION_PATTERN = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

// Prefixes of region names by partition, from the partitions file of the AWS SDKs (botocore/data/partitions.json).
const PARTITIONS: [prefix: RegExp, partition: string][] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^us-iso-/, 'aws-iso'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^eusc-/, 'aws-eusc'],
];

/** The partition that a region belongs to. */
export function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => prefix.test(region))?.[1] ?? 'aws';
}
