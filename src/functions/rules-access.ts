// Rules about what a function may do, and where it does it.

import type { FunctionPlan } from './plan';
import type { AccessPlan } from './plan-access';
import { LAMBDA, regionOfArn, sitesOf } from './rules-shared';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import type { Finding, Rule } from '../plan/rule';
import { Strategy } from '../plan/strategy';

const AURORA = 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide';
const POLICIES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege';

const noWayToWriter: Rule<FunctionPlan> = {
  code: 'DR320',
  severity: Severity.UNSAFE,
  title: 'Both regions serve users, and functions of the standby region cannot write: the writer endpoint has private addresses in the other region\'s network',
  source: `${AURORA}/aurora-global-database-write-forwarding.html`,
  check: plan => (plan.strategy === Strategy.ACTIVE_ACTIVE && plan.database?.writableFromStandby === false ? ofKind(plan, 'database').map(({ path }) => ({
    path,
    message: 'database() given with ACTIVE_ACTIVE, and neither write forwarding nor a connection of the networks',
    mend: 'Set database.writeForwarding, or choose WARM_STANDBY; where you connected the networks yourself, accept the risk',
  })) : []),
};

const perhapsNoWayToWriter: Rule<FunctionPlan> = {
  code: 'DR321',
  severity: Severity.RISK,
  title: 'Both regions serve users with a database of which it is not known whether the standby region can write',
  source: `${AURORA}/aurora-global-database-write-forwarding.html`,
  check: plan => (plan.strategy === Strategy.ACTIVE_ACTIVE && plan.database !== undefined && plan.database.writableFromStandby === undefined
    ? ofKind(plan, 'database').map(({ path }) => ({
      path,
      message: 'database() given with ACTIVE_ACTIVE, and the database was not made here: it needs write forwarding, or a connection of the networks',
      mend: 'Make sure that it has one of them',
    })) : []),
};

const noDatabase: Rule<FunctionPlan> = {
  code: 'DR322',
  severity: Severity.IMPOSSIBLE,
  title: 'Access to a database that the service does not have',
  source: 'API.md',
  check: plan => (plan.database === undefined ? ofKind(plan, 'database').map(({ path }) => ({
    path, message: 'database() given, and the service declares no database', mend: 'Declare one, or leave it out',
  })) : []),
};

const foreignTable: Rule<FunctionPlan> = {
  code: 'DR323',
  severity: Severity.IMPOSSIBLE,
  title: 'A function that names a table which is not one of the service\'s',
  source: 'API.md',
  check: ({ foreignTables }) => foreignTables.map(({ path, tableName }) => ({
    path, message: `the table '${tableName}' given, which is not among the tables of the service`, mend: 'Add the same TableSpec to tables',
  })),
};

const wildcard: Rule<FunctionPlan> = {
  code: 'DR331',
  severity: Severity.UNSAFE,
  title: 'A statement with a wildcard, other than for the keys of objects in a bucket',
  source: POLICIES,
  check: plan => ofKind(plan, 'statement').flatMap(({ path, actions, resources }) => [
    ...actions.filter(action => action.includes('*')).map(action => ({
      path, message: `the action '${action}' given, whole names of actions needed`, mend: 'Name the actions',
    })),
    ...sitesOf(plan).flatMap(({ role }) => (resources[role] ?? []).filter(hasWildcard).map(arn => ({
      path: `${path}.resources.${role}`, message: `${show(arn)} given, ARNs without wildcards needed`, mend: 'Name the resources',
    }))),
  ]),
};

const otherRegion: Rule<FunctionPlan> = {
  code: 'DR332',
  severity: Severity.UNSAFE,
  title: 'A statement that reaches into another region, which may be the one that is lost',
  source: `${LAMBDA}/lambda-permissions.html`,
  check: plan => ofKind(plan, 'statement').flatMap(({ path, resources }) => sitesOf(plan).flatMap(({ role, region }) => (resources[role] ?? [])
    .filter(arn => !isExpression(arn) && !['', region, undefined].includes(regionOfArn(arn))).map(arn => ({
      path: `${path}.resources.${role}`, message: `${show(arn)} given, which is in ${regionOfArn(arn)}; the function is in ${region}`, mend: `Name what is in ${region}`,
    })))),
};

const malformed: Rule<FunctionPlan> = {
  code: 'DR333',
  severity: Severity.IMPOSSIBLE,
  title: 'A statement without actions or resources, or with what is not an action or an ARN',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html',
  check: plan => ofKind(plan, 'statement').flatMap(({ path, actions, resources }) => [
    ...(actions.length === 0 ? [{ path, message: 'no action given, one or more needed', mend: 'Name the actions' }] : []),
    ...actions.filter(action => action !== '*' && !/^[a-z0-9-]+:[A-Za-z0-9*]+$/.test(action)).map(action => ({
      path, message: `${show(action)} given, an action like 's3:GetObject' needed`, mend: 'Correct it',
    })),
    ...sitesOf(plan).flatMap(({ role }) => malformedArns(`${path}.resources.${role}`, resources[role] ?? [])),
  ]),
};

const consumersInBoth: Rule<FunctionPlan> = {
  code: 'DR334',
  severity: Severity.RISK,
  title: 'Triggers switched on in both regions: what reaches both is worked on twice; and where one region writes, the standby\'s database cannot be written',
  source: 'docs/functions.md',
  check: plan => {
    if (plan.standby === undefined || !plan.consumeInStandby) return [];
    if (plan.strategy === Strategy.ACTIVE_ACTIVE) return inBoth(plan);
    return plan.triggers.length === 0 ? [] : [{
      path: `${plan.path}.consumeInStandby`,
      message: `true given with the strategy ${plan.strategy}, where the standby waits for a failover`,
      mend: 'Leave it out, or make sure that the function bears to see everything twice',
    }];
  },
};

export const outsideOfNetwork: Rule<FunctionPlan> = {
  code: 'DR335',
  severity: Severity.IMPOSSIBLE,
  title: 'A function outside of the network that it needs: it is given no subnets or security groups, or its database is in the network and it is not',
  source: `${LAMBDA}/configuration-vpc.html`,
  check: plan => (plan.givenInNetwork === false ? ofKind(plan, 'database').map(() => ({
    path: `${plan.path}.inNetwork`, message: 'false given with access to the database, which has private addresses only', mend: 'Leave it out',
  })) : []),
};

export const accessRules: Rule<FunctionPlan>[] = [
  noWayToWriter, perhapsNoWayToWriter, noDatabase, foreignTable, wildcard, otherRegion, malformed, consumersInBoth, outsideOfNetwork,
];

function ofKind<K extends AccessPlan['kind']>({ access }: FunctionPlan, kind: K): Extract<AccessPlan, { kind: K }>[] {
  return access.filter((one): one is Extract<AccessPlan, { kind: K }> => one.kind === kind);
}

// Each region has queues and a bus of its own; the clock, and the changes of a table, are the same in both.
function inBoth({ triggers }: FunctionPlan): Finding[] {
  return triggers.filter(trigger => trigger.kind === 'stream' || (trigger.kind === 'rule' && trigger.schedule !== undefined)).map(({ path, kind }) => ({
    path,
    message: `${kind === 'stream' ? 'stream()' : 'schedule()'} given with ACTIVE_ACTIVE, which calls the function in both regions`,
    mend: 'Make sure that it bears to do everything twice, or set consumeInStandby to false',
  }));
}

// The keys of objects are data; a bucket is not.
function hasWildcard(arn: string): boolean {
  return !isExpression(arn) && /[*?]/.test(arn.replace(/^(arn:[\w-]+:s3:::[^/*?]+\/).*$/, '$1'));
}

function malformedArns(path: string, arns: string[]): Finding[] {
  if (arns.length === 0) return [{ path, message: 'no resource given, one or more needed', mend: 'Name the resources' }];
  return arns.filter(arn => arn !== '*' && !isExpression(arn) && !/^arn:[\w-]+:[\w-]+:[\w-]*:[\w-]*:.+$/.test(arn)).map(arn => ({
    path, message: `${show(arn)} given, an ARN needed`, mend: 'Correct it',
  }));
}
