// What is done with parameters before, at and after a failover: the one with the region that serves users is written. Nothing moves by it.

import type { ParametersPlan } from './plan';
import { aws, AwsCommand, LayerStep, ProcedureKind, RunbookContext, RunbookSite, Stage } from '../plan/runbook';

/** The steps of parameters. */
export function parameterSteps({ activeRegionName }: ParametersPlan, { primary, standby }: RunbookContext): LayerStep[] {
  const both = [primary, standby];
  const read = ({ region }: RunbookSite) => aws('ssm get-parameter', region, ['name', activeRegionName], ['query', 'Parameter.Value'], ['output', 'text']);
  const write = (serving: RunbookSite) => ({ region }: RunbookSite) => aws('ssm put-parameter', region, ['name', activeRegionName], ['value', serving.region], ['overwrite'], ['query', 'Version']);
  const told = (kind: ProcedureKind, stage: Stage, text: string, serving: RunbookSite, sites: RunbookSite[]): LayerStep => ({
    kind, stage, text: `${text} Whoever reads the parameter knows; nothing moves by it.`, commands: [...sites.map(write(serving)), ...sites.map(read)] satisfies AwsCommand[], answer: `\`${serving.region}\`.`,
  });
  return [
    {
      kind: ProcedureKind.PREFLIGHT,
      stage: Stage.CHECK,
      text: 'Both regions say which of them serves users.',
      commands: both.map(read),
      answer: `Twice \`${primary.region}\`, unless the service was moved.`,
    },
    told(ProcedureKind.FAILOVER, Stage.TELL, `Write down, in ${standby.region}, that it serves users.`, standby, [standby]),
    told(ProcedureKind.SWITCHOVER, Stage.TELL, `Write down, in both regions, that ${standby.region} serves users.`, standby, both),
    told(ProcedureKind.FAILBACK, Stage.FENCE, `Write down in ${primary.region} that ${standby.region} serves users: there it is as it was before the loss.`, standby, [primary]),
    told(ProcedureKind.FAILBACK, Stage.TELL, `Write down, in both regions, that ${primary.region} serves users.`, primary, both),
  ];
}
