import * as fs from 'fs';
import * as path from 'path';
import { TerraformStack, TerraformVariable, Testing } from 'cdktf';
import { filesOf, inFolder, reported, SOUND } from './reported';
import { DatabaseEngine, EventReplication, MultiRegionDr, MultiRegionDrProps } from '../../src';
import type { Report } from '../../src/report/report';
import { fourStacks } from '../support/four-stacks';
import { TABLES } from '../support/layers';
import { newStack, quietly, templatesOf } from '../support/synth';

const PROPS: MultiRegionDrProps = {
  ...SOUND,
  database: { engine: DatabaseEngine.auroraPostgresql('16.8') },
  tables: TABLES,
  events: { replication: EventReplication.forwardBothWays(['orders']) },
  parameters: { values: { 'log-level': 'info' } },
};
const make = (stack: TerraformStack = newStack()) => quietly(() => new MultiRegionDr(stack, 'Dr', PROPS));

test('four files are written, into a folder that is made', () => inFolder(folder => {
  const directory = path.join(folder, 'deep', 'report');
  const files = quietly(() => make().writeReport(directory));
  expect(files).toEqual(['report.html', 'report.json', 'report.schema.json', 'runbook.md'].map(name => path.join(directory, name)));
  expect(fs.readdirSync(directory).sort()).toEqual(files.map(file => path.basename(file)).sort());
  const report = JSON.parse(fs.readFileSync(files[1], 'utf8'));
  expect(fs.existsSync(path.join(directory, report.$schema))).toBe(true);
}));

test('the same properties give the same bytes, in another app and when it is written again', () => {
  const dr = make();
  const first = filesOf(dr);
  expect(filesOf(make())).toEqual(first);
  expect(filesOf(dr)).toEqual(first);
});

test('files of an earlier report are replaced', () => inFolder(folder => {
  fs.writeFileSync(path.join(folder, 'report.json'), 'old');
  quietly(() => make().writeReport(folder));
  expect(JSON.parse(fs.readFileSync(path.join(folder, 'report.json'), 'utf8')).service.serviceName).toBe('orders');
}));

test('writing a report makes nothing, and warns of nothing', () => {
  const stack = newStack();
  const dr = make(stack);
  const paths = () => stack.node.root.node.findAll().map(one => one.node.path);
  const before = paths();
  filesOf(dr);
  expect(paths()).toEqual(before);
});

describe('a directory that is none is refused, and nothing is written', () => {
  test.each([
    ['nothing', () => '', 'no directory given'],
    ['blanks', () => '  ', 'no directory given'],
    ['another kind', () => 7 as unknown as string, 'no directory given'],
    ['a token', () => new TerraformVariable(newStack(), 'folder', { type: 'string' }).stringValue, 'a token given'],
    ['an expression', () => 'out/${var.folder}', 'a token given'],
  ])('%s', (_, directory, message) => expect(() => make().writeReport(directory())).toThrow(message));

  test('a file', () => inFolder(folder => {
    const file = path.join(folder, 'report');
    fs.writeFileSync(file, '');
    expect(() => make().writeReport(file)).toThrow(`'${file}' is a file, a directory needed`);
    expect(() => make().writeReport(path.join(file, 'deeper'))).toThrow('cannot be written');
    expect(fs.readdirSync(folder)).toEqual(['report']);
  }));

  test('one with a directory in the place of a file', () => inFolder(folder => {
    fs.mkdirSync(path.join(folder, 'runbook.md'));
    expect(() => make().writeReport(folder)).toThrow('runbook.md\' is a directory');
    expect(fs.readdirSync(folder)).toEqual(['runbook.md']);
  }));
});

test('a directory where a file is written first is told of, and stays', () => inFolder(folder => {
  fs.mkdirSync(path.join(folder, 'report.json.new', 'kept'), { recursive: true });
  expect(() => make().writeReport(folder)).toThrow(`writeReport: '${path.join(folder, 'report.json.new')}' is a directory`);
  expect(fs.readdirSync(folder)).toEqual(['report.json.new']);
}));

test('one stack and four differ in stacks and states alone', () => {
  const report = (stack: TerraformStack): Report => JSON.parse(filesOf(make(stack))['report.json']);
  const [one, four] = [report(newStack()), report(fourStacks(Testing.app(), 'orders').foundation)];
  const withoutStacks = ({ service, architecture, unprotected, runbook, ...rest }: Report) => ({
    ...rest,
    service: { ...service, stacks: [] },
    architecture: architecture.filter(({ path: section }) => section !== 'state'),
    unprotected: unprotected.filter(({ path: section }) => section !== 'state'),
    procedures: runbook.procedures.map(({ kind }) => kind),
  });
  expect(one.service.stacks).toEqual(['orders']);
  expect(four.service.stacks).toHaveLength(4);
  expect(withoutStacks(four)).toEqual(withoutStacks(one));
});

test('a service in one stack with another counts its own resources', () => {
  const stack = newStack();
  const report = reported({ tables: TABLES.slice(0, 1) }, stack);
  quietly(() => new MultiRegionDr(stack, 'Other', { ...SOUND, serviceName: 'other', tables: TABLES.slice(0, 1) }));
  expect(reported({ tables: TABLES.slice(0, 1) }).resources).toEqual(report.resources);
});

describe('what Terraform makes', () => {
  const counted = (report: Report) => report.resources.reduce((sum, { count }) => sum + count, 0);

  test('is counted as it is synthesized, in one stack and in four', () => {
    for (const stack of [newStack(), fourStacks(Testing.app(), 'orders').foundation]) {
      const dr = make(stack);
      const report: Report = JSON.parse(filesOf(dr)['report.json']);
      const templates = quietly(() => templatesOf(stack.node.root as never));
      const made = templates.flatMap(template => Object.entries<object>(template.json.resource ?? {})
        .flatMap(([type, byName]) => Object.keys(byName).map(() => type)));
      expect(counted(report)).toBe(made.length);
      for (const type of new Set(made)) {
        const ofType = report.resources.filter(({ resourceType }) => resourceType === type).reduce((sum, { count }) => sum + count, 0);
        expect([type, ofType]).toEqual([type, made.filter(one => one === type).length]);
      }
    }
  });

  test('is of a scope and a region, and sorted', () => {
    const { resources } = reported(PROPS);
    expect(new Set(resources.map(({ scope }) => scope))).toEqual(new Set(['Foundation', 'Primary', 'Standby']));
    expect(resources.filter(({ scope }) => scope === 'Primary').map(({ region }) => region)).not.toContain('us-west-2');
    expect(resources).toContainEqual({ scope: 'Foundation', region: 'us-east-1', resourceType: 'aws_rds_global_cluster', count: 1 });
    const order = ['Foundation', 'Primary', 'Standby', 'Routing'];
    const keys = resources.map(({ scope, region, resourceType }) => `${order.indexOf(scope)} ${region} ${resourceType}`);
    expect(keys).toEqual([...keys].sort());
  });
});
