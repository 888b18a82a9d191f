// Functions for tests, whose code is in S3 so that nothing is read from the disk.

import {
  Access, Attribute, FunctionCode, FunctionSpec, FunctionSpecProps, MultiRegionFunction, MultiRegionFunctionProps, SitesProps, Strategy,
  TableConsistency, TableSpec,
} from '../../src';
import { newSites, templateOf } from '../support/synth';
import type { Block, Template } from '../support/template';

export const CODE = FunctionCode.fromS3({ primary: { bucket: 'code-east', key: 'api.zip' }, standby: { bucket: 'code-west', key: 'api.zip' } });
export const IMAGE = FunctionCode.fromImage({
  primary: '111122223333.dkr.ecr.us-east-1.amazonaws.com/team/api:1.0',
  standby: `111122223333.dkr.ecr.us-west-2.amazonaws.com/team/api@sha256:${'0'.repeat(64)}`,
});
export const SOUND: FunctionSpecProps = { code: CODE, runtime: 'nodejs22.x', handler: 'index.handler' };

export const ORDERS = new TableSpec('orders', { partitionKey: Attribute.string('pk') });
export const STRONG = new TableSpec('stock', { partitionKey: Attribute.string('pk'), consistency: TableConsistency.STRONG, witnessRegion: 'us-east-2' });

export const BACKUPS: Partial<SitesProps> = { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'another team copies them' } };
export const ACTIVE: Partial<SitesProps> = { strategy: Strategy.ACTIVE_ACTIVE };

/** What a function that is made alone is told of its service. */
export type Around = Partial<Pick<MultiRegionFunctionProps, 'networks' | 'database' | 'streams'>>;

export const NETWORKS: Around['networks'] = {
  primary: { subnetIds: ['subnet-a', 'subnet-b'], securityGroupIds: ['sg-east'] },
  standby: { subnetIds: ['subnet-c', 'subnet-d'], securityGroupIds: ['sg-west'] },
};
export const DATABASE: Around['database'] = {
  writerEndpoint: 'writer.example',
  readerEndpoints: { primary: 'reader-east.example', standby: 'reader-west.example' },
  port: 5432,
  secretArns: { primary: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:own-a1b2c3', standby: 'arn:aws:secretsmanager:us-west-2:111122223333:secret:own-d4e5f6' },
};
const streamOf = (region: string, table: string) => `arn:aws:dynamodb:${region}:111122223333:table/${table}/stream/1`;
export const STREAMS: Around['streams'] = {
  primary: { orders: streamOf('us-east-1', 'orders'), stock: streamOf('us-east-1', 'stock') },
  standby: { orders: streamOf('us-west-2', 'orders'), stock: streamOf('us-west-2', 'stock') },
};
export const WITH_DATABASE = { props: { access: [Access.database()] }, around: { networks: NETWORKS, database: DATABASE } };

/** A function in a fresh stack. */
export function newFunction(props: Partial<FunctionSpecProps> = {}, sitesProps: Partial<SitesProps> = {}, around: Around = {}, functionName: string = 'api') {
  const { stack, sites } = newSites(sitesProps);
  const made = new MultiRegionFunction(stack, 'Function', { sites, spec: new FunctionSpec(functionName, { ...SOUND, ...props }), ...around });
  return { stack, sites, made };
}

/** A function in a fresh stack, and what it became. */
export function synthesizedFunction(
  props: Partial<FunctionSpecProps> = {}, sitesProps: Partial<SitesProps> = {}, around: Around = {}, functionName?: string,
): { made: MultiRegionFunction; template: Template } {
  const { stack, made } = newFunction(props, sitesProps, around, functionName);
  return { made, template: templateOf(stack) };
}

/** The statements of a policy, which stands in a block under this name. */
export function statementsOf(block: Block, attribute: string = 'policy'): Record<string, any>[] {
  return JSON.parse(block.body[attribute]).Statement;
}

/** The statements of the role that the function of a region has. */
export function roleStatements(template: Template, role: 'primary' | 'standby'): Record<string, any>[] {
  return statementsOf(template.all('aws_iam_role_policy').find(({ path }) => path.includes(`/Foundation/${role}/`))!);
}

/** A text without the references to facts of its scope: `P` is the partition, `A` the account. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replace(/\$\{data\.aws_partition\.\w+\.partition\}/g, 'P').replace(/\$\{data\.aws_caller_identity\.\w+\.account_id\}/g, 'A')
    .replace(/\$\{data\.aws_partition\.\w+\.dns_suffix\}/g, 'S'));
}
