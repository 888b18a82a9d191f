// Which names of AWS resources must differ, and where.

import type { Block } from './template';

/** How a resource type is named. */
interface NameFacts {
  /** The argument that holds the name. */
  readonly argument?: string;
  /** Whether it is one name in all regions of an account. */
  readonly everywhere?: boolean;
  /** Arguments within whose values the name must differ. */
  readonly within?: string[];
}

// A type that is not here has its name in `name`, and differs from others of its type and region.
const NAMES: [resourceType: RegExp, facts: NameFacts][] = [
  [/^aws_iam_role_policy$/, { within: ['role'], everywhere: true }],
  [/^aws_iam_/, { everywhere: true }],
  [/^aws_s3_bucket$/, { argument: 'bucket', everywhere: true }],
  [/^aws_cloudwatch_dashboard$/, { argument: 'dashboard_name', everywhere: true }],
  [/^aws_route53_record$/, { within: ['zone_id', 'type', 'set_identifier'], everywhere: true }],
  [/^aws_route53_zone$/, { everywhere: true }],
  [/^aws_rds_global_cluster$/, { argument: 'global_cluster_identifier', everywhere: true }],
  [/^aws_rds_cluster$/, { argument: 'cluster_identifier', everywhere: true }], // the members of one global cluster
  [/^aws_rds_cluster_instance$/, { argument: 'identifier' }],
  [/^aws_security_group$/, { within: ['vpc_id'] }],
  [/^aws_backup_selection$/, { within: ['plan_id'] }],
  [/^aws_backup_restore_testing_selection$/, { within: ['restore_testing_plan_name'] }],
  [/^aws_apigatewayv2_(stage|authorizer)$/, { within: ['api_id'] }],
];

/** What must differ from every other block's; undefined for what has no name. */
export function nameKey(block: Block): string | undefined {
  if (block.kind !== 'resource') return undefined;
  const facts = NAMES.find(([resourceType]) => resourceType.test(block.resourceType))?.[1] ?? {};
  const name = block.body[facts.argument ?? 'name'];
  if (typeof name !== 'string') return undefined;
  const within = (facts.within ?? []).map(argument => String(block.body[argument]));
  return [block.resourceType, facts.everywhere ? 'any region' : String(block.region), ...within, name].join(' ');
}
