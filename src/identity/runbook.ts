// How people become operators: the first step of what they do.

import type { OperatorsPlan } from './operator-plan';
import { isExpression } from '../plan/reader';
import { addressOf } from '../plan/rule';
import { aws, filledIn, kept, LayerStep, ProcedureKind, RunbookContext, ShellValue, Stage } from '../plan/runbook';

const BY_OPERATORS = [ProcedureKind.PREFLIGHT, ProcedureKind.SWITCHOVER, ProcedureKind.FAILOVER, ProcedureKind.FAILBACK, ProcedureKind.SWITCH];

const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/** The steps of becoming an operator, from the region that is left. Without a plan there is no such role. */
export function operatorSteps(plan: OperatorsPlan | undefined, context: RunbookContext): LayerStep[] {
  if (plan === undefined) {
    return BY_OPERATORS.map(kind => ({
      kind, stage: Stage.ENTER, text: `Use rights of your own: the service has no role for operators. ${addressOf('docs/identity.md')} lists what is needed.`,
    }));
  }
  return BY_OPERATORS.map(kind => becoming(kind, plan, context));
}

function becoming(kind: ProcedureKind, { operator, observer, requireMfa, sessionMinutes }: OperatorsPlan, context: RunbookContext): LayerStep {
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
      + `${typeof context.account === 'string' ? '' : ' Do you come from another account? Then `export ACCOUNT=<account of the service>` first: what the step before set is yours.'}`,
    commands: [
      ...(requireMfa ? ['export MFA_DEVICE=... MFA_CODE=...'] : []),
      kept('CREDENTIALS', assumed),
      // What was refused must not take the place of one's own credentials.
      `[ -z "$CREDENTIALS" ] || export ${KEYS.map((name, position) => `${name}="$(echo "$CREDENTIALS" | cut -f${position + 1})"`).join(' \\\n  ')}`,
      aws('sts get-caller-identity', region, ['query', 'Arn'], ['output', 'text']),
    ],
    answer: `The role, as an assumed one, for ${sessionMinutes} minutes. Another one: it was refused, and your credentials are as before. \`ExpiredToken\` later on: begin again with the first step, in a new shell.`,
  };
}

function roleOf({ role: { existingArn, name, rolePath } }: OperatorsPlan['operator'], variableName: string, { partition, account }: RunbookContext): ShellValue {
  if (existingArn === undefined) return [`arn:${partition}:iam::`, account, `:role${rolePath}${name}`];
  return isExpression(existingArn) ? filledIn(variableName, 'the ARN of the role of operators') : existingArn;
}
