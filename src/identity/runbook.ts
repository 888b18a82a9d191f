// How people become operators: the first step of what they do.

import type { OperatorsPlan } from './operator-plan';
import { isExpression } from '../plan/reader';
import { aws, filledIn, kept, LayerStep, ProcedureKind, RunbookContext, ShellValue, Stage } from '../plan/runbook';

const BY_OPERATORS = [ProcedureKind.PREFLIGHT, ProcedureKind.SWITCHOVER, ProcedureKind.FAILOVER, ProcedureKind.FAILBACK, ProcedureKind.SWITCH];

/** The steps of becoming an operator, from the region that is left. Without a plan there is no such role. */
export function operatorSteps(plan: OperatorsPlan | undefined, context: RunbookContext): LayerStep[] {
  if (plan === undefined) {
    return BY_OPERATORS.map(kind => ({
      kind, stage: Stage.ENTER, text: 'Use rights of your own: the service has no role for operators. docs/identity.md lists what is needed.',
    }));
  }
  return BY_OPERATORS.map(kind => becoming(kind, plan, context));
}

function becoming(kind: ProcedureKind, { operator, observer, requireMfa }: OperatorsPlan, context: RunbookContext): LayerStep {
  const { standby: { region } } = context;
  const reads = kind === ProcedureKind.PREFLIGHT;
  const [device, code] = ['MFA_DEVICE', 'MFA_CODE'].map(variableName => ({ variableName }));
  const assumed = aws('sts assume-role', region, ['role-arn', roleOf(operator, 'OPERATOR_ROLE', context)], ['role-session-name', 'failover'],
    ...(requireMfa ? [['serial-number', device] as [string, ShellValue], ['token-code', code] as [string, ShellValue]] : []),
    ['query', 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]']);
  const observing = observer.role.name ?? (isExpression(observer.role.existingArn ?? '') ? undefined : observer.role.existingArn);
  return {
    kind,
    stage: Stage.ENTER,
    text: `Become an operator, from ${region}, unless you are one already in this shell.${requireMfa ? ' Put the ARN of your MFA device into `MFA_DEVICE` and what it shows into `MFA_CODE`.' : ''}`
      + `${reads && observing !== undefined ? ` For a look alone the role \`${observing}\` is enough.` : ''}`
      + `${typeof context.account === 'string' ? '' : ' Do you come from another account? Then set `ACCOUNT` to that of the service before.'}`,
    commands: [
      ...(requireMfa ? ['export MFA_DEVICE=... MFA_CODE=...'] : []),
      kept('CREDENTIALS', assumed),
      ...['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'].map((name, position) => `export ${name}="$(echo "$CREDENTIALS" | cut -f${position + 1})"`),
      aws('sts get-caller-identity', region, ['query', 'Arn'], ['output', 'text']),
    ],
    answer: 'The role, as an assumed one.',
  };
}

function roleOf({ role: { existingArn, name, rolePath } }: OperatorsPlan['operator'], variableName: string, { partition, account }: RunbookContext): ShellValue {
  if (existingArn === undefined) return [`arn:${partition}:iam::`, account, `:role${rolePath}${name}`];
  return isExpression(existingArn) ? filledIn(variableName, 'the ARN of the role of operators') : existingArn;
}
