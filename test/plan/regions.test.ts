import { partitionOf, REGION_PATTERN } from '../../src/plan/regions';

test.each([
  ['us-east-1', 'aws'], ['ap-southeast-7', 'aws'], ['mx-central-1', 'aws'], ['il-central-1', 'aws'],
  ['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov'], ['us-iso-east-1', 'aws-iso'], ['us-isob-east-1', 'aws-iso-b'],
  ['eu-isoe-west-1', 'aws-iso-e'], ['us-isof-south-1', 'aws-iso-f'], ['eusc-de-east-1', 'aws-eusc'],
])('%s is a region of the partition %s', (region, partition) => {
  expect(region).toMatch(REGION_PATTERN);
  expect(partitionOf(region)).toBe(partition);
});

test.each(['', 'us-east', 'US-EAST-1', 'us-east-1a', 'useast1', 'us_east_1', 'us-east-111', 'global'])('%p has not the form of a region', region => {
  expect(region).not.toMatch(REGION_PATTERN);
});
