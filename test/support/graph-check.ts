// Whether the stacks that were synthesized hold together, and keep to the four scopes and the directions between them.

import { cyclesOf, Edge, Graph, Node } from './graph';
import { nameKey } from './physical-names';
import type { Block, Template } from './template';

/** What can be wrong. */
export const DEFECTS = [
  'dangling-reference', 'depends-on-unknown', 'cycle', 'missing-provider', 'unknown-provider', 'provider-without-alias', 'duplicate-alias',
  'duplicate-name', 'site-to-site', 'backward-reference', 'backward-order', 'forbidden-type-in-site', 'wrong-region', 'literal-arn-partition',
] as const;
export type Defect = typeof DEFECTS[number];

/** One defect of a stack. */
export interface Finding {
  readonly defect: Defect;
  /** The stack and the address of the block. */
  readonly at: string;
  readonly message: string;
}

/** A defect that is there on purpose. */
export interface Exception {
  readonly defect: Defect;
  /** Matches `at` and `message` of the finding, divided by a colon and a space. */
  readonly matches: RegExp;
  readonly reason: string;
}

/** The exceptions from the directions of references. There are none. */
export const EXCEPTIONS: Exception[] = [];

const SITES = ['Primary', 'Standby'];
const NOT_IN_SITES = /^aws_(iam_|route53_|rds_global_cluster$)/;
const COMPUTED_LOCALLY = ['aws_iam_policy_document'];
// An ARN with an account number is the user's, and so is one with the id of a health check: the library knows neither.
const LITERAL_ARN = /arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:(?!\d{12}:|:healthcheck\/[0-9a-f]{8}-)/;

/** Everything that is wrong with stacks that are deployed together. Prints each exception that it makes. */
export function checkGraph(templates: Template[], exceptions: Exception[] = EXCEPTIONS): Finding[] {
  const graph = new Graph(templates);
  const findings = [
    ...checkReferences(graph),
    ...checkCycles(graph),
    ...graph.nodes.flatMap(checkProvider),
    ...templates.flatMap(checkAliases),
    ...checkNames(graph.nodes),
    ...graph.edges.flatMap(checkDirection),
    ...checkStates(graph),
    ...graph.nodes.flatMap(checkType),
    ...templates.flatMap(checkRegions),
    ...graph.nodes.flatMap(checkPartition),
  ];
  return findings.filter(({ defect, at, message }) => {
    const exception = exceptions.find(one => one.defect === defect && one.matches.test(`${at}: ${message}`));
    if (exception !== undefined) process.stderr.write(`graph check: ${defect} of ${at} is let through: ${exception.reason}\n`);
    return exception === undefined;
  });
}

function checkReferences({ dangling }: Graph): Finding[] {
  return dangling.map(({ stackName, at, reference }) => ({
    defect: reference.order ? 'depends-on-unknown' : 'dangling-reference',
    at: `${stackName}/${at}`,
    message: `${reference.order ? 'comes after' : 'refers to'} ${reference.address}${reference.rest}, which is not there`,
  }));
}

function checkCycles({ nodes, edges, stateReads }: Graph): Finding[] {
  const next = new Map<string, Set<string>>();
  edges.forEach(({ from, to }) => next.set(nameOf(from), (next.get(nameOf(from)) ?? new Set()).add(nameOf(to))));
  const stacks = [...new Set(nodes.map(node => node.template.stackName))];
  const readBy = (stack: string) => [...new Set(stateReads.filter(one => one.reader.stackName === stack).map(one => one.read.stackName))];
  return [...cyclesOf(nodes.map(nameOf), name => [...next.get(name) ?? []]), ...cyclesOf(stacks, readBy)].map(walk => ({
    defect: 'cycle', at: walk[0], message: `waits for itself: ${walk.join(' -> ')}`,
  }));
}

function checkProvider(node: Node): Finding[] {
  const { block, template } = node;
  if (!block.resourceType.startsWith('aws_')) return [];
  const provider: string | undefined = block.body.provider;
  if (provider === undefined) return [finding('missing-provider', node, 'names no provider, and would land in the default region')];
  if (!provider.includes('.')) return [finding('provider-without-alias', node, `names '${provider}', which has no alias`)];
  const declared = (template.json.provider?.aws ?? []).some((one: { alias?: string }) => `aws.${one.alias}` === provider);
  return declared ? [] : [finding('unknown-provider', node, `names '${provider}', which the stack does not declare`)];
}

function checkAliases({ stackName, json }: Template): Finding[] {
  return Object.entries<{ alias?: string }[]>(json.provider ?? {}).flatMap(([provider, blocks]) => {
    const aliases = blocks.map(block => block.alias ?? '');
    const repeated = aliases.filter((alias, position) => aliases.indexOf(alias) < position);
    return repeated.map(alias => ({ defect: 'duplicate-alias' as const, at: `${stackName}/${provider}`, message: `'${alias}' names two providers` }));
  });
}

function checkNames(nodes: Node[]): Finding[] {
  const known = new Map<string, Node>();
  return nodes.flatMap(node => {
    const key = nameKey(node.block);
    const other = key === undefined ? undefined : known.get(key);
    if (key !== undefined && other === undefined) known.set(key, node);
    return other === undefined ? [] : [finding('duplicate-name', node, `has the name of ${nameOf(other)}: ${key}`)];
  });
}

function checkDirection({ from, to, order }: Edge): Finding[] {
  const [later, earlier] = [from.block.scope, to.block.scope];
  if (later === undefined || earlier === undefined || later === earlier || earlier === 'Foundation' || later === 'Routing') return [];
  const message = `${later} ${order ? 'comes after' : 'reads'} ${earlier}: ${nameOf(to)}`;
  if (order) return later === 'Standby' && earlier === 'Primary' ? [] : [finding('backward-order', from, message)];
  return [finding(SITES.includes(later) && SITES.includes(earlier) ? 'site-to-site' : 'backward-reference', from, message)];
}

// A stack that reads another's state cannot be planned without that state's region, whatever it reads.
function checkStates({ stateReads }: Graph): Finding[] {
  const sitesOf = (template: Template) => SITES.filter(site => template.blocks.some(block => block.scope === site));
  return stateReads.flatMap(({ reader, read, at }) => {
    const own = sitesOf(reader);
    const other = sitesOf(read).filter(site => !own.includes(site));
    return own.length === 0 || other.length === 0 ? [] : [{
      defect: 'site-to-site' as const, at: `${reader.stackName}/${at}`, message: `a stack of ${own.join()} reads the state of ${read.stackName}`,
    }];
  });
}

function checkType(node: Node): Finding[] {
  const { scope, resourceType } = node.block;
  return scope !== undefined && SITES.includes(scope) && NOT_IN_SITES.test(resourceType) && !COMPUTED_LOCALLY.includes(resourceType)
    ? [finding('forbidden-type-in-site', node, `a ${resourceType} in ${scope}, which could not be planned without another region`)]
    : [];
}

// The region of a site is the one in which it asks AWS who it is.
function checkRegions(template: Template): Finding[] {
  const homes = template.blocks.filter(block => SITES.includes(block.scope ?? '') && /\/CallerIdentity$/.test(block.path)).map(block => ({
    scope: block.scope, region: block.region, root: block.path.split('/').slice(0, -3),
  }));
  return template.blocks.flatMap(block => {
    const around = homes.filter(home => home.scope === block.scope && home.root.every((step, depth) => block.path.split('/')[depth] === step));
    const closest = Math.max(...around.map(home => home.root.length));
    const regions = around.filter(home => home.root.length === closest).map(home => home.region);
    return block.region === undefined || regions.length === 0 || regions.includes(block.region) ? [] : [
      finding('wrong-region', { template, block }, `in ${block.region}, and ${block.scope} is in ${regions.join(' or ')}`),
    ];
  });
}

function checkPartition(node: Node): Finding[] {
  const arn = JSON.stringify(node.block.body).match(LITERAL_ARN)?.[0];
  return arn === undefined ? [] : [finding('literal-arn-partition', node, `holds '${arn}...', which is wrong in other partitions`)];
}

function finding(defect: Defect, node: Node, message: string): Finding {
  return { defect, at: nameOf(node), message };
}

function nameOf({ template, block }: { template: Template; block: Block }): string {
  return `${template.stackName}/${block.address}`;
}
