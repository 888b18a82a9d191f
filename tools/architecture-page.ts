// docs/architecture.md: each row of the architecture, with the file that makes it and the test that holds it.
//
// What comes to the library adds a row to ROWS; a test sees that the files and the tests are there.

/** A row of the architecture. */
export interface ArchitectureRow {
  readonly what: string;
  /** The scopes in which its resources are. */
  readonly scopes: string;
  /** The files that make it, in src. */
  readonly madeBy: string[];
  /** A file in test, and the title of a test in it. */
  readonly heldBy: [file: string, title: string];
  /** The page about it, in docs. */
  readonly page: string;
}

const SITES = 'Primary, Standby';

/** The rows, in the order in which a reader would build them. */
export const ROWS: ArchitectureRow[] = [
  {
    what: 'Names, tags, backend and default provider of an environment, from code, the environment and CI',
    scopes: 'the stack',
    madeBy: ['tagged-stack/tagged-stack.ts', 'tagged-stack/tags.ts'],
    heldBy: ['tagged-stack/tagged-stack.test.ts', 'sites in the stack have its tags and its role in both regions, and its environment in their names'],
    page: 'tagged-stack',
  },
  {
    what: 'Buckets for Terraform states in two regions, each of which has what the other one has',
    scopes: `Foundation, ${SITES}, Routing`,
    madeBy: ['state-backend/state-backend.ts', 'state-backend/bucket.ts', 'state-backend/replication.ts'],
    heldBy: ['state-backend/state-backend.test.ts', 'replicates everything to the other one, released locks too, and within 15 minutes'],
    page: 'state-backend',
  },
  {
    what: 'One stack for both regions, or four, of which the standby is planned without the primary',
    scopes: 'all',
    madeBy: ['layout/site-stacks.ts', 'tagged-stack/site-stack.ts'],
    heldBy: ['layout/per-region.test.ts', 'Foundation reads no state, the primary Foundation\'s alone, and only Routing reads the sites'],
    page: 'layout',
  },
  {
    what: 'Two regions: providers, names, ARNs, and the order and direction between parts',
    scopes: 'all',
    madeBy: ['sites/sites.ts', 'sites/site.ts', 'sites/providers.ts'],
    heldBy: ['sites/layout.test.ts', 'references, order and resource types hold in four stacks'],
    page: 'limits',
  },
  {
    what: 'VPC over three zones, with subnets, NAT and endpoints of services',
    scopes: SITES,
    madeBy: ['network/vpc.ts', 'network/subnets.ts'],
    heldBy: ['network/multi-region-network.test.ts', 'a VPC has a public, a private and an isolated subnet in each of three zones'],
    page: 'network',
  },
  {
    what: 'Security groups of functions, database and endpoints',
    scopes: SITES,
    madeBy: ['network/security-groups.ts'],
    heldBy: ['network/multi-region-network.test.ts', 'functions and the database name each other on the port of the database, and functions may call HTTPS'],
    page: 'network',
  },
  {
    what: 'Flow logs',
    scopes: `${SITES}, Foundation`,
    madeBy: ['network/flow-logs.ts'],
    heldBy: ['network/multi-region-network.test.ts', 'flow logs of all traffic are kept for 30 days, encrypted with a key of their region'],
    page: 'network',
  },
  {
    what: 'Aurora Global Database: global cluster, members, instances',
    scopes: `Foundation, ${SITES}`,
    madeBy: ['database/foundation.ts', 'database/cluster.ts'],
    heldBy: ['database/global-database.test.ts', 'a cluster is in each region, both of one encrypted global cluster that is made through the primary region'],
    page: 'database',
  },
  {
    what: 'Nothing that a failover changes is changed back',
    scopes: SITES,
    madeBy: ['database/cluster.ts'],
    heldBy: ['database/global-database.test.ts', 'both members ignore what a switchover, a failover or an upgrade changes'],
    page: 'failover',
  },
  {
    what: 'The database\'s password: random, replicated, in no state',
    scopes: 'Primary',
    madeBy: ['database/secret.ts', 'database/ephemeral.ts'],
    heldBy: ['database/global-database.test.ts', 'the password is random, kept in a replicated secret, read back, and only in write-only arguments'],
    page: 'database',
  },
  {
    what: 'DynamoDB global tables',
    scopes: SITES,
    madeBy: ['tables/parts.ts'],
    heldBy: ['tables/global-table.test.ts', 'both replicas have point-in-time recovery, deletion protection and a key of their own region'],
    page: 'tables',
  },
  {
    what: 'Functions of 1 GB, with roles and environment',
    scopes: `Foundation, ${SITES}`,
    madeBy: ['functions/site-function.ts', 'functions/statements.ts'],
    heldBy: ['functions/multi-region-function.test.ts', 'every setting reaches both regions'],
    page: 'functions',
  },
  {
    what: 'Queues, streams, schedules and events that functions work on, in one region at a time',
    scopes: SITES,
    madeBy: ['functions/trigger-parts.ts', 'queues/queue.ts'],
    heldBy: ['matrix/matrix.test.ts', 'the standby works and is asked as the strategy says'],
    page: 'functions',
  },
  {
    what: 'HTTP entry, with certificates and host names of each region',
    scopes: `Foundation, ${SITES}, Routing`,
    madeBy: ['http/site-entry.ts', 'http/certificates.ts', 'http/records.ts'],
    heldBy: ['http/http-entry.test.ts', 'each region has a certificate for both names, and one record validates both'],
    page: 'http',
  },
  {
    what: 'Route 53 failover, with health checks',
    scopes: 'Routing',
    madeBy: ['dns/failover-dns.ts', 'dns/checks.ts'],
    heldBy: ['dns/truth-table.test.ts', 'a thrown switch keeps users away from the primary, in every mode, whatever the checks of the regions say'],
    page: 'dns',
  },
  {
    what: 'The failover switch, which needs no control plane',
    scopes: 'Standby, Routing',
    madeBy: ['dns/switch.ts'],
    heldBy: ['dns/failover-dns.test.ts', 'the switch is in the standby region, and its object is not Terraform\'s'],
    page: 'dns',
  },
  {
    what: 'EventBridge: a bus in each region, an archive, forwarding',
    scopes: `Foundation, ${SITES}`,
    madeBy: ['events/bus.ts', 'events/forward.ts'],
    heldBy: ['events/cross-region-event-bus.test.ts', 'a rule on the bus of the region sends to the bus of the other one, through the provider of its own'],
    page: 'events',
  },
  {
    what: 'EventBridge: an endpoint that follows the switch',
    scopes: 'Foundation, Routing',
    madeBy: ['events/endpoint.ts'],
    heldBy: ['events/cross-region-event-bus.test.ts', 'is in Routing, made through the region that is its home, after both buses and its role'],
    page: 'events',
  },
  {
    what: 'Settings in SSM under the same names in both regions, with what the library knows of the service',
    scopes: SITES,
    madeBy: ['parameters/multi-region-parameters.ts', 'parameters/facts.ts', 'parameters/parameter.ts'],
    heldBy: ['parameters/multi-region-parameters.test.ts', 'have the same names in both regions, under service and environment'],
    page: 'parameters',
  },
  {
    what: 'Secrets of the user\'s, replicated, with values that are in no state',
    scopes: 'Primary',
    madeBy: ['parameters/secret.ts'],
    heldBy: ['parameters/multi-region-parameters.test.ts', 'has its value from an ephemeral variable, which Terraform keeps nowhere, and writes it once for each number'],
    page: 'parameters',
  },
  {
    what: 'AWS Backup: a vault in each region, a plan with rules, copies in the other region',
    scopes: SITES,
    madeBy: ['backup/vault.ts', 'backup/backed-up.ts'],
    heldBy: ['backup/cross-region-backup.test.ts', 'is of the primary region, daily, with windows that are stated, and copies to the standby'],
    page: 'backup',
  },
  {
    what: 'Restores that show that backups work',
    scopes: 'Standby',
    madeBy: ['backup/restore-testing.ts'],
    heldBy: ['backup/cross-region-backup.test.ts', 'restore the latest copy of each kind in the standby region, weekly'],
    page: 'backup',
  },
  {
    what: 'Encrypted topics of each region, and who is told',
    scopes: `${SITES}, Routing`,
    madeBy: ['monitoring/topics.ts'],
    heldBy: ['monitoring/dr-monitoring.test.ts', 'lets AWS\'s services publish for this account and region alone, over TLS'],
    page: 'monitoring',
  },
  {
    what: 'Alarms on all of this in both regions, and one for each region that is unwell',
    scopes: `${SITES}, Routing`,
    madeBy: ['monitoring/alarms.ts', 'monitoring/composite.ts', 'multi-region-dr/monitoring-targets.ts'],
    heldBy: ['monitoring/dr.test.ts', 'every alarm of a service tells somebody: the topic of its region'],
    page: 'monitoring',
  },
  {
    what: 'Failures of backups, copies and restores, told by the topic of their region',
    scopes: SITES,
    madeBy: ['backup/failures.ts'],
    heldBy: ['backup/cross-region-backup.test.ts', 'in %s tell the topic there: of this vault and this role, and no other'],
    page: 'backup',
  },
  {
    what: 'A dashboard of both regions, in each',
    scopes: 'Routing',
    madeBy: ['monitoring/dashboard-body.ts'],
    heldBy: ['monitoring/dashboard.test.ts', 'names the region of each graph in its title, the primary on the left'],
    page: 'monitoring',
  },
  {
    what: 'Roles of functions, monitoring, flow logs and forwarding: each for its region',
    scopes: 'Foundation',
    madeBy: ['identity/role.ts', 'functions/statements.ts'],
    heldBy: ['identity/roles.test.ts', 'every role has the boundary, the path and the beginning of names that are wanted, and is called so everywhere'],
    page: 'identity',
  },
  {
    what: 'Cross-region roles of operators and observers',
    scopes: 'Foundation',
    madeBy: ['identity/operator-roles.ts', 'identity/operator-policy.ts'],
    heldBy: ['identity/operator-roles.test.ts', 'operators may do all that observers may'],
    page: 'identity',
  },
  {
    what: 'Keys of each region and purpose',
    scopes: `${SITES}, Foundation`,
    madeBy: ['keys/data-keys.ts', 'keys/policy.ts'],
    heldBy: ['keys/data-keys.test.ts', 'every purpose has a key in each region, logs among them'],
    page: 'keys',
  },
  {
    what: 'Buckets of Terraform states in both regions, which replicate both ways',
    scopes: `Foundation, ${SITES}, Routing`,
    madeBy: ['state-backend/bucket.ts', 'state-backend/replication.ts'],
    heldBy: ['state-backend/state-backend.test.ts', 'replicates everything to the other one, released locks too, and within 15 minutes'],
    page: 'state-backend',
  },
  {
    what: 'Objectives, held against what the strategy and the stores can keep',
    scopes: 'none: nothing is made',
    madeBy: ['multi-region-dr/objectives.ts'],
    heldBy: ['multi-region-dr/wrong-inputs.test.ts', 'there are eighty rows or more, each of its own'],
    page: 'rules',
  },
  {
    what: 'The report: both regions, times, risks, what is not protected, rules, resources and the runbook',
    scopes: 'none: nothing is made',
    madeBy: ['report/build.ts', 'report/unprotected.ts', 'report/page.ts', 'report/runbook.ts'],
    heldBy: ['report/unprotected.test.ts', '%s: said where it is so, and nowhere else'],
    page: 'report',
  },
  {
    what: 'What each strategy keeps in both regions',
    scopes: 'all',
    madeBy: ['multi-region-dr/layers.ts', 'multi-region-dr/multi-region-dr.ts'],
    heldBy: ['matrix/matrix.test.ts', 'both regions hold what the strategy says that both hold'],
    page: 'limits',
  },
];

/** The text of docs/architecture.md. */
export function architecturePage(rows: ArchitectureRow[] = ROWS): string {
  return [
    '# Architecture',
    '',
    '<!-- Written by `npm run write:rules` from tools/architecture-page.ts. -->',
    '',
    'A declaration becomes a plan, in which every default is filled in. Rules look at the plan and refuse what cannot work; parts turn it into resources. Each layer has at most one',
    'part in each of four scopes. References lead from Foundation to a site, and from a site to Routing; never from region to region, and never back:',
    '',
    '```mermaid',
    'flowchart LR',
    '  Foundation["Foundation: what both regions rest on"] --> Primary["Primary region"]',
    '  Foundation --> Standby["Standby region"]',
    '  Primary --> Routing["Routing: what leads users and events to a region"]',
    '  Standby --> Routing',
    '```',
    '',
    'So a region plans against itself alone, and a failover is no matter of Terraform.',
    '',
    'Each row of the architecture, where it is made, and one test that would turn red without it. The page has the diagram of the layer.',
    '',
    '| what | scopes | made by | held by | more |',
    '| --- | --- | --- | --- | --- |',
    ...rows.map(row),
    '',
  ].join('\n');
}

function row({ what, scopes, madeBy, heldBy: [file, title], page }: ArchitectureRow): string {
  const files = madeBy.map(one => `[${one}](../src/${one})`).join(', ');
  return `| ${what} | ${scopes} | ${files} | [${file}](../test/${file}): ${title} | [${page}.md](${page}.md) |`;
}
