// What is done with the host name and the failover switch: the commands of docs/failover.md and docs/dns.md.

import { CANARY_KEY, DnsPlan, endpointsOf, isFollowed, METRICS_REGION, SWITCH_CHECK, SWITCH_KEY, SwitchPlan } from './plan';
import { aws, CommandOption, LayerStep, NamedAlarm, ProcedureKind, request, RunbookContext, Stage } from '../plan/runbook';

/** The steps of a host name. */
export function dnsSteps(plan: DnsPlan, context: RunbookContext): LayerStep[] {
  const { failoverSwitch } = plan;
  return failoverSwitch === undefined ? byHand(plan, context) : withSwitch(plan, failoverSwitch, context);
}

/** The alarms that the layer makes: on the switch, and on what tells of a region's health. */
export function alarmsOfDns(plan: DnsPlan): NamedAlarm[] {
  const { failoverSwitch, given } = plan;
  const signals = failoverSwitch === undefined ? [] : endpointsOf(plan).flatMap(({ signal }) => (signal === undefined ? [] : [signal]));
  return [
    ...(failoverSwitch === undefined || !given.alarmPossible ? [] : [{ alarmName: failoverSwitch.alarmName, region: METRICS_REGION }]),
    ...signals.map(({ alarmName, region }) => ({ alarmName, region })),
  ];
}

function byHand({ hostName }: DnsPlan, { primary, standby }: RunbookContext): LayerStep[] {
  const dig = `dig +short ${hostName}`;
  const change = (kind: ProcedureKind, region: string): LayerStep => ({
    kind,
    stage: Stage.LEAD,
    text: `Lead users to ${region} by hand: \`${hostName}\` has one record, and no switch. Change it in its zone, with rights of your own; this is a change in the control plane of Route 53, which is in us-east-1. Then look what is answered; resolvers keep an old answer for a while.`,
    commands: [dig],
    answer: `What leads to ${region}.`,
  });
  return [change(ProcedureKind.FAILOVER, standby.region), change(ProcedureKind.FAILBACK, primary.region)];
}

function withSwitch(plan: DnsPlan, failoverSwitch: SwitchPlan, { primary, standby, account }: RunbookContext): LayerStep[] {
  const { hostName, routing, ttlSeconds } = plan;
  const { region } = standby;
  const bucket: CommandOption = ['bucket', [failoverSwitch.bucketName, '-', account]];
  const key: CommandOption = ['key', SWITCH_KEY];
  const seconds = SWITCH_CHECK.intervalSeconds * SWITCH_CHECK.failureThreshold;
  const kept = plan.primary.kind === 'cname' || plan.primary.kind === 'ip' ? `${ttlSeconds} seconds` : 'another minute or so';
  const look = aws('s3api head-object', region, bucket, key, ['query', 'LastModified'], ['output', 'text']);
  const list = aws('s3api list-objects-v2', region, bucket, ['prefix', SWITCH_KEY], ['query', 'Contents[].Key'], ['output', 'text']);
  const byItself = isFollowed(plan, plan.primary)
    ? ` Users are led away from ${primary.region} by themselves when its endpoint does not answer; throw the switch all the same, so that they don't go back before it is time.` : '';
  const throwIt = (kind: ProcedureKind): LayerStep => ({
    kind,
    stage: Stage.LEAD,
    text: `Throw the failover switch: it leads users to ${region}. It is an object in a bucket of ${region}.${byItself} Route 53 needs about ${seconds} seconds to see it, and resolvers keep what they were told for ${kept}.`,
    commands: [aws('s3api put-object', region, bucket, key, ['server-side-encryption', 'AES256'], ['query', 'ETag']), look],
    answer: 'The time at which it was thrown.',
  });
  const takeBack = (kind: ProcedureKind, stage: Stage): LayerStep => ({
    kind,
    stage,
    text: `Take the switch back: it leads users to ${primary.region} again${routing === 'latency' ? ', beside the other region' : ''}. Never before ${primary.region} can do the work.`,
    commands: [aws('s3api delete-object', region, bucket, key), list],
    answer: '`None`: there is no such object any more.',
  });
  const entry = plan.primary.kind === 'entry';
  // Both regions are answered where nobody is kept away from one.
  const leads = (to: string) => {
    if (routing === 'latency' && to === primary.region) return 'What leads to the region that is nearer to you';
    return entry ? `The addresses that \`dig +short ${to}.${hostName}\` tells` : `What leads to ${to}`;
  };
  const lookAt = (kind: ProcedureKind, to: string): LayerStep => ({
    kind,
    stage: Stage.LOOK,
    text: `Look where \`${hostName}\` leads.`,
    commands: [`dig +short ${hostName}`, ...asked(plan)],
    answer: `${leads(to)}${asked(plan).length === 0 ? '' : ', and `200`'}.`,
  });
  return [
    {
      kind: ProcedureKind.PREFLIGHT,
      stage: Stage.CHECK,
      text: `The failover switch is not thrown, and can be read: the object \`${CANARY_KEY}\` beside it is always there.`,
      commands: [aws('s3api head-object', region, bucket, ['key', CANARY_KEY], ['query', 'LastModified'], ['output', 'text']), list],
      answer: `A time, and then \`None\`, unless users are led to ${region} already.`,
    },
    { ...lookAt(ProcedureKind.PREFLIGHT, primary.region), stage: Stage.CHECK },
    throwIt(ProcedureKind.FAILOVER),
    lookAt(ProcedureKind.FAILOVER, region),
    throwIt(ProcedureKind.SWITCHOVER),
    lookAt(ProcedureKind.SWITCHOVER, region),
    takeBack(ProcedureKind.FAILBACK, Stage.LEAD),
    lookAt(ProcedureKind.FAILBACK, primary.region),
    throwIt(ProcedureKind.SWITCH),
    {
      kind: ProcedureKind.SWITCH,
      stage: Stage.LOOK,
      text: 'Look whether it is thrown, and where users are led.',
      commands: [list, `dig +short ${hostName}`, ...asked(plan)],
      answer: `\`${SWITCH_KEY}\`, and what leads to ${region}. \`None\` for the object: it is not thrown.`,
    },
    takeBack(ProcedureKind.SWITCH, Stage.AFTER),
    { ...lookAt(ProcedureKind.SWITCH, primary.region), stage: Stage.AFTER },
  ];
}

// What is in a network of its own is not asked from here.
function asked(plan: DnsPlan): string[] {
  return endpointsOf(plan).some(({ signal }) => signal !== undefined) ? [] : [request(plan.hostName, plan.check.resourcePath)];
}
