// The tables of docs/estimate.md: the terms, from estimates of services that have all of them, and what others published beside what is estimated.

import * as fs from 'fs';
import * as path from 'path';
import { Anchor, ANCHORS, Band, BANDS, BANDS_SOURCE, Ours } from './estimate-anchors';
import {
  AlarmReceiver, Attribute, DatabaseEngine, Endpoint, EstimateTerm, EventReplication, FunctionCode, FunctionSpec, HostedZone, MultiRegionDr,
  MultiRegionDrProps, Strategy, TableSpec, Trigger,
} from '../src';

const PAGE = path.join(__dirname, '..', 'docs', 'estimate.md');
const section = (name: string) => new RegExp(`(<!-- ${name}: .* -->\\n)[\\s\\S]*?(<!-- end of ${name} -->)`);

const EVERYTHING: MultiRegionDrProps = {
  serviceName: 'orders',
  environment: 'prod',
  objectives: { rtoMinutes: 60, rpoSeconds: 60 },
  primary: { region: 'eu-west-1' },
  standby: { region: 'eu-central-1' },
  strategy: Strategy.PILOT_LIGHT,
  database: { engine: DatabaseEngine.auroraPostgresql('16.8'), headlessStandby: true },
  tables: [new TableSpec('orders', { partitionKey: Attribute.string('pk') })],
  functions: [new FunctionSpec('worker', {
    code: FunctionCode.fromS3({ primary: { bucket: 'one', key: 'worker.zip' }, standby: { bucket: 'two', key: 'worker.zip' } }),
    runtime: 'python3.13',
    handler: 'app.handler',
    triggers: [Trigger.queue()],
  })],
  events: { replication: EventReplication.globalEndpoint() },
  dns: {
    zone: HostedZone.fromName('example.com'),
    hostName: 'orders.example.com',
    siteEndpoints: { primary: Endpoint.cname('one.example.net'), standby: Endpoint.cname('two.example.net') },
  },
  monitoring: { receivers: [AlarmReceiver.email('duty@example.com')] },
  backup: {},
};

/** The text of docs/estimate.md, with the tables as they are now. */
export function estimatePage(): string {
  const { database, functions, events, ...alone } = EVERYTHING;
  const fromBackups = {
    ...EVERYTHING,
    strategy: Strategy.BACKUP_RESTORE,
    dns: { ...EVERYTHING.dns, siteEndpoints: { primary: Endpoint.cname('one.example.net') } },
  };
  const services = [EVERYTHING, alone, fromBackups];
  const terms = services.flatMap(props => MultiRegionDr.estimateOf(props).terms);
  // Of terms that several have, that of the first.
  const table = [
    '',
    '| term | part of | what happens | best / planned / pessimistic, in seconds | source | what lowers it |',
    '| --- | --- | --- | --- | --- | --- |',
    ...terms.filter((term, position) => terms.findIndex(other => other.termName === term.termName) === position).map(row),
    '',
    '',
  ].join('\n');
  return [['terms', table], ['anchors', anchorTable()], ['bands', bandTable()]].reduce((page, [name, rows]) => (
    page.replace(section(name), (_, before: string, after: string) => `${before}${rows}${after}`)), fs.readFileSync(PAGE, 'utf8'));
}

function anchorTable(): string {
  return [
    '',
    '| published total | by | theirs | ours, best / planned / pessimistic | planned for theirs | is theirs within ours |',
    '| --- | --- | --- | --- | --- | --- |',
    ...ANCHORS.map(anchorRow),
    '',
    '',
  ].join('\n');
}

function anchorRow({ what, source, kind, theirSeconds, ours, outside }: Anchor): string {
  const { planned } = ours();
  return `| ${what} | [${new URL(source).hostname.replace('www.', '')}](${source}), ${kind} | ${theirSeconds} | ${inOrder(ours())} | ${(planned / theirSeconds).toFixed(1)} | ${outside === undefined ? 'yes' : `**no.** ${outside}`} |`;
}

function bandTable(): string {
  return [
    '',
    `| strategy | [whitepaper](${BANDS_SOURCE}) | taken as, in seconds | ours, best / planned / pessimistic |`,
    '| --- | --- | --- | --- |',
    ...BANDS.map(({ strategy, band, leastSeconds, mostSeconds, ours }: Band) => `| ${strategy} | ${band} | ${leastSeconds} to ${mostSeconds} | ${inOrder(ours())} |`),
    '',
    '',
  ].join('\n');
}

function inOrder({ best, planned, pessimistic }: Ours): string {
  return [best, planned, pessimistic].join(' / ');
}

function row({ termName, phase, what, time, source, inferred, lowers }: EstimateTerm): string {
  const name = termName.replace('tables.orders.', 'tables.<name>.');
  const times = [time.bestSeconds, time.plannedSeconds, time.pessimisticSeconds].join(' / ');
  return `| \`${name}\` | ${phase} | ${what} | ${times} | [${new URL(source).pathname.split('/').pop()!.replace('.html', '')}](${source})${inferred ? ', inferred' : ''} | ${lowers ?? ''} |`;
}
