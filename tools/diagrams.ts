// The diagrams in the pages of docs: what a layer makes in each scope, from the Terraform JSON of a small service.
//
// A layer that comes to the library adds a row to PAGES, and the two marks to its page.

import * as fs from 'fs';
import * as path from 'path';
import type { TerraformStack } from 'cdktf';
import {
  Access, AlarmReceiver, Attribute, DatabaseEngine, EventReplication, FunctionCode, FunctionSpec, HostedZone, MultiRegionDr, MultiRegionDrProps,
  SecretSpec, StateBackend, StateLocation, TableSpec, Trigger,
} from '../src';
import { newStack, quietly, templateOf } from '../test/support/synth';
import { Block, Template } from '../test/support/template';

const ROOT = path.join(__dirname, '..');
const SECTION = /(<!-- diagram: .* -->\n)[\s\S]*?(<!-- end of diagram -->)/;
const LEGEND = 'Arrows lead from what is made first to what refers to it in another part; dotted ones are what AWS carries from region to region.';
const REGIONS = { primary: 'us-east-1', standby: 'us-west-2' };

const orders = new TableSpec('orders', { partitionKey: Attribute.string('pk') });
const code = FunctionCode.fromS3({ primary: { bucket: 'code-one', key: 'api.zip' }, standby: { bucket: 'code-two', key: 'api.zip' } });
const api = new FunctionSpec('api', {
  code, runtime: 'python3.13', handler: 'app.handler', access: [Access.readWrite(orders)], triggers: [Trigger.queue(), Trigger.schedule('rate(5 minutes)')],
});
const database = { engine: DatabaseEngine.auroraPostgresql('16.8') };
const http = { routes: { $default: api }, hostName: 'orders.example.com', zone: HostedZone.fromName('example.com') };
const TOPICS = { primary: 'arn:aws:sns:us-east-1:111122223333:duty', standby: 'arn:aws:sns:us-west-2:111122223333:duty' };
const KEYS = /\/Keys\//;

/** A page with a diagram: a service with the layer, or what stands in its place, and the constructs that the diagram is about. */
interface Page {
  readonly service: Partial<MultiRegionDrProps> | ((stack: TerraformStack) => void);
  readonly shows: RegExp[];
}

/** The pages of docs, by name. */
export const PAGES: Record<string, Page> = {
  'network': { service: { network: { databasePort: 5432 } }, shows: [/^Dr\/Network\//] },
  'database': { service: { database }, shows: [/^Dr\/Database\//, KEYS] },
  'tables': { service: { tables: [orders] }, shows: [/^Dr\/Tables\//, KEYS] },
  'functions': { service: { tables: [orders], functions: [api] }, shows: [/^Dr\/Functions\//, KEYS] },
  'http': { service: { tables: [orders], functions: [api], http }, shows: [/^Dr\/Http\//] },
  'dns': { service: { tables: [orders], functions: [api], http, dns: { alarmActionArns: ['arn:aws:sns:us-east-1:111122223333:duty'] } }, shows: [/^Dr\/Dns\//] },
  'events': { service: { events: { replication: EventReplication.forwardToStandby(['orders']) } }, shows: [/^Dr\/Events\//] },
  'parameters': { service: { parameters: { values: { 'log-level': 'info' }, secrets: [SecretSpec.fromVariable('payment')] } }, shows: [/^Dr\/Parameters\//, KEYS] },
  'backup': { service: { database, tables: [orders], backup: { manageRegionSettings: true, alarmTopicArns: TOPICS } }, shows: [/^Dr\/Backup\//, /\/Keys\/.*backup/] },
  'monitoring': {
    service: { database, tables: [orders], functions: [api], http, dns: {}, monitoring: { receivers: [AlarmReceiver.email('duty@example.com')] } },
    shows: [/^Dr\/Monitoring\//, /\/Keys\/.*alerts/],
  },
  'identity': {
    service: { database, tables: [orders], functions: [api], operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/duty-officer'] } },
    shows: [/^Dr\/Operators\//, /^Dr\/\w+\/.*(Role|Policy)$/, /\/(Function|FlowLog|Instance\d)$/],
  },
  'state-backend': { service: stateBuckets, shows: [/./] },
  'keys': { service: { database, tables: [orders], functions: [api] }, shows: [KEYS, /\/(Cluster|Table|Replica|Function|Secret)$/, /LogGroup|Logs$/] },
};

// Settings of something else in the diagram, without which it reads better.
const DETAILS = [
  /_(association|attachment|policy|version|controls|block|configuration|versioning|mapping|permission|integration|validation|alias)$/, /^aws_route$/, /^aws_default_/,
  /_security_group_(in|e)gress_rule$/, /^aws_s3_object$/, /^aws_db_subnet_group$/, /^aws_iam_role_policy/,
];
const NOT_DETAILS = ['aws_lambda_event_source_mapping', 'aws_s3_bucket_replication_configuration'];

// Where the name of the type is not how people call it.
const NAMES: Record<string, string> = {
  aws_vpc: 'VPC',
  aws_eip: 'elastic IP',
  aws_nat_gateway: 'NAT gateway',
  aws_vpc_endpoint: 'endpoint of a service',
  aws_rds_global_cluster: 'global cluster',
  aws_rds_cluster: 'Aurora cluster',
  aws_rds_cluster_instance: 'Aurora instance',
  aws_rds_cluster_parameter_group: 'parameter group',
  aws_secretsmanager_secret: 'secret',
  aws_dynamodb_table: 'table',
  aws_dynamodb_table_replica: 'replica of the table',
  aws_kms_key: 'key',
  aws_iam_role: 'IAM role',
  aws_lambda_function: 'function',
  aws_lambda_event_source_mapping: 'consumer of a queue',
  aws_sqs_queue: 'queue',
  aws_cloudwatch_event_rule: 'rule',
  aws_cloudwatch_event_target: 'target of a rule',
  aws_cloudwatch_event_bus: 'event bus',
  aws_cloudwatch_event_archive: 'archive of events',
  aws_cloudwatch_event_endpoint: 'endpoint of events',
  aws_cloudwatch_metric_alarm: 'alarm',
  aws_cloudwatch_log_group: 'log group',
  aws_apigatewayv2_api: 'HTTP API',
  aws_apigatewayv2_stage: 'stage',
  aws_apigatewayv2_route: 'route',
  aws_apigatewayv2_domain_name: 'host name',
  aws_acm_certificate: 'certificate',
  aws_route53_record: 'record',
  aws_route53_health_check: 'health check',
  aws_cloudwatch_composite_alarm: 'alarm that joins others',
  aws_cloudwatch_dashboard: 'dashboard',
  aws_s3_bucket: 'bucket',
  aws_s3_bucket_replication_configuration: 'replication of a bucket',
  aws_ssm_parameter: 'parameter',
  aws_sns_topic: 'topic',
  aws_sns_topic_subscription: 'receiver of the topic',
  aws_db_event_subscription: 'what RDS tells of the database',
  aws_backup_region_settings: 'settings of AWS Backup',
  aws_backup_restore_testing_plan: 'plan of restore tests',
  aws_backup_restore_testing_selection: 'what restore tests restore',
  aws_backup_selection: 'what is backed up',
};

const SCOPES = ['Foundation', 'Primary', 'Standby', 'Routing'];

interface Box {
  readonly scope: string;
  readonly label: string;
  count: number;
}

/** The text of a page, with its diagram as it is now. */
export function pageWithDiagram(page: string): string {
  const file = path.join(ROOT, 'docs', `${page}.md`);
  const text = fs.readFileSync(file, 'utf8');
  if (!SECTION.test(text)) throw new Error(`docs/${page}.md has no place for a diagram: <!-- diagram: ... --> and <!-- end of diagram -->`);
  return text.replace(SECTION, (_, before: string, after: string) => `${before}\n\`\`\`mermaid\n${diagram(PAGES[page]).join('\n')}\n\`\`\`\n\n${LEGEND}\n\n${after}`);
}

/** A flowchart: a box for each scope, in it a node for each kind of resource, and an arrow from what is made first to what refers to it. */
export function diagram({ service, shows }: Page): string[] {
  const template = synthesized(service);
  const shown = template.blocks.filter(block => block.kind === 'resource' && block.scope !== undefined && !isDetail(block) && shows.some(pattern => pattern.test(block.path)));
  const boxes = new Map<string, Box>();
  const replicas = shown.flatMap(replicatedSecret);
  [...shown.map(boxOf), ...replicas].forEach(({ scope, label }) => {
    const key = `${scope}/${label}`;
    boxes.set(key, { scope, label, count: (boxes.get(key)?.count ?? 0) + 1 });
  });
  const ids = new Map([...boxes].map(([key, { scope }]): [string, string] => {
    const before = [...boxes].filter(([, other]) => other.scope === scope).findIndex(([other]) => other === key);
    return [key, `${scope}${before + 1}`];
  }));
  const idOf = (block: Block) => ids.get(keyOf(boxOf(block)))!;
  const references = shown.flatMap(later => earlierOf(template, shown, later).map(earlier => `  ${idOf(earlier)} --> ${idOf(later)}`));
  const copies = copiesIn(shown).map(([from, to, what]) => `  ${idOf(from)} -. ${what} .-> ${ids.get(keyOf('label' in to ? to : boxOf(to)))}`);
  return [
    'flowchart LR',
    ...SCOPES.filter(scope => [...boxes.values()].some(box => box.scope === scope)).flatMap(scope => [
      `  subgraph ${scope}["${titleOf(scope)}"]`,
      ...[...boxes].filter(([, box]) => box.scope === scope).map(([key, { label, count }]) => `    ${ids.get(key)}["${count > 1 ? `${count} × ` : ''}${label}"]`),
      '  end',
    ]),
    ...new Set([...references, ...copies]),
  ];
}

const TEMPLATES = new Map<Page['service'], Template>();

function synthesized(service: Page['service']): Template {
  const known = TEMPLATES.get(service);
  if (known !== undefined) return known;
  const stack = newStack();
  quietly(() => (typeof service === 'function' ? service(stack) : makeService(stack, service)));
  const template = templateOf(stack);
  TEMPLATES.set(service, template);
  return template;
}

function makeService(stack: TerraformStack, service: Partial<MultiRegionDrProps>): void {
  new MultiRegionDr(stack, 'Dr', {
    serviceName: 'orders',
    environment: 'prod',
    objectives: { rtoMinutes: 30, rpoSeconds: 60 },
    primary: { region: REGIONS.primary },
    standby: { region: REGIONS.standby },
    ...service,
  });
}

function stateBuckets(stack: TerraformStack): void {
  const location = new StateLocation({
    serviceName: 'platform', environment: 'prod', accountId: '111122223333', primary: { region: REGIONS.primary }, standby: { region: REGIONS.standby },
  });
  new StateBackend(stack, 'State', { location, alarmActionArns: TOPICS });
}

function isDetail({ resourceType }: Block): boolean {
  return !NOT_DETAILS.includes(resourceType) && DETAILS.some(pattern => pattern.test(resourceType));
}

// What of Foundation and Routing is in a region of its own says in which.
function boxOf({ resourceType, scope, region, path: at }: Block): Box {
  const name = (resourceType === 'aws_s3_bucket' && /\/Dns\//.test(at) ? 'bucket of the failover switch' : NAMES[resourceType]) ?? resourceType.replace(/^aws_/, '').replace(/_/g, ' ');
  const isRegional = ['aws_kms_key', 'aws_cloudwatch_event_bus', 'aws_acm_certificate', 'aws_cloudwatch_metric_alarm', 'aws_cloudwatch_dashboard'].includes(resourceType);
  return { scope: scope!, label: isRegional && ['Foundation', 'Routing'].includes(scope!) ? `${name}, ${region}` : name, count: 1 };
}

function keyOf({ scope, label }: Box): string {
  return `${scope}/${label}`;
}

function titleOf(scope: string): string {
  switch (scope) {
    case 'Foundation': return 'Foundation, for both regions';
    case 'Primary': return `Primary region, ${REGIONS.primary}`;
    case 'Standby': return `Standby region, ${REGIONS.standby}`;
    default: return 'Routing, for both regions';
  }
}

// What of another scope a block refers to: in an expression, through a detail, or by the name of a role or bus.
function earlierOf(template: Template, shown: Block[], later: Block): Block[] {
  const referred = referencesOf(template, later).flatMap(address => {
    const block = template.block(address);
    return block !== undefined && isDetail(block) && block.scope !== later.scope ? [address, ...referencesOf(template, block)] : [address];
  });
  const text = JSON.stringify(later.body).replace(/\\/g, '');
  const isNamed = ({ resourceType, region, body: { name } }: Block) => (resourceType === 'aws_iam_role' && new RegExp(`:role/([^"]*/)?${name}"`).test(text))
    || (resourceType === 'aws_cloudwatch_event_bus' && region === later.region && text.includes(`:event-bus/${name}"`));
  return shown.filter(one => one.scope !== later.scope && (referred.includes(one.address) || isNamed(one)));
}

function referencesOf(template: Template, block: Block): string[] {
  const { depends_on: _, ...body } = block.body;
  return template.references({ ...block, body });
}

function replicatedSecret({ resourceType, body }: Block): Box[] {
  return resourceType === 'aws_secretsmanager_secret' && body.replica !== undefined ? [{ scope: 'Standby', label: 'replica of the secret', count: 1 }] : [];
}

// What AWS carries from one region to the other.
function copiesIn(shown: Block[]): [from: Block, to: Block | Box, what: string][] {
  const all = (resourceType: string, scope?: string) => shown.filter(one => one.resourceType === resourceType && (scope ?? one.scope) === one.scope);
  const pairs = (fromType: string, toType: string) => all(fromType, 'Primary')
    .flatMap(from => all(toType, 'Standby').map((to): [Block, Block, string] => [from, to, 'replicates']));
  const forwarding = all('aws_cloudwatch_event_target').filter(({ body, region }) => body.arn.includes(':event-bus/') && !body.arn.includes(`:${region}:`));
  const buses = all('aws_cloudwatch_event_bus');
  const buckets = all('aws_s3_bucket');
  const replicating = buckets.filter(({ region }) => all('aws_s3_bucket_replication_configuration').some(one => one.region === region));
  const copying = all('aws_backup_plan').filter(({ body }) => body.rule.some((rule: Block['body']) => rule.copy_action !== undefined));
  return [
    ...pairs('aws_dynamodb_table', 'aws_dynamodb_table_replica'),
    ...pairs('aws_rds_cluster', 'aws_rds_cluster'),
    ...shown.flatMap(from => replicatedSecret(from).map((to): [Block, Box, string] => [from, to, 'replicates'])),
    ...replicating.flatMap(from => buckets.filter(to => to.region !== from.region).map((to): [Block, Block, string] => [from, to, 'replicates'])),
    ...copying.flatMap(from => all('aws_backup_vault').filter(vault => vault.region !== from.region).map((to): [Block, Block, string] => [from, to, 'copies'])),
    ...forwarding.flatMap(from => buses.filter(bus => from.body.arn.includes(`:${bus.region}:`)).map((to): [Block, Block, string] => [from, to, 'forwards'])),
  ];
}
