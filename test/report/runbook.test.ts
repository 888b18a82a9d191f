// The runbooks of the example, of every strategy and of every architecture: what holds of each of them.

import { execFileSync } from 'child_process';
import { exampleService, fullService, MadeService, madeBy } from './making';
import { Call, callIn, callsOf } from './shell';
import { Strategy } from '../../src';
import { ProcedureKind } from '../../src/plan/runbook';
import { Procedure, Runbook } from '../../src/report/report';
import { ARCHITECTURES } from '../e2e/architectures';
import { requestsOf } from '../identity/runbook';
import { allows, literalText, policyOfRole, PolicyDocument } from '../identity/simulate';
import { Template } from '../support/template';

const SERVICES: Record<string, () => MadeService> = {
  'the example': exampleService,
  ...Object.fromEntries(Object.values(Strategy).map(strategy => [`everything, ${strategy}`, () => fullService(strategy)])),
  ...Object.fromEntries(Object.entries(ARCHITECTURES).filter(([name]) => !name.startsWith('state buckets'))
    .map(([name, make]) => [name, () => madeBy(make)])),
};
const made = new Map<string, MadeService>();

function serviceOf(name: string): MadeService {
  if (!made.has(name)) made.set(name, SERVICES[name]());
  return made.get(name)!;
}

const procedure = ({ procedures }: Runbook, kind: ProcedureKind): Procedure => procedures.find(one => one.kind === kind)!;
const commandsIn = ({ steps }: Procedure): string[] => steps.flatMap(({ commands }) => commands);
const BY_OPERATORS = [ProcedureKind.PREFLIGHT, ProcedureKind.SWITCHOVER, ProcedureKind.FAILOVER, ProcedureKind.FAILBACK, ProcedureKind.SWITCH];
const CHANGES = /^(failover|switchover|copy|create|reset|update|enable|disable|put|delete|start|cancel)-/;
const asServiceCalls = ({ introduction, procedures }: Runbook): Call[] =>
  callsOf({ introduction, procedures: procedures.filter(({ kind }) => BY_OPERATORS.includes(kind)) }).filter(({ service }) => service !== 'sts');

describe.each(Object.keys(SERVICES))('the runbook of %s', name => {
  test('has all seven procedures, and none without a word', () => {
    const { runbook } = serviceOf(name);
    expect(runbook.procedures.map(({ kind }) => kind)).toEqual(Object.values(ProcedureKind));
    for (const { title, introduction } of runbook.procedures) expect([title, introduction.filter(text => text !== '').length > 0]).toEqual([title, true]);
    expect(runbook.introduction.join('\n')).toContain('Run no `terraform plan` and no `terraform apply`');
  });

  test('has no token in it, and nothing that is not known', () => {
    const text = JSON.stringify(serviceOf(name).runbook);
    expect(text).not.toMatch(/\$\{|TfToken|undefined|\[object|NaN/);
  });

  test('names what is in the Terraform JSON, each in its region', () => {
    const { runbook, template } = serviceOf(name);
    const wrong = asServiceCalls(runbook).flatMap(call => namesIn(call).filter(named => !isThere(named, template))
      .map(({ resourceType, physicalName, region }) => `${resourceType} ${physicalName} in ${region}: ${call.line}`));
    expect(wrong).toEqual([]);
  });

  test('has commands that a shell takes as they stand, in lines of a bearable length', () => {
    const { runbook } = serviceOf(name);
    const calls = runbook.procedures.filter(({ kind }) => kind !== ProcedureKind.STATE).flatMap(commandsIn)
      .filter(command => callIn(command) !== undefined);
    for (const command of calls) {
      expect(command).toMatch(/ --region /);
      // One word stands on a line of its own however long it is.
      expect(command.split(' \\\n').filter(line => line.length > 112 && !/^ *(--[\w-]+ )?\S+$/.test(line))).toEqual([]);
    }
    const script = runbook.procedures.flatMap(commandsIn).join('\n');
    ['bash', 'sh'].forEach(shell => execFileSync(shell, ['-n'], { input: script }));
  });

  test('calls no lost region in a failover, but to fence it, and says there that this is best effort', () => {
    const { runbook, plan: { context: { sites: { primary, standby } } } } = serviceOf(name);
    const lost = asServiceCalls(runbook).filter(({ kind, region }) => kind === ProcedureKind.FAILOVER && region === primary.region);
    for (const { text, operation, options } of lost) {
      expect(text).toContain('best effort');
      expect(operation).toMatch(/^(list-event-source-mappings|update-event-source-mapping|disable-rule)$/);
      expect([options['cli-connect-timeout'], options['cli-read-timeout']]).toEqual(['5', '5']);
      if (operation === 'update-event-source-mapping') expect(options).toHaveProperty('no-enabled');
    }
    const regions = new Set(asServiceCalls(runbook).map(({ region }) => region));
    regions.delete('us-east-1'); // where alarms on health checks are
    expect([...regions].filter(region => ![primary.region, standby.region].includes(region))).toEqual([]);
  });

  test('applies nothing with Terraform in a failover, unless the region is built', () => {
    const { runbook, plan } = serviceOf(name);
    const applied = commandsIn(procedure(runbook, ProcedureKind.FAILOVER)).filter(command => command.includes('terraform'));
    expect(applied).toEqual(plan.context.sites.strategy === Strategy.BACKUP_RESTORE ? ['terraform init', 'terraform apply', 'terraform apply'] : []);
  });

  test('turns consumers off before they are turned on elsewhere, and leads users after the writer has moved', () => {
    const { runbook } = serviceOf(name);
    for (const kind of [ProcedureKind.FAILOVER, ProcedureKind.SWITCHOVER, ProcedureKind.FAILBACK]) {
      inOrder(callsOf({ introduction: [], procedures: [procedure(runbook, kind)] }));
    }
  });

  // Version 1 of the AWS CLI may ask sts.amazonaws.com, whatever the region: https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html
  test('asks STS of a region and never its global endpoint, from the first call of each procedure', () => {
    for (const { kind, steps } of serviceOf(name).runbook.procedures) {
      const commands = steps.flatMap(step => step.commands);
      const first = commands.findIndex(command => /\baws /.test(command));
      const set = commands.indexOf('export AWS_STS_REGIONAL_ENDPOINTS=regional');
      expect([kind, set >= 0 && set < first]).toEqual([kind, first >= 0]);
    }
  });

  test('sets every variable before it is used', () => {
    for (const one of serviceOf(name).runbook.procedures) {
      const set = new Set<string>();
      for (const command of commandsIn(one)) {
        // What a command exports and prints again is set in the same line.
        const [exported, printed] = command.split('; ');
        const read = [...exported.matchAll(/\$([A-Z][A-Z_0-9]*)/g)].map(match => match[1]);
        expect([one.kind, command, read.filter(variable => !set.has(variable))]).toEqual([one.kind, command, []]);
        [...exported.matchAll(/([A-Z][A-Z_0-9]*)=/g)].forEach(match => set.add(match[1]));
        if (printed !== undefined) expect(set.has(/^echo "\$(\w+)"$/.exec(printed)![1])).toBe(true);
      }
    }
  });
});

function inOrder(calls: Call[]): void {
  const positions = (operation: RegExp, option?: string) => calls.flatMap((call, position) => (
    operation.test(call.operation) && (option === undefined || option in call.options) ? [position] : []
  ));
  const off = [...positions(/^update-event-source-mapping$/, 'no-enabled'), ...positions(/^disable-rule$/)];
  const on = [...positions(/^update-event-source-mapping$/, 'enabled'), ...positions(/^enable-rule$/)];
  const moved = positions(/^(failover|switchover)-global-cluster$/);
  const led = [...positions(/^put-object$/), ...positions(/^delete-object$/)];
  const before = (earlier: number[], later: number[]) => expect(Math.max(-1, ...earlier)).toBeLessThan(Math.min(calls.length, ...later));
  before(off, on);
  before(off, moved);
  before(moved, on);
  before(moved, led);
  before(on, led);
  // What was on in a region is off before it is on in the other one.
  for (const position of on) expect(off.some(earlier => earlier < position && calls[earlier].region !== calls[position].region)).toBe(true);
}

interface Named {
  readonly resourceType: RegExp;
  readonly physicalName: string;
  readonly region?: string;
  readonly busName?: string;
}

const BY_OPTION: Record<string, RegExp> = {
  'db-cluster-identifier': /^aws_rds_cluster$/,
  'db-cluster-parameter-group-name': /^aws_rds_cluster_parameter_group$/,
  'function-name': /^aws_lambda_function$/,
  'archive-name': /^aws_cloudwatch_event_archive$/,
  'bucket': /^aws_s3_bucket$/,
  'alarm-names': /^aws_cloudwatch_(metric|composite)_alarm$/,
  'backup-vault-name': /^aws_backup_vault$/,
  'source-backup-vault-name': /^aws_backup_vault$/,
};
const BY_ARN: [RegExp, RegExp][] = [
  [/^rds:.*:cluster:(.*)$/, /^aws_rds_cluster$/], [/^dynamodb:.*:table\/(.*)$/, /^aws_dynamodb_table$/], [/^backup:.*:backup-vault:(.*)$/, /^aws_backup_vault$/],
  [/^events:.*:archive\/(.*)$/, /^aws_cloudwatch_event_archive$/], [/^events:.*:event-bus\/(.*)$/, /^aws_cloudwatch_event_bus$/],
  [/^events:.*:rule\/[^/]+\/(.*)$/, /^aws_cloudwatch_event_rule$/], [/^iam:.*:role\/(?:.*\/)?([^/]*)$/, /^aws_iam_role$/],
];
// What a failover or a restore makes, and what is of AWS's own making.
const NOT_MADE = /-restored$|elasticfilesystem|-lost-writes$|^awsbackup:|mfa\/|recovery-point|kms:/;

function namesIn({ service, region, options, words }: Call): Named[] {
  const byOption = Object.entries(BY_OPTION)
    .flatMap(([option, resourceType]) => (words[option] ?? []).map(physicalName => ({ resourceType, physicalName, region })));
  const given = Object.entries(words).filter(([option]) => option !== 'query').flatMap(([, all]) => all);
  const arns = given.flatMap(word => [...word.matchAll(/arn:[\w-]+:([^,"\]]+)/g)].map(match => match[1]));
  return [
    ...byOption,
    ...(service === 'events' && 'name' in options ? [{ resourceType: /^aws_cloudwatch_event_rule$/, physicalName: options.name, region, busName: options['event-bus-name'] }] : []),
    ...(service === 'ssm' ? [{ resourceType: /^aws_ssm_parameter$/, physicalName: options.name, region }] : []),
    ...('global-cluster-identifier' in options ? [{ resourceType: /^aws_rds_global_cluster$/, physicalName: options['global-cluster-identifier'] }] : []),
    ...('table-name' in options ? [{ resourceType: /^aws_dynamodb_table$/, physicalName: options['table-name'] }] : []),
    ...arns.filter(arn => !NOT_MADE.test(arn)).map(arn => {
      const [pattern, resourceType] = BY_ARN.find(([one]) => one.test(arn)) ?? [/^(.*)$/, /^nothing$/];
      const anywhere = /iam|dynamodb/.test(arn);
      return { resourceType, physicalName: pattern.exec(arn)![1], ...(anywhere ? {} : { region: arn.split(':')[1] }) };
    }),
  ].filter(({ physicalName }) => !NOT_MADE.test(physicalName) && !EXISTING.includes(physicalName));
}

// Of architectures, what is there already.
const EXISTING = ['legacy', 'backup'];
const NAMES = ['cluster_identifier', 'global_cluster_identifier', 'function_name', 'alarm_name', 'bucket', 'name'];

function isThere({ resourceType, physicalName, region, busName }: Named, template: Template): boolean {
  return template.blocks.some(block => block.kind === 'resource' && resourceType.test(block.resourceType) && (region === undefined || block.region === region)
    && NAMES.some(name => typeof block.body[name] === 'string' && literal(block.body[name]) === physicalName)
    && (block.resourceType !== 'aws_cloudwatch_event_rule' || busName === undefined || busOf(block.body.event_bus_name, template) === busName));
}

function literal(text: string): string {
  return /\$\{(?!data\.aws_caller_identity)/.test(text) ? text : literalText(text);
}

function busOf(given: string, template: Template): string {
  const address = /^\$\{(aws_cloudwatch_event_bus\.[\w-]+)\.name\}$/.exec(given)?.[1];
  return address === undefined ? given : template.block(address)!.body.name;
}

const WITH_OPERATORS = ['the example', ...Object.values(Strategy).map(strategy => `everything, ${strategy}`), 'functions, pilot light without an instance and NAT',
  'backups of everything, locked, copied three times and tested', 'monitoring of everything', 'parameters and secrets, of a whole service', 'functions, HTTP entry and operators'];

describe.each(WITH_OPERATORS)('with the roles of %s', name => {
  const mayAll = async (policy: PolicyDocument, call: Call) => {
    const answers = await Promise.all(requestsOf(call, call.functionName).map(request => allows(policy, request)));
    return answers.every(answer => answer);
  };
  const isOne = (one: Call, other: Call) => one.line === other.line && one.functionName === other.functionName;
  const unique = (calls: Call[]) => calls.filter((call, position) => calls.findIndex(other => isOne(call, other)) === position);

  test('operators may run every command, and observers those that read', async () => {
    const { runbook, template } = serviceOf(name);
    const [operator, observer] = ['operator', 'observer'].map(role => policyOfRole([template], `orders-prod-${role}`));
    const calls = unique(asServiceCalls(runbook));
    expect(calls.length).toBeGreaterThan(10);
    const refused = async (policy: PolicyDocument, some: Call[]) => {
      const lines = await Promise.all(some.map(async call => ((await mayAll(policy, call)) ? [] : [call.line])));
      return lines.flat();
    };
    expect(await refused(operator, calls)).toEqual([]);
    const reading = calls.filter(({ operation }) => !CHANGES.test(operation));
    expect(await refused(observer, reading)).toEqual([]);
    const changing = calls.filter(({ operation }) => CHANGES.test(operation));
    expect(await refused(observer, changing)).toEqual(changing.map(({ line }) => line));
  });
});
