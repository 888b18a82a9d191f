// The page that lists the limits of names, from the limits themselves.

import { NAME_LIMITS, NameLimit } from '../src/plan/name-limits';

/** The text of docs/names.md. */
export function namesPage(): string {
  const limits = Object.values<NameLimit>(NAME_LIMITS).sort((one, other) => one.resource.localeCompare(other.resource));
  return [
    '# Names',
    '',
    '<!-- Written by `npm run write:rules` from the limits themselves. -->',
    '',
    'What the library makes is called `<service>-<environment>-<what>-<region>`; what both regions share under one name (a DynamoDB global table, an Aurora global cluster,',
    'a replicated secret) has no region in it.',
    '',
    'A class that implements `INamingStrategy` gives other names. It must give one name for one request, for good. In Python:',
    '',
    '```python',
    'import jsii',
    'from cdktf_multi_region_dr import INamingStrategy, NameRequest',
    '',
    '',
    '@jsii.implements(INamingStrategy)',
    'class Names:',
    '    def physical_name(self, request: NameRequest) -> str:',
    '        # region is None for what both regions share',
    '        parts = ["acme", request.service_name, request.environment, request.what, request.region]',
    '        return "-".join(part for part in parts if part)',
    '```',
    '',
    '`nameOverrides` replaces single names, from the whole name that would be given: `{ \'orders-prod-orders\': \'legacy-orders\' }`. Where several kinds of resource have that name, say which:',
    '`{ \'Aurora cluster:orders-prod-database-us-east-1\': \'orders-db\' }`, with the kinds of the table below, which stay as they are.',
    '',
    'Every name is checked when the construct is made (DR007), and none is ever cut: a cut name can collide, and changes when something before it does.',
    'Most resources are made anew when their name changes, so choose once.',
    '',
    'Two resources of one kind cannot have one name where the table says so: within a declaration that is refused (DR009). Another construct of the app with the same name is',
    'refused too, unless accepted (DR042). Accounts are told apart by the roles that Terraform assumes; with providers of your own or endpoints, only one stack is looked at.',
    '',
    '| resource | characters | of which | unique in |',
    '| --- | --- | --- | --- |',
    ...limits.map(({ resource, shortest, longest, charset, uniqueIn }) => `| ${resource} | ${shortest} to ${longest} | ${charset} | ${uniqueIn ?? ''} |`),
    '',
    'Source: the API models of the services, as published with the AWS SDKs.',
    '',
  ].join('\n');
}
