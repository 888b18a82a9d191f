// The commands of the documentation, and what each asks IAM for.

import { ACCOUNT, Request } from './simulate';
import { textOf } from '../support/files';

/** A command of the AWS CLI. */
export interface Command {
  /** As it is written, in one line. */
  readonly line: string;
  readonly service: string;
  readonly operation: string;
  readonly region: string;
  readonly options: Record<string, string>;
}

/** Every `aws` command of a page. */
export function commandsOf(page: string): Command[] {
  const blocks = [...textOf(page).matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].map(match => match[1].replace(/ *\\\n */g, ' '));
  return blocks.flatMap(block => block.split('\n').map(line => line.trim()).filter(line => line.startsWith('aws '))).map(commandOf);
}

/** The requests that a command makes. `functionName` is whose event source mapping the command's `--uuid` is. Throws on a command that it does not know. */
export function requestsOf(command: Command, functionName: string = ''): Request[] {
  const { service, operation, region, options } = command;
  const known = REQUESTS[`${service} ${operation}`];
  if (known === undefined) throw new Error(`nothing known of the command: ${command.line}`);
  const arn = (name: string, resource: string) => `arn:aws:${name}:${region}:${ACCOUNT}:${resource}`;
  return known(options, arn, functionName).map(request => ({ ...request, context: { 'aws:RequestedRegion': region, ...request.context } }));
}

type Options = Record<string, string>;
/** The ARN of something in the region of the command. */
type ArnOf = (service: string, resource: string) => string;
type Requests = (options: Options, arn: ArnOf, functionName: string) => Request[];

const REQUESTS: Record<string, Requests> = {
  'rds failover-global-cluster': options => moveWriter('rds:FailoverGlobalCluster', options),
  'rds switchover-global-cluster': options => moveWriter('rds:SwitchoverGlobalCluster', options),
  'rds describe-global-clusters': options => [{ action: 'rds:DescribeGlobalClusters', resource: globalCluster(options) }],
  'rds describe-db-clusters': (options, arn) => [{
    action: 'rds:DescribeDBClusters', resource: arn('rds', `cluster:${options['db-cluster-identifier']}`),
  }],
  'rds wait db-instance-available': (options, arn) => [{
    action: 'rds:DescribeDBInstances', resource: arn('rds', `db:${options['db-instance-identifier']}`),
  }],
  // AWS asks for the default groups too, which the command does not name.
  'rds create-db-instance': (options, arn) => [
    `db:${options['db-instance-identifier']}`, `cluster:${options['db-cluster-identifier']}`, 'pg:default.aurora-postgresql16',
    'og:default:aurora-postgresql-16', `subgrp:${options['db-cluster-identifier'].replace(/-restored$/, '')}`,
  ].map(resource => ({ action: 'rds:CreateDBInstance', resource: arn('rds', resource) })),
  'rds describe-db-cluster-snapshots': (options, arn) => [{
    action: 'rds:DescribeDBClusterSnapshots', resource: arn('rds', `cluster:${options['db-cluster-identifier']}`),
  }],
  'rds copy-db-cluster-snapshot': (options, arn) => [
    options['source-db-cluster-snapshot-identifier'], options['target-db-cluster-snapshot-identifier'],
  ].map(name => ({ action: 'rds:CopyDBClusterSnapshot', resource: arn('rds', `cluster-snapshot:${name}`) })),
  'rds reset-db-cluster-parameter-group': (options, arn) => [{
    action: 'rds:ResetDBClusterParameterGroup', resource: arn('rds', `cluster-pg:${options['db-cluster-parameter-group-name']}`),
  }],
  'rds describe-db-cluster-parameters': (options, arn) => [{
    action: 'rds:DescribeDBClusterParameters', resource: arn('rds', `cluster-pg:${options['db-cluster-parameter-group-name']}`),
  }],
  'cloudwatch describe-alarms': () => [{ action: 'cloudwatch:DescribeAlarms' }],
  'cloudwatch get-metric-statistics': () => [{ action: 'cloudwatch:GetMetricStatistics' }],
  'dynamodb describe-table': (options, arn) => [{ action: 'dynamodb:DescribeTable', resource: arn('dynamodb', `table/${options['table-name']}`) }],
  'lambda get-function-configuration': (options, arn) => [{
    action: 'lambda:GetFunctionConfiguration', resource: arn('lambda', `function:${options['function-name']}`),
  }],
  'lambda list-event-source-mappings': () => [{ action: 'lambda:ListEventSourceMappings' }],
  'lambda get-event-source-mapping': (options, arn, functionName) => [ofMapping('lambda:GetEventSourceMapping', options, arn, functionName)],
  'lambda update-event-source-mapping': (options, arn, functionName) => [ofMapping('lambda:UpdateEventSourceMapping', options, arn, functionName)],
  'events enable-rule': (options, arn) => [{ action: 'events:EnableRule', resource: arn('events', ruleOn(options)) }],
  'events disable-rule': (options, arn) => [{ action: 'events:DisableRule', resource: arn('events', ruleOn(options)) }],
  'events describe-archive': (options, arn) => [{ action: 'events:DescribeArchive', resource: arn('events', `archive/${options['archive-name']}`) }],
  // AWS asks for the right to each of the three.
  'events start-replay': (options, arn) => [
    options['event-source-arn'], options.destination.replace(/^Arn=/, '').split(',')[0], arn('events', `replay/${options['replay-name']}`),
  ].map(resource => ({ action: 'events:StartReplay', resource })),
  'events describe-replay': (options, arn) => [{ action: 'events:DescribeReplay', resource: arn('events', `replay/${options['replay-name']}`) }],
  'events cancel-replay': (options, arn) => [{ action: 'events:CancelReplay', resource: arn('events', `replay/${options['replay-name']}`) }],
  's3api put-object': options => [inBucket('s3:PutObject', options)],
  's3api delete-object': options => [inBucket('s3:DeleteObject', options)],
  's3api head-object': options => [inBucket('s3:GetObject', options)],
  's3api list-objects-v2': options => [{ action: 's3:ListBucket', resource: `arn:aws:s3:::${options.bucket}` }],
  'ssm put-parameter': (options, arn) => [{ action: 'ssm:PutParameter', resource: arn('ssm', `parameter${options.name}`) }],
  'ssm get-parameter': (options, arn) => [{ action: 'ssm:GetParameter', resource: arn('ssm', `parameter${options.name}`) }],
  'backup describe-region-settings': () => [{ action: 'backup:DescribeRegionSettings' }],
  'backup describe-backup-vault': (options, arn) => [ofVault('backup:DescribeBackupVault', options, arn)],
  'backup list-recovery-points-by-backup-vault': (options, arn) => [ofVault('backup:ListRecoveryPointsByBackupVault', options, arn)],
  'backup get-recovery-point-restore-metadata': options => [ofRecoveryPoint('backup:GetRecoveryPointRestoreMetadata', options)],
  'backup start-restore-job': options => [ofRecoveryPoint('backup:StartRestoreJob', options), passing(options)],
  'backup start-copy-job': options => [ofRecoveryPoint('backup:StartCopyJob', options), passing(options)],
  'backup start-backup-job': (options, arn) => [ofVault('backup:StartBackupJob', options, arn), passing(options)],
  'backup describe-restore-job': () => [{ action: 'backup:DescribeRestoreJob' }],
  'backup describe-copy-job': () => [{ action: 'backup:DescribeCopyJob' }],
  'backup describe-backup-job': () => [{ action: 'backup:DescribeBackupJob' }],
  'events describe-rule': (options, arn) => [{ action: 'events:DescribeRule', resource: arn('events', ruleOn(options)) }],
};

function ruleOn(options: Options): string {
  const bus = options['event-bus-name'];
  return `rule/${bus === undefined ? '' : `${bus}/`}${options.name}`;
}

function ofVault(action: string, options: Options, arn: ArnOf): Request {
  return { action, resource: arn('backup', `backup-vault:${options['backup-vault-name']}`) };
}

function ofRecoveryPoint(action: string, options: Options): Request {
  return { action, resource: options['recovery-point-arn'] };
}

function passing(options: Options): Request {
  return { action: 'iam:PassRole', resource: options['iam-role-arn'], context: { 'iam:PassedToService': 'backup.amazonaws.com' } };
}

function inBucket(action: string, options: Options): Request {
  return { action, resource: `arn:aws:s3:::${options.bucket}/${options.key}` };
}

function moveWriter(action: string, options: Options): Request[] {
  return [globalCluster(options), options['target-db-cluster-identifier']].map(resource => ({ action, resource }));
}

function globalCluster(options: Options): string {
  return `arn:aws:rds::${ACCOUNT}:global-cluster:${options['global-cluster-identifier']}`;
}

function ofMapping(action: string, options: Options, arn: ArnOf, functionName: string): Request {
  return {
    action,
    resource: arn('lambda', `event-source-mapping:${options.uuid}`),
    context: { 'lambda:FunctionArn': arn('lambda', `function:${functionName}`) },
  };
}

function commandOf(line: string): Command {
  const words = (line.match(/'[^']*'|\S+/g) ?? []).map(word => word.replace(/^'(.*)'$/, '$1'));
  const firstOption = words.findIndex(word => word.startsWith('--'));
  const [, service, ...operation] = words.slice(0, firstOption);
  const options: Record<string, string> = {};
  let current = '';
  for (const word of words.slice(firstOption)) {
    if (word.startsWith('--')) {
      current = word.slice(2);
      options[current] = '';
    } else {
      options[current] = options[current] === '' ? word : `${options[current]} ${word}`;
    }
  }
  return { line, service, operation: operation.join(' '), region: options.region, options };
}
