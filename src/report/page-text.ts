// Texts of the report as markup: code between backticks, what is strong between stars, addresses as links, and words for numbers and names.

import { each, html, Markup } from './markup';
import type { ReportedTime } from './report';
import { inWords } from '../plan/duration';
import { Severity } from '../plan/problem';
import { Strategy } from '../plan/strategy';

// What stands between backticks is code; between two pairs of stars it is strong, and code may stand in it. As in Markdown, no blank is next to the stars.
const MARKED = /`([^`]+)`|\*\*(?=\S)((?:`[^`]+`|[^`*])+)(?<=\S)\*\*/g;

/** A text whose `code` and **strong** parts are marked, and whose addresses are links. A single backtick is one, and so are stars without a partner. */
export function prose(text: string): Markup {
  // Of each three pieces, the first has no mark, the second is code, the third is strong.
  return each(text.split(MARKED), (piece, index) => {
    if (piece === undefined || index % 3 === 0) return linked(piece ?? '');
    return index % 3 === 1 ? html`<code>${piece}</code>` : html`<strong>${prose(piece)}</strong>`;
  });
}

/** The text without marks, for where nothing can be marked. */
export function plain(text: string): string {
  return text.replace(MARKED, (_, code: string | undefined, strong: string) => code ?? plain(strong));
}

/** The text with a full stop, unless it ends as a sentence does. */
export function sentence(text: string): Markup {
  return prose(text === '' || /[.!?:](\*\*)?$/.test(text) ? text : `${text}.`);
}

// Every second piece of a text that is split here is an address; what ends a sentence is none of it.
const ADDRESS = /(https:\/\/[^\s<>"'`;,]*[^\s<>"'`;,.)])/;

function linked(text: string): Markup {
  return each(text.split(ADDRESS), (piece, index) => (index % 2 === 1 ? link(piece, piece) : piece));
}

/** Where something comes from: addresses in it are links, named by the last part of their path. */
export function source(text: string): Markup {
  return each(text.split(ADDRESS), (piece, index) => (index % 2 === 1 ? link(piece) : prose(piece)));
}

/** Every address in these texts, once and whole. */
export function addressesIn(texts: string[]): Markup[] {
  const addresses = texts.flatMap(text => text.split(ADDRESS).filter((_, index) => index % 2 === 1));
  return [...new Set(addresses)].map(address => link(address, address));
}

function link(address: string, name = nameOf(address)): Markup {
  return html`<a href="${address}">${name}</a>`;
}

function nameOf(address: string): string {
  const [host, ...steps] = address.slice('https://'.length).split(/[?#]/)[0].split('/');
  const last = steps.filter(step => step !== '').pop();
  return last === undefined ? host : last.replace(/\.html?$/, '');
}

/** Seconds in words, whose numbers stay with their units. */
export function duration(seconds: number): string {
  return inWords(seconds).replace(/(\d) /g, '$1\u00a0');
}

/** A planned time in words, or that it is not known. */
export function planned(time: ReportedTime | undefined, otherwise = 'not known'): string {
  return time === undefined ? otherwise : duration(time.plannedSeconds);
}

/** What a reader calls a strategy. */
export const STRATEGY_IN_WORDS: Record<Strategy, string> = {
  [Strategy.BACKUP_RESTORE]: 'Backup and restore',
  [Strategy.PILOT_LIGHT]: 'Pilot light',
  [Strategy.WARM_STANDBY]: 'Warm standby',
  [Strategy.ACTIVE_ACTIVE]: 'Active-active',
};

/** How serious a rule is. */
export const SEVERITY_IN_WORDS: Record<Severity, string> = {
  [Severity.IMPOSSIBLE]: 'impossible',
  [Severity.UNSAFE]: 'unsafe',
  [Severity.RISK]: 'risk',
};
