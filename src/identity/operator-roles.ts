// OperatorRoles: who may fail over, and who may look.

import { Construct } from 'constructs';
import { AccessPlan, OperatorsPlan, planOperators } from './operator-plan';
import { backupStatements, databaseStatements, observerStatements, operatorStatements, trustStatements } from './operator-policy';
import { isComplete, targetsOf } from './operator-targets';
import { OperatorProps, OperatorTarget } from './props';
import { buildRole, ManagedPolicy, roleArn, Statement } from './role';
import { TWO_DATABASES } from './rules';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import { PartScope } from '../sites/site';
import { Sites } from '../sites/sites';

/** What `OperatorRoles` are made from. */
export interface OperatorRolesProps {
  /** The regions. */
  readonly sites: Sites;
  /** Who operates and who observes. */
  readonly operators: OperatorProps;
  /**
   * What they operate; one database at most.
   *
   * @default - nothing: the roles may read metrics
   */
  readonly targets?: OperatorTarget[];
}

/**
 * Two IAM roles: operators, who may do what a failover needs in both regions and nothing else, and observers, who may read its state.
 * `MultiRegionDr` makes the same from its `operators`.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html
 */
export class OperatorRoles extends Construct {
  /** The ARN of the operators' role. */
  public readonly operatorRoleArn: string;
  /** The ARN of the observers' role. */
  public readonly observerRoleArn: string;

  public constructor(scope: Construct, constructId: string, props: OperatorRolesProps) {
    const { sites, operators } = props;
    const plan = sites._planFor('OperatorRoles', scope, constructId, operators, () => planAlone(props));
    super(scope, constructId);
    const account = sites._in(PartScope.FOUNDATION);
    const observe = observerStatements(plan, account);
    const backups = backupStatements(plan, account);
    build(this, sites, plan, {
      constructId: 'Operator',
      access: plan.operator,
      statements: [...observe, ...operatorStatements(plan, account)],
      database: databaseStatements(plan, account),
      backups: [...backups.observer, ...backups.operator],
    });
    build(this, sites, plan, { constructId: 'Observer', access: plan.observer, statements: observe, database: [], backups: backups.observer });
    this.operatorRoleArn = roleArn(plan.operator.role, account);
    this.observerRoleArn = roleArn(plan.observer.role, account);
  }
}

function planAlone(props: OperatorRolesProps): Planned<OperatorsPlan> {
  const { operators, sites: { _context: context } } = props;
  const list = new ProblemList();
  const reader = new Reader(props, '', list, context.isToken);
  const targets = reader.instances('targets', 'an OperatorTarget', (value): value is OperatorTarget => value instanceof OperatorTarget) ?? [];
  const complete = targets.filter((target, position) => isComplete(target, new Reader(target._facts, `targets[${position}]`, list, context.isToken)));
  if (complete.length < targets.length) return { problems: list.problems };
  const databases = targets.filter(target => target._facts.kind === 'database').length;
  if (databases > 1) {
    list.add(TWO_DATABASES, { path: 'targets', message: `${databases} databases given, at most 1 possible`, mend: 'Make OperatorRoles for each, in sites of its own' });
  }
  const { plan, problems } = planOperators(operators, '', context, targetsOf(targets, context));
  return { plan, problems: [...list.problems, ...problems] };
}

interface RoleParts {
  readonly constructId: 'Operator' | 'Observer';
  readonly access: AccessPlan;
  readonly statements: Statement[];
  readonly database: Statement[];
  readonly backups: Statement[];
}

function build(layer: Construct, sites: Sites, plan: OperatorsPlan, { constructId, access, statements, database, backups }: RoleParts): void {
  if (access.role.existingArn !== undefined) return;
  buildRole(new Construct(sites.part(layer, PartScope.FOUNDATION), constructId), sites, access.role, {
    description: `${constructId} of ${plan.service} in ${plan.regions.primary} and ${plan.regions.standby}`,
    trust: trustStatements(access.principals.map(({ arn }) => arn), plan.requireMfa),
    policy: { policyName: 'failover', statements },
    managedPolicies: [
      ...policyOf('DatabasePolicy', access.databasePolicyName, database), ...policyOf('ManagedPolicy', access.backupsPolicyName, backups),
    ],
    maxSessionSeconds: plan.sessionMinutes * 60,
  });
}

function policyOf(constructId: string, policyName: string | undefined, statements: Statement[]): ManagedPolicy[] {
  return policyName === undefined ? [] : [{ constructId, policyName, statements }];
}
