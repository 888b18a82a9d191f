// The page that lists the limits of names, from the limits themselves.

import { NAME_LIMITS } from '../src/plan/name-limits';

/** The text of docs/names.md. */
export function namesPage(): string {
  const limits = Object.values(NAME_LIMITS).sort((one, other) => one.resource.localeCompare(other.resource));
  return [
    '# Names',
    '',
    '<!-- Written by `npm run write:rules` from the limits themselves. -->',
    '',
    'What the library makes is called `<service>-<environment>-<what>-<region>`; what both regions share under one name (a DynamoDB global table, an Aurora global cluster,',
    'a replicated secret) has no region in it. A class that implements `INamingStrategy` gives other names, `nameOverrides` replaces single ones.',
    '',
    'Every name is checked when the construct is made (DR007), and none is ever cut: a cut name can collide, and changes when something before it does.',
    'Most resources are made anew when their name changes, so choose once.',
    '',
    '| resource | characters | of which |',
    '| --- | --- | --- |',
    ...limits.map(({ resource, shortest, longest, charset }) => `| ${resource} | ${shortest} to ${longest} | ${charset} |`),
    '',
    'Source: the API models of the services, as published with the AWS SDKs.',
    '',
  ].join('\n');
}
