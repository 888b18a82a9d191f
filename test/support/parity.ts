// What both regions hold, by strategy: the promise of a strategy as numbers of resources in each region.
//
// Every type of resource that the library makes is in a row here; a type that is in none fails the test of the matrix.

import type { Row } from './matrix';
import type { Block, Template } from './template';
import { Strategy } from '../../src';

/** How much of something the standby region holds, as to what the primary region holds. */
type Share = (primary: number, standby: number, row: Row) => boolean;

const NONE: Share = (_, standby) => standby === 0;
const SAME: Share = (primary, standby) => standby === primary;
const SOME: Share = (primary, standby) => (primary === 0 ? standby === 0 : standby > 0);
const NO_MORE: Share = (primary, standby) => standby <= primary && (primary === 0 || standby > 0);
const NO_FEWER: Share = (primary, standby) => standby >= primary;
const SOME_UNLESS_HEADLESS: Share = (primary, standby, row) => (row.database === 'headless' ? NONE : SOME)(primary, standby, row);
/** Of the keys of a standby in which nothing runs only that of the secret's replica is made. */
const ONE_AT_MOST: Share = (primary, standby) => standby <= Math.min(primary, 1);
const FOR_BOTH_SITES: Share = (primary, standby, row) => (row.backup === 'of both sites' ? SAME : NONE)(primary, standby, row);
/** Not of the primary at all. */
const ONLY_HERE: Share = (primary, standby) => primary === 0 && standby > 0;
/** Where the copies are; where there are none, the primary. */
const WHERE_COPIES_ARE: Share = (primary, standby, row) => (row.backup === 'of one region' ? NONE : ONLY_HERE)(primary, standby, row);

/** Things of one kind, and how much of them the standby holds under each strategy. */
export interface ParityRow {
  readonly what: string;
  /** They are counted type by type. */
  readonly types: string[];
  /** Of these types, those of this layer or not of it, by their paths; all of them unless given. */
  readonly among?: (path: string) => boolean;
  readonly standby: Record<Strategy, Share>;
  /** What of the standby stands for a resource of the primary; the same types unless given. */
  readonly countStandby?: (template: Template, region: string) => number;
}

const row = (
  what: string, types: string[], [backup, pilot, warm, active]: [Share, Share, Share, Share], more: Partial<ParityRow> = {},
): ParityRow => ({
  what,
  types,
  standby: { [Strategy.BACKUP_RESTORE]: backup, [Strategy.PILOT_LIGHT]: pilot, [Strategy.WARM_STANDBY]: warm, [Strategy.ACTIVE_ACTIVE]: active },
  ...more,
});
const OF_BACKUPS = /\/Backup\//;
const KEYS_WITHOUT_DATA = /\/Keys\/.*(backup|alerts|secrets)-/;
const BUT_BACKUP: [Share, Share, Share, Share] = [NONE, SAME, SAME, SAME];

/** What is held in both regions: with backup and restore, with a pilot light, with a warm standby, with both regions active. */
export const PARITY: ParityRow[] = [
  row('VPC with flow logs', ['aws_vpc', 'aws_default_security_group', 'aws_flow_log'], BUT_BACKUP),
  row('subnets', ['aws_subnet', 'aws_route_table', 'aws_route_table_association'], [NONE, NO_MORE, SAME, SAME]), // no public ones without NAT
  row('ways to the internet', ['aws_nat_gateway', 'aws_eip', 'aws_internet_gateway', 'aws_route'], [NONE, NONE, SAME, SAME]),
  row('endpoints of services', ['aws_vpc_endpoint'], [NONE, NO_FEWER, SAME, SAME]), // in place of NAT
  row('security groups', ['aws_security_group', 'aws_vpc_security_group_egress_rule', 'aws_vpc_security_group_ingress_rule'], [NONE, NO_FEWER, SAME, SAME]),
  row('Aurora clusters', ['aws_rds_cluster', 'aws_rds_cluster_parameter_group', 'aws_db_subnet_group'], BUT_BACKUP),
  row('Aurora instances', ['aws_rds_cluster_instance'], [NONE, SOME_UNLESS_HEADLESS, SOME, SAME]),
  row('secrets', ['aws_secretsmanager_secret'], [SAME, SAME, SAME, SAME], {
    countStandby: (template, region) => replicasIn(template.all('aws_secretsmanager_secret'), 'region', region),
  }),
  row('tables', ['aws_dynamodb_table'], BUT_BACKUP, {
    countStandby: (template, region) => (
      template.all('aws_dynamodb_table_replica', region).length + replicasIn(template.all('aws_dynamodb_table'), 'region_name', region)
    ),
  }),
  row('functions', ['aws_lambda_function', 'aws_lambda_permission'], BUT_BACKUP),
  row('consumers', ['aws_lambda_event_source_mapping', 'aws_cloudwatch_event_rule', 'aws_cloudwatch_event_target'], BUT_BACKUP, { among: path => !OF_BACKUPS.test(path) }),
  row('queues', ['aws_sqs_queue', 'aws_sqs_queue_policy', 'aws_sqs_queue_redrive_allow_policy'], BUT_BACKUP),
  row('HTTP API', ['aws_apigatewayv2_api', 'aws_apigatewayv2_stage', 'aws_apigatewayv2_route', 'aws_apigatewayv2_integration'], BUT_BACKUP),
  row('host names of the API', ['aws_apigatewayv2_domain_name', 'aws_apigatewayv2_api_mapping', 'aws_acm_certificate', 'aws_acm_certificate_validation'], BUT_BACKUP),
  row('buses with archives', ['aws_cloudwatch_event_bus', 'aws_cloudwatch_event_bus_policy', 'aws_cloudwatch_event_archive'], BUT_BACKUP),
  row('alarms', ['aws_cloudwatch_metric_alarm'], [NONE, NO_FEWER, NO_FEWER, SAME]), // consumers that drift
  row('alarms that join others', ['aws_cloudwatch_composite_alarm'], BUT_BACKUP),
  row('topics of alarms', ['aws_sns_topic', 'aws_sns_topic_policy', 'aws_sns_topic_subscription'], [SAME, SAME, SAME, SAME]),
  row('what RDS tells', ['aws_db_event_subscription'], BUT_BACKUP),
  row('settings in SSM', ['aws_ssm_parameter'], [NO_MORE, NO_MORE, NO_MORE, SAME]), // a standby that lacks something has no facts of it
  row('vaults of backups', ['aws_backup_vault', 'aws_backup_vault_lock_configuration', 'aws_backup_region_settings'], [SAME, SAME, SAME, SAME]),
  row('who is told of failed backups', ['aws_cloudwatch_event_rule', 'aws_cloudwatch_event_target'], [SAME, SAME, SAME, SAME], { among: path => OF_BACKUPS.test(path) }),
  row('restore tests', ['aws_backup_restore_testing_plan', 'aws_backup_restore_testing_selection'], [NONE, NONE, WHERE_COPIES_ARE, WHERE_COPIES_ARE]),
  row('plans of backups', ['aws_backup_plan', 'aws_backup_selection'], [NONE, FOR_BOTH_SITES, FOR_BOTH_SITES, FOR_BOTH_SITES]),
  row('logs', ['aws_cloudwatch_log_group'], BUT_BACKUP),
  row('keys', ['aws_kms_key', 'aws_kms_alias'], [ONE_AT_MOST, SAME, SAME, SAME], { among: path => !KEYS_WITHOUT_DATA.test(path) }),
  row('keys of backups, alarms and secrets', ['aws_kms_key', 'aws_kms_alias'], [SAME, SAME, SAME, SAME], { among: path => KEYS_WITHOUT_DATA.test(path) }),
  row('the failover switch', [
    'aws_s3_bucket', 'aws_s3_bucket_ownership_controls', 'aws_s3_bucket_policy', 'aws_s3_bucket_public_access_block',
    'aws_s3_bucket_server_side_encryption_configuration', 'aws_s3_object',
  ], [ONLY_HERE, ONLY_HERE, ONLY_HERE, ONLY_HERE]),
];

/** What is there once for both regions, or counted as part of another type. */
export const COUNTED_ELSEWHERE = [
  /^aws_iam_/, /^aws_route53_/, /^aws_rds_global_cluster$/, /^aws_cloudwatch_(event_endpoint|dashboard)$/,
  /^aws_dynamodb_table_replica$/, /^aws_secretsmanager_secret_version$/,
];

/** What a service holds of a type in each region: in the region's own part, and in Foundation for it. */
export function held(
  template: Template, { types, countStandby, among = () => true }: ParityRow, resourceType: string, [primary, standby]: string[],
): [primary: number, standby: number] {
  const count = (region: string) => template.all(resourceType, region).filter(block => block.kind === 'resource' && block.scope !== 'Routing' && among(block.path)).length;
  return [count(primary), countStandby !== undefined && resourceType === types[0] ? countStandby(template, standby) : count(standby)];
}

/** Where the regions do not hold what the strategy promises. */
export function disparities(template: Template, given: Row): string[] {
  const regions = given.regions.split(' ');
  const isThere = ({ among = () => true }: ParityRow, resourceType: string) => template.all(resourceType).some(block => block.kind === 'resource' && among(block.path));
  return PARITY.flatMap(one => one.types.filter(resourceType => isThere(one, resourceType)).flatMap(resourceType => {
    const [primary, standby] = held(template, one, resourceType, regions);
    return one.standby[given.strategy](primary, standby, given) ? [] : [`${one.what}: ${resourceType}: ${primary} in the primary region, ${standby} in the standby`];
  }));
}

/** Types of resources that no row is about. */
export function unlisted(template: Template): string[] {
  const listed = PARITY.flatMap(({ types }) => types);
  const types = template.blocks.filter(block => block.kind === 'resource').map(block => block.resourceType);
  return [...new Set(types)].filter(one => !listed.includes(one) && !COUNTED_ELSEWHERE.some(pattern => pattern.test(one)));
}

/** What consumers, users and events find in each region: the standby works on nothing before a failover unless both regions are active. */
export function activity(template: Template, given: Row): string[] {
  const [primary] = given.regions.split(' ');
  const isWanted = (region: string | undefined) => region === primary || given.strategy === Strategy.ACTIVE_ACTIVE;
  const isOn = ({ body }: Block) => body.enabled ?? body.state === 'ENABLED';
  const consumers = [...template.all('aws_lambda_event_source_mapping'), ...template.all('aws_cloudwatch_event_rule').filter(({ path }) => path.includes('/Functions/'))];
  const wrong = consumers.filter(one => isOn(one) !== isWanted(one.region)).map(one => `${one.path} is ${isOn(one) ? 'on' : 'off'}`);
  // An entry without a standby has one record, which is changed by hand.
  if (given.strategy === Strategy.BACKUP_RESTORE && given.http === 'host name') return wrong;
  const routing = given.strategy === Strategy.ACTIVE_ACTIVE ? 'latency_routing_policy' : 'failover_routing_policy';
  const unrouted = template.all('aws_route53_record').filter(({ path, body }) => path.includes('/Dns/') && body[routing] === undefined).map(({ path }) => `${path} has no ${routing}`);
  return [...wrong, ...unrouted];
}

function replicasIn(blocks: Block[], argument: string, region: string): number {
  return blocks.filter(block => block.kind === 'resource').flatMap(({ body }) => body.replica ?? []).filter(replica => replica[argument] === region).length;
}
