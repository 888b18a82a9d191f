// What the runbook says of services with something of their own: states, tokens, accounts, roles.

import { execFileSync } from 'child_process';
import { App, TerraformVariable, Testing } from 'cdktf';
import * as fc from 'fast-check';
import { exampleService, fullService, madeBy, madeService, OBJECTIVES } from './making';
import { callsOf, shellWords, VALUES } from './shell';
import {
  Access, Attribute, Credentials, DatabaseEngine, DnsFailover, Endpoint, FunctionSpec, HostedZone, MultiRegionDr, Sites, StateLocation, Strategy,
  TableSpec, TaggedStack, Trigger,
} from '../../src';
import { planService } from '../../src/multi-region-dr/plan';
import { aws, commandText, filledIn, kept, ProcedureKind, shellWord, variablesOf } from '../../src/plan/runbook';
import { Procedure, Report, Runbook } from '../../src/report/report';
import { runbookOf } from '../../src/report/runbook';
import { runbookMarkdown } from '../../src/report/runbook-markdown';
import { stateFactsOf } from '../../src/sites/state-facts';
import { ACCOUNT } from '../identity/simulate';
import { soundService } from '../support/arbitraries';
import { textOf } from '../support/files';
import { API, TABLES } from '../support/layers';
import { SITES } from '../support/synth';

const OPERATORS = { trustedPrincipalArns: [`arn:aws:iam::${ACCOUNT}:user/sre`] };
const LOCATION = new StateLocation({
  serviceName: 'acme', environment: 'prod', accountId: ACCOUNT, primary: { region: 'us-east-1' }, standby: { region: 'us-west-2' }, lockTable: true,
});

const procedure = ({ procedures }: Runbook, kind: ProcedureKind): Procedure => procedures.find(one => one.kind === kind)!;
const textIn = ({ introduction, steps }: Procedure) => [...introduction, ...steps.flatMap(({ text, commands, answer = '' }) => [text, ...commands, answer])].join('\n');
const commandsIn = ({ steps }: Procedure) => steps.flatMap(({ commands }) => commands);
const markdownOf = (runbook: Runbook) => runbookMarkdown({ service: { serviceName: 'orders', environment: 'prod' }, runbook } as Report);

describe('a command', () => {
  const words = (command: string) => shellWords(command, name => VALUES[name]);
  const run = (shell: string, command: string) => execFileSync(shell, ['-c', `aws() { printf '%s\\0' aws "$@"; }\n${command}`], { env: { ...process.env, ...VALUES }, encoding: 'utf8' }).split('\0').slice(0, -1);

  test.each(['plain', 'a b', 'it\'s', '"', '$HOME', '`id`', 'back\\slash', 'it\'s "$5"', '!', '', '*', '~', 'a;b', '#x', 'line\nbreak', '(x)'])('hands over %j as one word', value => {
    const command = commandText(aws('s3api head-object', 'us-east-1', ['key', value]));
    for (const shell of ['bash', 'sh']) expect(run(shell, command)).toEqual(['aws', 's3api', 'head-object', '--region', 'us-east-1', '--key', value]);
  });

  test('hands over any text as one word', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), value => {
      const printed = execFileSync('sh', ['-c', `printf '%s' ${shellWord(value)}`], { encoding: 'utf8' });
      expect(printed).toBe(value);
    }), { numRuns: 100 });
  });

  test('goes on after a backslash when it is long, and is the same to a shell', () => {
    const names = Array.from({ length: 30 }, (_, position) => `alarm-${position} of orders`);
    const command = commandText(aws('cloudwatch describe-alarms', 'us-east-1', ['alarm-names', ...names], ['query', 'MetricAlarms[].AlarmName']));
    expect(command.split('\n').length).toBeGreaterThan(3);
    expect(command.split('\n').every(line => line.length <= 112)).toBe(true);
    for (const shell of ['bash', 'sh']) expect(run(shell, command)).toEqual(['aws', 'cloudwatch', 'describe-alarms', '--region', 'us-east-1', '--alarm-names', ...names, '--query', 'MetricAlarms[].AlarmName']);
  });

  test('puts variables into quotes of their own, in which no shell takes what follows for a modifier', () => {
    const account = filledIn('ACCOUNT', 'the account');
    expect(shellWord(['arn:aws:iam::', account, ':role/x'])).toBe('arn:aws:iam::"$ACCOUNT":role/x');
    const command = aws('x y', 'us-east-1', ['json', ['{"a":"', account, '"}']]);
    expect(words(commandText(command)).slice(-1)).toEqual([`{"a":"${ACCOUNT}"}`]);
    expect(run('sh', commandText(command)).slice(-1)).toEqual([`{"a":"${ACCOUNT}"}`]);
    expect(variablesOf(command)).toEqual([account]);
  });

  test('keeps its answer in a variable', () => {
    expect(commandText(kept('MAPPING', aws('x y', 'us-east-1', ['query', 'Id'])))).toBe('export MAPPING="$(aws x y --region us-east-1 --query Id --output text)"');
  });

  test('is read by these tests as a shell reads it', () => {
    const { runbook } = fullService(Strategy.WARM_STANDBY);
    const plain = runbook.procedures.flatMap(commandsIn).filter(command => command.startsWith('aws ') && !/"\$(REPLAY|LOST_WRITES|RECOVERY_POINT|VAULT_KEY)"/.test(command));
    const script = plain.join('\necho\n');
    const printed = execFileSync('sh', ['-c', `aws() { printf '%s\\t' aws "$@"; }\n${script}`], { env: { ...process.env, ...VALUES }, encoding: 'utf8' });
    expect(printed.split('\n').map(line => line.split('\t').slice(0, -1))).toEqual(plain.map(words));
  });
});

describe('the state', () => {
  const DOCUMENTED = textOf('docs/state-runbook.md').replace(/ *\\\n */g, ' ');
  const stack = (props: object) => new TaggedStack(Testing.app(), 'orders-prod', { environmentSuffix: 'prod', ...props });
  const withTable = (props: object) => {
    const made = stack(props);
    return madeBy(() => { new MultiRegionDr(made, 'Dr', { ...SITES, ...OBJECTIVES, environment: undefined, tables: [TABLES[0]] }); }, made);
  };

  test('in two buckets is re-pointed with the commands of the page, which have been run', () => {
    const { runbook, state } = withTable({ stateLocation: LOCATION });
    const [west, east] = ['us-west-2', 'us-east-1'].map(region => ({ bucket: LOCATION.bucketIn(region), region, lockTable: LOCATION.lockTableIn(region) }));
    expect(state).toEqual([{ stackPath: 'orders-prod', kept: { key: 'orders/prod/terraform.tfstate', used: west, replica: east } }]);
    const commands = commandsIn(procedure(runbook, ProcedureKind.STATE));
    const own = commands.filter(command => !/^(export|unset|echo) /.test(command));
    expect(own.length).toBeGreaterThan(15);
    for (const line of own.flatMap(command => command.replace(/ *\\\n */g, ' ').split('\n').map(one => one.trim()))) expect(DOCUMENTED).toContain(line);
    expect(commands.join('\n')).toContain(`export LOST=us-west-2 LOST_BUCKET=${west.bucket}\nexport LEFT=us-east-1 LEFT_BUCKET=${east.bucket}\nexport STATE_KEY=orders/prod/terraform.tfstate`);
    expect(commands.join('\n')).toContain(`export LOCK_TABLE=${east.lockTable}`);
    expect(commands.join('\n')).toContain(`export LOST_LOCK_TABLE=${west.lockTable}`);
    expect(commands).toContain('export TERRAFORM_STATE_REGION="$LEFT"');
    expect(procedure(runbook, ProcedureKind.STATE).introduction.join(' ')).toContain('the loss of us-east-1 doesn\'t either');
  });

  test('its fence is a policy that denies writing to the lost bucket', () => {
    const { runbook } = withTable({ stateLocation: LOCATION });
    const fence = commandsIn(procedure(runbook, ProcedureKind.STATE)).find(command => command.startsWith('echo'))!;
    const policy = execFileSync('sh', ['-c', fence.replace(/ > fence.json$/, '')], { env: { ...process.env, LOST_BUCKET: 'lost' }, encoding: 'utf8' });
    expect(JSON.parse(policy).Statement).toEqual([{ Sid: 'Fence', Effect: 'Deny', Principal: '*', Action: ['s3:PutObject', 's3:DeleteObject'], Resource: 'arn:aws:s3:::lost/*' }]);
  });

  test('in one bucket asks for the copy, and says that none is known', () => {
    const { runbook } = withTable({ stateBucket: 'own', stateBucketRegion: 'us-west-2' });
    const text = textIn(procedure(runbook, ProcedureKind.STATE));
    expect(text).toContain('export LOST=us-west-2 LOST_BUCKET=own\nexport LEFT=... LEFT_BUCKET=...');
    expect(text).toContain('No replica of this bucket is known');
    expect(text).toContain('TERRAFORM_STATE_BUCKET_REGION');
    expect(text).not.toContain('TERRAFORM_STATE_REGION');
  });

  test('of a stack that is not told of is told in words', () => {
    const { runbook, state } = madeService({ tables: [TABLES[0]] });
    expect(state).toEqual([{ stackPath: 'orders' }]);
    expect(textIn(procedure(runbook, ProcedureKind.STATE))).toContain('is not known here');
    expect(commandsIn(procedure(runbook, ProcedureKind.STATE))).toEqual([]);
  });

  test('of four stacks is led over at once, each with its key', () => {
    const app = Testing.app() as App;
    const layout = Sites.perRegion(app, 'orders-prod', { primary: SITES.primary, standby: SITES.standby, environmentSuffix: 'prod', stateLocation: LOCATION });
    const state = stateFactsOf(layout.foundation);
    expect(state.map(({ kept: one }) => one?.key)).toEqual(['foundation', 'primary', 'standby', 'routing'].map(scope => `orders/prod/${scope}/terraform.tfstate`));
  });
});

describe('what Terraform alone knows', () => {
  const { runbook } = madeBy(stack => {
    const token = (name: string) => new TerraformVariable(stack, name, { type: 'string' }).stringValue;
    const own = new TableSpec('own', { existingName: token('table') });
    new MultiRegionDr(stack, 'Dr', {
      ...SITES,
      ...OBJECTIVES,
      database: {
        engine: DatabaseEngine.auroraPostgresql('16.8'),
        credentials: Credentials.fromSecretArns({ primary: token('secret1'), standby: token('secret2') }),
        existing: { globalClusterIdentifier: token('global'), primaryClusterIdentifier: token('one'), standbyClusterIdentifier: token('two') },
      },
      tables: [own],
      functions: [new FunctionSpec('worker', { ...API.props, access: [Access.read(own)], triggers: [Trigger.stream(own)] })],
      backup: { manageRegionSettings: true, roleArn: token('backupRole') },
      operators: { operatorRoleArn: token('operator'), observerRoleArn: token('observer') },
      acceptedRisks: { DR617: 'a test' },
    });
  });

  test('is filled in by the reader, in the first step, which says what it is', () => {
    const [{ text, commands }] = procedure(runbook, ProcedureKind.FAILOVER).steps;
    for (const name of ['GLOBAL_CLUSTER', 'STANDBY_CLUSTER', 'TABLE_OWN', 'OPERATOR_ROLE', 'BACKUP_ROLE']) {
      expect(commands).toContain(`export ${name}=...`);
      expect(text).toContain(`\`${name}\` is `);
    }
    expect(commands).not.toContain('export PRIMARY_CLUSTER=...');
  });

  test('is nowhere in it as a token', () => {
    expect(`${JSON.stringify(runbook)}${markdownOf(runbook)}`).not.toMatch(/\$\{|TfToken/);
  });

  test('stands in commands as a variable', () => {
    expect(commandsIn(procedure(runbook, ProcedureKind.FAILOVER)).join('\n')).toContain('--global-cluster-identifier "$GLOBAL_CLUSTER"');
    expect(callsOf(runbook, tokens()).length).toBeGreaterThan(20);
  });

  const tokens = () => ({
    GLOBAL_CLUSTER: 'g',
    PRIMARY_CLUSTER: 'p',
    STANDBY_CLUSTER: 's',
    TABLE_OWN: 't',
    OPERATOR_ROLE: 'o',
    BACKUP_ROLE: 'b',
    NAME_1: 'n',
    NAME_2: 'n',
    RESOURCE_1_PRIMARY: 'p',
    RESOURCE_1_STANDBY: 's',
    RESOURCE_2_PRIMARY: 't',
    RESOURCE_2_STANDBY: 't',
  });
});

describe('the account', () => {
  const withRole = (assumeRoleArn: string | undefined) => madeService({
    primary: { region: 'us-east-1', assumeRoleArn }, standby: { region: 'us-west-2', assumeRoleArn }, database: { engine: DatabaseEngine.auroraPostgresql('16.8') }, operators: OPERATORS,
  }).runbook;

  test('is that of the role that Terraform assumes', () => {
    const text = JSON.stringify(withRole('arn:aws:iam::444455556666:role/deploy'));
    expect(text).toContain('arn:aws:rds:us-west-2:444455556666:cluster:orders-prod-database-us-west-2');
    expect(text).not.toContain('$ACCOUNT');
  });

  test('is asked for first, where nothing tells it', () => {
    for (const kind of [ProcedureKind.SWITCHOVER, ProcedureKind.FAILOVER, ProcedureKind.FAILBACK]) {
      expect(procedure(withRole(undefined), kind).steps[0].commands).toContain('export ACCOUNT="$(aws sts get-caller-identity --region us-west-2 --query Account --output text)"');
    }
  });
});

test('docs/failover.md asks STS of a region before its first call of it, as the runbook does', () => {
  const page = textOf('docs/failover.md');
  expect(page.indexOf('export AWS_STS_REGIONAL_ENDPOINTS=regional\n')).toBeGreaterThan(-1);
  expect(page.indexOf('export AWS_STS_REGIONAL_ENDPOINTS=regional\n')).toBeLessThan(page.indexOf('aws sts '));
  expect(page.indexOf('With `headlessStandby`')).toBeLessThan(page.indexOf('aws rds failover-global-cluster'));
});

describe('operators', () => {
  const entering = (operators: object) => procedure(madeService({ tables: [TABLES[0]], operators: operators as any, acceptedRisks: { DR403: 'a test' } }).runbook, ProcedureKind.FAILOVER)
    .steps.find(({ text }) => text.startsWith('Become'))!;

  test('show their device where the role asks for MFA', () => {
    expect(entering(OPERATORS).commands.join('\n')).toContain('--serial-number "$MFA_DEVICE" --token-code "$MFA_CODE"');
    expect(entering({ ...OPERATORS, requireMfa: false }).commands.join('\n')).not.toMatch(/MFA|token-code/);
  });

  test('use rights of their own where there is no role', () => {
    const { runbook } = madeService({ tables: [TABLES[0]] });
    expect(textIn(procedure(runbook, ProcedureKind.FAILOVER))).toContain('Use rights of your own');
  });
});

describe('procedures that a service does not need', () => {
  const table = madeService({ tables: [TABLES[0]] }).runbook;
  const rebuilt = fullService(Strategy.BACKUP_RESTORE).runbook;

  test.each([
    ['the switch, without dns', table, ProcedureKind.SWITCH, 'has no `dns`'],
    ['the switch, with a record alone', rebuilt, ProcedureKind.SWITCH, 'the host name has one record'],
    ['a planned move to a region with nothing in it', rebuilt, ProcedureKind.SWITCHOVER, 'nothing to move to'],
  ])('stand with a sentence: %s', (_, runbook, kind, words) => {
    expect(procedure(runbook, kind)).toMatchObject({ introduction: [expect.stringContaining(words)], steps: [] });
  });
});

describe('strategies', () => {
  const failover = (strategy: Strategy) => procedure(fullService(strategy).runbook, ProcedureKind.FAILOVER);

  test('BACKUP_RESTORE builds the region, restores into it, and leads users by hand', () => {
    const text = textIn(failover(Strategy.BACKUP_RESTORE));
    const positions = ['terraform init', 'start-restore-job', 'Lead functions', 'Lead users to us-west-2 by hand'].map(words => text.indexOf(words));
    expect(positions).toEqual([...positions].sort((one, other) => one - other));
    expect(positions[0]).toBeGreaterThan(-1);
    expect(text).not.toMatch(/failover-global-cluster|put-object/);
  });

  test.each([[ProcedureKind.FAILOVER, 'failover-global-cluster'], [ProcedureKind.SWITCHOVER, 'switchover-global-cluster']])(
    'PILOT_LIGHT without an instance makes one before the writer moves: %s', (kind, move) => {
      const commands = commandsIn(procedure(fullService(Strategy.PILOT_LIGHT).runbook, kind)).join('\n');
      const positions = ['create-db-instance', 'wait db-instance-available', move, 'enable-rule'].map(words => commands.indexOf(words));
      expect(positions).not.toContain(-1);
      expect(positions).toEqual([...positions].sort((one, other) => one - other));
      expect(commandsIn(procedure(fullService(Strategy.WARM_STANDBY).runbook, kind)).join('\n')).not.toContain('create-db-instance');
    },
  );

  test('ACTIVE_ACTIVE turns nothing on, and replays nothing: it is on', () => {
    const text = textIn(failover(Strategy.ACTIVE_ACTIVE));
    expect(text).not.toMatch(/enable-rule|update-event-source-mapping|start-replay/);
    expect(text).toContain('Both regions serve users already');
    expect(textIn(failover(Strategy.WARM_STANDBY))).toContain('start-replay');
  });

  test('an AUTOMATIC failover throws the switch all the same', () => {
    const { runbook } = madeService({
      tables: [new TableSpec('orders', { partitionKey: Attribute.string('pk') })],
      dns: { hostName: 'orders.example.com', zone: HostedZone.fromName('example.com'), siteEndpoints: { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') }, failover: DnsFailover.AUTOMATIC, alarmActionArns: [`arn:aws:sns:us-east-1:${ACCOUNT}:duty`] },
    });
    expect(textIn(procedure(runbook, ProcedureKind.FAILOVER))).toContain('throw the switch all the same');
  });

  test('the way back begins with turning off what came back', () => {
    const [, , first] = procedure(fullService(Strategy.WARM_STANDBY).runbook, ProcedureKind.FAILBACK).steps;
    expect(first.text).toContain('First of all, turn off');
    expect(first.commands.every(command => command.includes('us-east-1'))).toBe(true);
  });

  test('an enforced RPO is reset only where the other region is lost', () => {
    const reset = procedure(fullService(Strategy.WARM_STANDBY).runbook, ProcedureKind.FAILBACK).steps.find(({ commands }) => commands.join().includes('reset-db-cluster-parameter-group'))!;
    expect(reset.text).toContain('Only if us-west-2 is lost');
  });

  test('the loss of the standby region is told of as it is: held back commits, and the way back without it', () => {
    const words = (more: object) => {
      const { runbook } = madeService({ database: { engine: DatabaseEngine.auroraPostgresql('16.8'), ...more }, acceptedRisks: { DR117: 'a test' } });
      return [procedure(runbook, ProcedureKind.FAILOVER).introduction.join('\n'), textIn(procedure(runbook, ProcedureKind.FAILBACK))];
    };
    const [enforced, failback] = words({ enforcedRpoSeconds: 60 });
    expect(enforced).toMatch(/us-west-2 that is lost\?.*holds commits in us-east-1 back.*`rds\.global_db_rpo`/);
    expect(failback).toContain('Only if us-west-2 is lost, whether us-east-1 is the writer');
    const [free] = words({});
    expect(free).toMatch(/us-west-2 that is lost\? While us-east-1 does the work, nothing is to be done\./);
    expect(free).not.toContain('global_db_rpo');
    expect(free).toContain('Does us-west-2 do the work');
    expect(failback).toContain('`aws rds failover-global-cluster --region us-east-1 --global-cluster-identifier orders-prod-database '
      + '--target-db-cluster-identifier arn:aws:rds:us-east-1:"$ACCOUNT":cluster:orders-prod-database-us-east-1 --allow-data-loss`');
    const { runbook: table } = madeService({ tables: [TABLES[0]] });
    expect(procedure(table, ProcedureKind.FAILOVER).introduction.join('\n')).not.toMatch(/failback|global_db_rpo/);
  });

  test('BACKUP_RESTORE stops what came back first of all, and brings back the backup that it has just made', () => {
    const { steps } = procedure(fullService(Strategy.BACKUP_RESTORE).runbook, ProcedureKind.FAILBACK);
    const at = (words: string) => steps.findIndex(({ text }) => text.includes(words));
    expect(at('Stop what works in us-east-1')).toBeGreaterThan(-1);
    expect(at('Stop what works in us-east-1')).toBeLessThan(at('Write down in us-east-1'));
    const finding = steps.filter(({ text }) => text.startsWith('Find the backup'));
    expect(finding.length).toBeGreaterThan(1);
    for (const { text } of finding) {
      expect(text).toContain('the copy that was made just now');
      expect(text).not.toContain('before the trouble');
    }
  });

  test('a drill tells what its times are for', () => {
    const text = textIn(procedure(fullService(Strategy.WARM_STANDBY).runbook, ProcedureKind.DRILL));
    for (const word of ['detectSeconds', 'executeSeconds', 'validateSeconds', 'lagSeconds', 'DrilledCall.FAILOVER', 'DrilledCall.SWITCHOVER', 'date -u +%FT%TZ']) expect(text).toContain(word);
  });
});

describe('runbook.md', () => {
  const { runbook } = exampleService();
  const markdown = markdownOf(runbook);

  test('has a heading for each procedure, and a list of them that leads there', () => {
    const headings = [...markdown.matchAll(/^## (.*)$/gm)].map(match => match[1]);
    expect(headings).toEqual(runbook.procedures.map(({ title }) => title));
    const links = [...markdown.matchAll(/^- \[(.*)\]\(#(.*)\)$/gm)].map(match => [match[1], match[2]]);
    expect(links).toEqual(headings.map(heading => [heading, heading.toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-')]));
  });

  test('has every command in a block of its step, indented as the step is', () => {
    const blocks = [...markdown.matchAll(/^( *)```sh\n([\s\S]*?)^ *```$/gm)].map(([, indent, body]) => body.split('\n').map(line => {
      expect(line === '' || line.startsWith(indent)).toBe(true);
      return line.slice(indent.length);
    }).join('\n').trimEnd());
    const steps = runbook.procedures.flatMap(({ steps: all }) => all).filter(({ commands }) => commands.length > 0);
    expect(blocks).toEqual(steps.map(({ commands }) => commands.join('\n')));
  });

  test('numbers the steps of each procedure', () => {
    const sections = markdown.split(/^## /m).slice(1);
    sections.forEach((section, position) => {
      const numbers = [...section.matchAll(/^(\d+)\. /gm)].map(match => Number(match[1]));
      expect(numbers).toEqual(runbook.procedures[position].steps.map((_, step) => step + 1));
    });
  });

  test('is the same each time', () => {
    expect(markdownOf(exampleService().runbook)).toBe(markdown);
    expect(markdown).not.toMatch(/\/work|\/home|\/tmp|node_modules| +$/m);
  });
});

test('the runbook of any sound service is made, the same each time, without a token', () => {
  fc.assert(fc.property(soundService, props => {
    const write = () => {
      const { plan } = planService(props, {}, value => typeof value === 'string' && value.includes('${'));
      return runbookOf({ context: plan!.context, layers: plan!.layers, state: [] });
    };
    const runbook = write();
    expect(write()).toEqual(runbook);
    const text = JSON.stringify(runbook);
    expect(text).not.toMatch(/\$\{|undefined|\[object/);
    expect(runbook.procedures.map(({ kind }) => kind)).toEqual(Object.values(ProcedureKind));
    const commands = commandsIn(procedure(runbook, ProcedureKind.FAILOVER));
    const at = (words: string) => commands.findIndex(command => command.includes(words));
    if (at('failover-global-cluster') >= 0 && at('put-object') >= 0) expect(at('failover-global-cluster')).toBeLessThan(at('put-object'));
    const other = commands.filter(command => command.includes(`--region ${props.primary.region} `) && !command.includes('--cli-connect-timeout 5'));
    expect(other).toEqual([]);
  }), { numRuns: 50 });
});
