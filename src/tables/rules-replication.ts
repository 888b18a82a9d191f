// What is refused of the replication of tables.

import type { NewTablePlan, TablePlan } from './plan';
import { Severity } from '../plan/problem';
import type { Rule } from '../plan/rule';
import { Strategy } from '../plan/strategy';

const GLOBAL_TABLES = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html';

// Regions between which a table can be strongly consistent: GLOBAL_TABLES, "Multi-Region strong consistency".
const STRONG_SETS = [
  ['us-east-1', 'us-east-2', 'us-west-2'],
  ['eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-central-1'],
  ['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3'],
];

const streamForReplication = newTableRule({
  code: 'DR212',
  severity: Severity.IMPOSSIBLE,
  title: 'An eventually consistent global table with a stream other than the one its replication is documented with; it cannot be changed while replicas exist',
  source: GLOBAL_TABLES,
  check: table => (table.replicated && table.consistency === 'EVENTUAL' && table.stream !== 'NEW_AND_OLD_IMAGES' ? [{
    path: `${table.path}.stream`,
    message: `${table.stream} given, NEW_AND_OLD_IMAGES needed for replication`,
    mend: 'Leave it out, and let consumers ignore what they do not need',
  }] : []),
});

const strongRegions = newTableRule({
  code: 'DR213',
  severity: Severity.IMPOSSIBLE,
  title: 'Strong consistency between regions that are not three of one set',
  source: GLOBAL_TABLES,
  check: table => {
    if (table.consistency !== 'STRONG') return [];
    const regions = [table.primaryRegion, table.standbyRegion, ...(table.witnessRegion === undefined ? [] : [table.witnessRegion])];
    const distinct = new Set(regions).size === regions.length;
    return distinct && STRONG_SETS.some(set => regions.every(region => set.includes(region))) ? [] : [{
      path: `${table.path}.${table.witnessRegion === undefined ? 'consistency' : 'witnessRegion'}`,
      message: `${regions.join(', ')} given, three different regions of one of the sets ${STRONG_SETS.map(set => set.join('/')).join(', ')} needed`,
      mend: 'Choose other regions, or TableConsistency.EVENTUAL',
    }];
  },
});

const strongWitness = newTableRule({
  code: 'DR214',
  severity: Severity.IMPOSSIBLE,
  title: 'Strong consistency without a third region',
  source: GLOBAL_TABLES,
  check: table => (table.consistency === 'STRONG' && table.witnessRegion === undefined ? [{
    path: `${table.path}.witnessRegion`,
    message: 'nothing given, and strong consistency needs a third region beside the two sites',
    mend: 'Set witnessRegion',
  }] : []),
});

const strongTtl = newTableRule({
  code: 'DR215',
  severity: Severity.IMPOSSIBLE,
  title: 'Strong consistency with TTL',
  source: GLOBAL_TABLES,
  check: table => (table.consistency === 'STRONG' && table.ttlAttribute !== undefined ? [{
    path: `${table.path}.ttlAttribute`,
    message: `'${table.ttlAttribute}' given for a strongly consistent table, which knows no TTL`,
    mend: 'Delete expired items yourself, or use TableConsistency.EVENTUAL',
  }] : []),
});

const strongLocalIndexes = newTableRule({
  code: 'DR216',
  severity: Severity.IMPOSSIBLE,
  title: 'Strong consistency with local secondary indexes',
  source: GLOBAL_TABLES,
  check: table => (table.consistency === 'STRONG' && table.indexes.some(index => index.local) ? [{
    path: `${table.path}.localIndexes`,
    message: 'local indexes given for a strongly consistent table, which has none',
    mend: 'Use global indexes, or TableConsistency.EVENTUAL',
  }] : []),
});

const witnessWithoutStrong = newTableRule({
  code: 'DR217',
  severity: Severity.IMPOSSIBLE,
  title: 'A witness without strong consistency',
  source: GLOBAL_TABLES,
  check: table => (table.consistency !== 'STRONG' && table.witnessRegion !== undefined ? [{
    path: `${table.path}.witnessRegion`,
    message: `'${table.witnessRegion}' given for an eventually consistent table, which has no witness`,
    mend: 'Leave it out, or set TableConsistency.STRONG',
  }] : []),
});

const strongNeedsReplica = newTableRule({
  code: 'DR218',
  severity: Severity.IMPOSSIBLE,
  title: 'Strong consistency with a strategy that keeps no replica',
  source: GLOBAL_TABLES,
  check: table => (table.consistency === 'STRONG' && !table.replicated ? [{
    path: `${table.path}.consistency`,
    message: `STRONG given with the strategy ${table.strategy}, which keeps no replica in the standby`,
    mend: 'Use TableConsistency.EVENTUAL, or PILOT_LIGHT or more',
  }] : []),
});

const strongStream = newTableRule({
  code: 'DR219',
  severity: Severity.RISK,
  title: 'A stream on a strongly consistent table: the provider turns it on in the primary region alone, so consumers in the standby get nothing',
  source: 'https://github.com/hashicorp/terraform-provider-aws/issues/48213',
  check: table => (table.consistency === 'STRONG' && table.stream !== undefined ? [{
    path: `${table.path}.stream`,
    message: `${table.stream} given for a strongly consistent table; the provider turns the stream on in ${table.primaryRegion} only`,
    mend: 'Leave it out, or turn the stream on in the standby by hand',
  }] : []),
});

const bothSidesWrite = newTableRule({
  code: 'DR220',
  severity: Severity.RISK,
  title: 'Both regions write to an eventually consistent table: the last writer wins, and conflicts are not logged',
  source: GLOBAL_TABLES,
  check: table => (table.strategy === Strategy.ACTIVE_ACTIVE && table.consistency === 'EVENTUAL' ? [{
    path: `${table.path}.consistency`,
    message: 'EVENTUAL given with the strategy ACTIVE_ACTIVE; of two writes to one item in both regions the earlier one is lost without a trace',
    mend: 'Let each item be written in one region, or use TableConsistency.STRONG',
  }] : []),
});

export const replicationRules: Rule<TablePlan>[] = [
  streamForReplication, strongRegions, strongWitness, strongTtl, strongLocalIndexes, witnessWithoutStrong, strongNeedsReplica, strongStream,
  bothSidesWrite,
];

/** A rule over tables that are made; one that is there already keeps it. */
export function newTableRule(rule: Rule<NewTablePlan>): Rule<TablePlan> {
  return { ...rule, overMade: true, check: table => (table.existing ? [] : rule.check(table)) };
}
