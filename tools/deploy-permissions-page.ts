// docs/deploy-permissions.md: the IAM actions that deploying each layer needs.
//
// tools/deploy-permissions.json tells the actions of each resource; which resources a layer makes is read from its imports.

import * as fs from 'fs';
import * as path from 'path';

/** The actions that a resource needs, by what Terraform does with it. */
export interface ResourcePermissions {
  /** Where the actions come from. */
  readonly source: 'provider' | 'schema' | 'operations';
  readonly create: string[];
  readonly read: string[];
  readonly update: string[];
  readonly delete: string[];
  readonly note?: string;
}

/** The texts of the files of src, by their paths below it. */
export type Sources = Record<string, string>;

const ROOT = path.join(__dirname, '..');
// They make nothing of their own: what they share is counted where it is used.
const NOT_LAYERS = ['multi-region-dr', 'report', 'plan', 'sites', 'keys', 'queues'];

/** The actions of each resource, by the name of its binding. */
export const PERMISSIONS: Record<string, ResourcePermissions> = JSON.parse(fs.readFileSync(path.join(ROOT, 'tools', 'deploy-permissions.json'), 'utf8'));

/** The files of src. */
export function sources(): Sources {
  const files = fs.readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
  return Object.fromEntries(files.map(file => [file.split(path.sep).join('/'), fs.readFileSync(path.join(ROOT, 'src', file), 'utf8')]));
}

/** The bindings that each layer reaches through its imports, in order. */
export function resourcesOfLayers(files: Sources): Record<string, string[]> {
  const folders = [...new Set(Object.keys(files).filter(file => file.includes('/')).map(file => file.split('/')[0]))].sort();
  const layers = folders.filter(folder => !NOT_LAYERS.includes(folder)).map((folder): [string, string[]] => {
    const reached = reach(Object.keys(files).filter(file => file.startsWith(`${folder}/`)), files);
    return [folder, [...new Set(reached.flatMap(file => bindingsOf(files[file])))].sort()];
  });
  return Object.fromEntries(layers.filter(([, resources]) => resources.length > 0));
}

/** The text of docs/deploy-permissions.md. */
export function deployPermissionsPage(files: Sources = sources()): string {
  const layers = resourcesOfLayers(files);
  const used = [...new Set(Object.values(layers).flat())].sort();
  return [
    '# What whoever deploys must be allowed',
    '',
    '<!-- Written by `npm run write:rules` from tools/deploy-permissions.json and the imports of src. -->',
    '',
    'The IAM actions that `terraform plan`, `apply` and `destroy` need for each layer: those of its resources, of the keys and roles that it makes, and of what it reads. With existing keys, roles and',
    'networks less is needed. A role in `permissionsBoundaryArn` needs none of this: it limits the roles that are made. Beside it Terraform needs its state',
    '([tagged-stack.md](tagged-stack.md)) and, with `assumeRoleArn`, `sts:AssumeRole`.',
    '',
    'Where the actions come from: **provider**, the calls in the source of the Terraform AWS provider (of versions 3 to 6, some files in part); **schema**, the permissions that AWS publishes with the CloudFormation schema of the same resource, less what the',
    'library doesn\'t use, with the provider\'s reading of tags; **operations**, the operations of the service\'s API that such a resource plainly needs, without a source that lists them. It is a list to begin with, not a policy: it has no resources. Every action is in the Service Authorization Reference; that none is missing',
    'was not tried on AWS. `iam:PassRole` is needed on the roles that the layer makes, `iam:CreateServiceLinkedRole` once in an account, `kms:CreateGrant` on the layer\'s keys.',
    '',
    ...Object.entries(layers).flatMap(([layer, resources]) => layerSection(layer, resources)),
    '## By resource',
    '',
    '| resource | create | read | update | delete | from |',
    '| --- | --- | --- | --- | --- | --- |',
    ...used.map(resourceRow),
    '',
  ].join('\n');
}

function layerSection(layer: string, resources: string[]): string[] {
  const actionsOf = (...phases: ('create' | 'read' | 'update' | 'delete')[]) =>
    [...new Set(resources.flatMap(resource => phases.flatMap(phase => PERMISSIONS[resource]?.[phase] ?? [])))].sort();
  const plan = actionsOf('read');
  const apply = actionsOf('create', 'update').filter(action => !plan.includes(action));
  const destroy = actionsOf('delete').filter(action => !plan.includes(action) && !apply.includes(action));
  return [
    `## ${layer}`,
    '',
    `Resources: ${resources.map(terraformName).join(', ')}.`,
    '',
    '| for | actions |',
    '| --- | --- |',
    `| plan | ${codes(plan)} |`,
    `| apply, beside it | ${codes(apply)} |`,
    `| destroy, beside both | ${codes(destroy)} |`,
    '',
  ];
}

function resourceRow(resource: string): string {
  const permissions = PERMISSIONS[resource];
  if (permissions === undefined) return `| ${terraformName(resource)} | not known |  |  |  |  |`;
  const { create, read, update, delete: destroy, source, note } = permissions;
  return `| ${terraformName(resource)} | ${[create, read, update, destroy].map(codes).join(' | ')} | ${source}${note === undefined ? '' : `. ${note}`} |`;
}

function terraformName(resource: string): string {
  if (resource === 'provider') return 'the provider';
  const data = /^data-aws-(.*)$/.exec(resource)?.[1];
  return data === undefined ? `\`aws_${resource.replace(/-/g, '_')}\`` : `\`data.aws_${data.replace(/-/g, '_')}\``;
}

function codes(actions: string[]): string {
  return actions.map(action => `\`${action}\``).join(', ');
}

// Types vanish when compiled, so what is imported for its type alone makes nothing.
function importsOf(text: string): string[] {
  return [...text.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^']+)';/gms)].map(match => match[1]);
}

function bindingsOf(text: string): string[] {
  return importsOf(text).filter(one => one.startsWith('#aws/')).map(one => one.slice('#aws/'.length));
}

function reach(start: string[], files: Sources): string[] {
  const reached = new Set(start);
  for (const file of reached) {
    importsOf(files[file]).filter(one => one.startsWith('.')).map(one => `${path.posix.join(path.posix.dirname(file), one)}.ts`)
      .filter(one => files[one] !== undefined).forEach(one => reached.add(one));
  }
  return [...reached];
}
