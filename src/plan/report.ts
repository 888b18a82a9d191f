// What the layers tell a report: what is drawn of each, and what it leaves unprotected. Plain data and words; no cdktf import.

import { inWords } from './duration';
import { EstimateBasis, Term } from './estimate';
import { isExpression } from './reader';

/** One capability as it stands in both regions. */
export interface ArchitectureRow {
  /** The section of the properties, such as `database` or `tables.orders`. */
  readonly path: string;
  /** What it is, such as `Aurora PostgreSQL 16.8`. */
  readonly what: string;
  /** Missing where the region has nothing of it. */
  readonly primary?: SiteBox;
  /** Missing where the region has nothing of it. */
  readonly standby?: SiteBox;
  /** What goes between the regions. */
  readonly flow?: Flow;
}

/** What a region has of a capability. */
export interface SiteBox {
  /** What AWS calls it. */
  readonly name: string;
  /** What is worth knowing, in a few words each, such as `writer, 2 instances`. */
  readonly details: string[];
}

/** What goes from one region to the other. */
export interface Flow {
  readonly direction: FlowDirection;
  /** What goes, in a few words, such as `storage replication, 5 s behind as planned`. */
  readonly what: string;
}

export enum FlowDirection {
  TO_STANDBY = 'TO_STANDBY',
  TO_PRIMARY = 'TO_PRIMARY',
  BOTH_WAYS = 'BOTH_WAYS',
}

/** Something that is lost, or stops, whatever the service does. */
export interface Unprotected {
  /** The section of the properties that it is about, such as `functions`. */
  readonly path: string;
  /** What is not protected, in a sentence. */
  readonly what: string;
  /** What could be done about it, in a sentence. */
  readonly mend?: string;
}

/** A name or an ARN of the user's. What Terraform alone knows is told in other words. */
export function told(text: string, otherwise: string): string {
  return isExpression(text) ? otherwise : text;
}

/** A number of things, such as `1 instance` or `2 instances`. */
export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** Names in a sentence: `'a'`, `'a' and 'b'`, `'a', 'b' and 'c'`. */
export function listed(names: string[]): string {
  return joined(names.map(name => `'${name}'`));
}

/** Words in a sentence: `a`, `a and b`, `a, b and c`. */
export function joined(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

const BASIS_IN_WORDS = {
  [EstimateBasis.PLANNING_VALUE]: 'as planned', [EstimateBasis.ASSUMPTION]: 'as assumed', [EstimateBasis.MEASUREMENT]: 'as measured',
};

/** How far a copy is behind, such as `5 s behind as planned`; undefined where the estimate does not have it. */
export function behindBy(terms: Term[], termName: string): string | undefined {
  const term = termOf(terms, termName);
  return term && `${inWords(term.span.planned)} behind ${BASIS_IN_WORDS[term.basis]}`;
}

/** The planned and the pessimistic time of a term, such as `5 s as planned, 30 s when much goes wrong`. */
export function timesOf(terms: Term[], termName: string): string | undefined {
  const term = termOf(terms, termName);
  if (term === undefined) return undefined;
  const { planned, pessimistic } = term.span;
  return `${inWords(planned)} ${BASIS_IN_WORDS[term.basis]}${pessimistic <= planned ? '' : `, ${inWords(pessimistic)} when much goes wrong`}`;
}

function termOf(terms: Term[], termName: string): Term | undefined {
  return terms.find(term => term.termName === termName);
}
