// Rules about what the standby cluster is and does.

import type { DatabasePlan, NewDatabasePlan } from './plan';
import { GUIDE, newDatabaseRule, when } from './rules-shared';
import { atLeast } from './version';
import { Severity } from '../plan/problem';
import type { Rule } from '../plan/rule';
import { Strategy } from '../plan/strategy';

const HEADLESS = `${GUIDE}/aurora-global-database-attach.console.headless.html`;
const FORWARDING = `${GUIDE}/aurora-global-database-write-forwarding.html`;

const heldBack: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR117',
  severity: Severity.RISK,
  title: 'An enforced RPO with one standby region: when it lags or is lost, the primary stops committing',
  source: `${GUIDE}/aurora-global-database-disaster-recovery.html`,
  check: ({ path, standby, enforcedRpoSeconds: seconds }) => when(standby !== undefined && seconds !== undefined, () => ({
    path: `${path}.enforcedRpoSeconds`,
    message: `${seconds} given with one standby region, whose loss then stops all commits in the primary region; a reset of rds.global_db_rpo by hand is undone by the next apply`,
    mend: 'Leave it out and watch the lag, or accept that the loss of the standby is an outage',
  })),
});

const headlessStrategy: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR119',
  severity: Severity.IMPOSSIBLE,
  title: 'A standby without an instance with a strategy other than PILOT_LIGHT: it can be neither switched nor failed over to until one is made',
  source: HEADLESS,
  check: ({ path, headlessStandby, strategy, standby }) => when(
    headlessStandby && standby !== undefined && strategy !== Strategy.PILOT_LIGHT, () => ({
      path: `${path}.headlessStandby`,
      message: `true given with ${strategy}, which needs an instance in the standby region`,
      mend: 'Leave it out, or choose PILOT_LIGHT',
    }),
  ),
});

const headlessCount: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR134',
  severity: Severity.IMPOSSIBLE,
  title: 'A number of instances for a standby without an instance',
  source: 'docs/database.md',
  check: ({ headlessStandby, standby }) => when(headlessStandby && (standby?.capacity.givenCount ?? 0) !== 0, () => ({
    path: `${standby!.capacity.path}.instanceCount`,
    message: `${standby!.capacity.givenCount} given with headlessStandby, which has no instance in the standby region`,
    mend: 'Leave out one of them',
  })),
});

const headlessForwarding: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR120',
  severity: Severity.IMPOSSIBLE,
  title: 'Write forwarding from a standby without an instance',
  source: FORWARDING,
  check: ({ path, headlessStandby, writeForwarding }) => when(headlessStandby && writeForwarding, () => ({
    path: `${path}.writeForwarding`,
    message: 'true given with headlessStandby, and forwarding needs an instance in the standby region',
    mend: 'Leave one of them out',
  })),
});

const headlessUpgrades: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR121',
  severity: Severity.RISK,
  title: 'A standby without an instance: minor upgrades are refused, and a failover must make an instance first',
  source: `${GUIDE}/aurora-global-database-upgrade.html`,
  check: ({ path, headlessStandby, strategy }) => when(headlessStandby && strategy === Strategy.PILOT_LIGHT, () => ({
    path: `${path}.headlessStandby`,
    message: 'true given; the engine gets no minor upgrade and a failover takes minutes longer until an instance is made',
    mend: 'Leave it out, or accept it',
  })),
});

const forwardingVersion: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR122',
  severity: Severity.IMPOSSIBLE,
  title: 'Write forwarding with a version that does not have it',
  source: FORWARDING,
  check: ({ path, writeForwarding, engine }) => when(writeForwarding && !canForward(engine), () => ({
    path: `${path}.writeForwarding`,
    message: `true given with '${engine.version}'; PostgreSQL 14.9, 15.4, 16 or newer needed`,
    mend: 'Choose a newer version, or leave it out',
  })),
});

const noWayToWrite: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR123',
  severity: Severity.UNSAFE,
  title: 'Both regions serve users, and the standby region has no way to the writer',
  source: FORWARDING,
  check: ({ path, strategy, writeForwarding, peered }) => when(strategy === Strategy.ACTIVE_ACTIVE && !writeForwarding && !peered, () => ({
    path: `${path}.writeForwarding`,
    message: 'not given with ACTIVE_ACTIVE, and nothing says that the networks are connected; writes in the standby region would fail',
    mend: 'Set writeForwarding; where you connected the networks yourself, accept the risk, or set network.peered of a GlobalDatabase that is used alone',
  })),
});

const noStandby: Rule<DatabasePlan> = newDatabaseRule({
  code: 'DR124',
  severity: Severity.IMPOSSIBLE,
  title: 'Properties of a standby cluster with a strategy that has none',
  source: 'docs/database.md',
  check: ({ path, standby, standbyProperties, strategy }) => (standby === undefined ? standbyProperties : []).map(property => ({
    path: `${path}.${property}`,
    message: `given with ${strategy}, which has no cluster in the standby region`,
    mend: 'Leave it out, or choose PILOT_LIGHT or more',
  })),
});

export const standbyRules: Rule<DatabasePlan>[] = [
  heldBack, headlessStrategy, headlessCount, headlessForwarding, headlessUpgrades, forwardingVersion, noWayToWrite, noStandby,
];

function canForward({ engineName, parsed }: NewDatabasePlan['engine']): boolean {
  if (engineName !== 'aurora-postgresql') return true;
  const [major] = parsed.numbers;
  return major >= 16 || (major === 15 && atLeast(parsed, 15, 4)) || (major === 14 && atLeast(parsed, 14, 9));
}
