// What the runbook says beside the steps of layers: what each procedure is for, why one is not needed, and what no layer knows of.

import type { LayerPlans } from '../multi-region-dr/layers';
import { addressOf } from '../plan/rule';
import { LayerStep, ProcedureKind, RunbookContext, Stage } from '../plan/runbook';
import { Strategy } from '../plan/strategy';
import type { SitesPlan } from '../sites/plan';
import { statesInWords } from '../sites/runbook';
import type { StateFacts } from '../sites/state-facts';

/** What a service is like, as the runbook speaks of it. */
export interface Situation {
  readonly service: string;
  readonly strategy: Strategy;
  readonly primary: string;
  readonly standby: string;
  /** Whether the standby region is built when it is needed. */
  readonly rebuilt: boolean;
  readonly hasSwitch: boolean;
  readonly hasDns: boolean;
  readonly hasBackup: boolean;
  readonly hasStores: boolean;
  readonly hasRules: boolean;
  readonly hasConsumers: boolean;
  readonly enforcesRpo: boolean;
  /** Whether the database has a member in each region. */
  readonly movesWriter: boolean;
  readonly moves: boolean;
  /** The host name of the standby region's own entry. */
  readonly standbyHostName?: string;
  readonly knownAccount?: string;
  readonly states: string[];
  readonly stacks: string[];
  readonly stateRegions: string[];
}

/** What is said. */
export interface RunbookWords {
  readonly introduction: string[];
  readonly procedures: Record<ProcedureKind, { readonly title: string; readonly introduction: string[]; readonly needless: string }>;
  /** Steps of no layer that come before those of layers: building the standby region, and stopping what came back. */
  readonly building: LayerStep[];
  /** Steps of no layer that come after them. */
  readonly steps: LayerStep[];
}

/** Looks at a service. */
export function situationOf(sites: SitesPlan, layers: LayerPlans, state: StateFacts[], { account }: RunbookContext): Situation {
  const { database, tables = [], functions = [], http, dns, backup } = layers;
  const standbyHostName = http?.standby?.siteHostName;
  return {
    service: `\`${sites.serviceName}\` in \`${sites.environment}\``,
    strategy: sites.strategy,
    primary: sites.primary.region,
    standby: sites.standby.region,
    rebuilt: sites.strategy === Strategy.BACKUP_RESTORE,
    hasSwitch: dns?.failoverSwitch !== undefined,
    hasDns: dns !== undefined,
    hasBackup: backup !== undefined,
    hasStores: database !== undefined || tables.length > 0,
    hasConsumers: functions.some(({ triggers }) => triggers.length > 0),
    hasRules: functions.some(({ triggers }) => triggers.some(({ kind }) => kind === 'rule')),
    enforcesRpo: database !== undefined && !database.existing && database.enforcedRpoSeconds !== undefined,
    movesWriter: database !== undefined && (database.existing ? database.standbyClusterIdentifier : database.standby) !== undefined,
    moves: database !== undefined || dns?.failoverSwitch !== undefined
      || functions.some(({ triggers, standby }) => triggers.length > 0 && standby?.consumes === false),
    ...(standbyHostName === undefined ? {} : { standbyHostName }),
    ...(typeof account === 'string' ? { knownAccount: account } : {}),
    states: statesInWords(state),
    stacks: state.map(({ stackPath }) => stackPath),
    stateRegions: [...new Set(state.flatMap(({ kept }) => (kept === undefined ? [] : [kept.used.region])))],
  };
}

/** What is said of a service. */
export function wordsOf(situation: Situation): RunbookWords {
  return {
    introduction: introductionOf(situation),
    procedures: proceduresOf(situation),
    building: buildSteps(situation),
    steps: [leadSteps, lastSteps, drillSteps].flatMap(make => make(situation)),
  };
}

const NEVER = '**Run no `terraform plan` and no `terraform apply` on a stack that holds both regions while one of them is down.** `-target` and `-refresh=false` don\'t help.';

function introductionOf({ service, strategy, primary, standby, rebuilt, hasStores, hasBackup, knownAccount }: Situation): string[] {
  return [
    `What to do with ${service}: its primary region is ${primary}, its standby region ${standby}, and its strategy ${strategy}. Names and ARNs are those of the service${knownAccount === undefined ? '' : `, in the account ${knownAccount}`}.`,
    `${NEVER} ${rebuilt ? `With this strategy Terraform builds ${standby} from a stack of its own.` : 'Nothing that a failover needs is made or changed by Terraform.'}`,
    `Primary and standby are the initial roles, and stay so in the code: after a failover, ${standby} does the work.`,
    'Commands are for sh, bash or zsh, with the AWS CLI of version 1 or 2 (`export AWS_PAGER=` keeps version 2 from waiting at the end of a page), `curl` and `dig`. Run a procedure from its first step, in one shell: later steps use what earlier ones set. `...` is for you to fill in.',
    ...(hasStores && !rebuilt ? [`Is data wrong, rather than a region lost? Then don't fail over: ${standby} has the same. ${hasBackup ? `Restore a backup, as ${addressOf('docs/backup.md')} tells.` : 'Go back to a point in time in the same region.'}`] : []),
    'Try all of it in a test environment before you need it.',
  ];
}

function proceduresOf(situation: Situation): RunbookWords['procedures'] {
  const { service, strategy, primary, standby, rebuilt, hasDns, hasBackup, states, stateRegions } = situation;
  const active = strategy === Strategy.ACTIVE_ACTIVE;
  const nothing = 'There is nothing in this service that a person would have to do.';
  return {
    PREFLIGHT: {
      title: 'Preflight: would a failover work now?',
      introduction: ['It changes nothing. Run it before every planned move, and every week.'],
      needless: nothing,
    },
    SWITCHOVER: {
      title: `Switchover: from ${primary} to ${standby}, as planned`,
      introduction: [
        'Both regions are well, and nothing is lost. Run the preflight first.',
        `**The way back** is the same the other way round: the steps of the failback below, without those that are about a lost region. Its calls go to ${standby}, where the writer is then.`,
      ],
      needless: rebuilt
        ? `There is no planned move: with ${strategy}, ${standby} has nothing to move to. Make and copy a backup by hand, and follow the failover.`
        : `Nothing has to be moved: what there is works in both regions. Lead users to ${standby} with what you have for it.`,
    },
    FAILOVER: {
      title: `Failover: ${primary} is lost`,
      introduction: [
        `For when ${primary} is lost, or as good as lost, and whoever may decide has decided. ${rebuilt
          ? `${standby} has nothing but copies of backups: it is built and filled now. That takes hours, and what was written since the last copied backup is lost.`
          : `Everything here is a call to ${standby}. Only where it says best effort is ${primary} called, and nothing waits for that.`}`,
        ...(active ? [`Both regions serve users already: what is healthy is answered, and ${primary} drops out by itself as far as its checks tell. What is left is the writer of the database, and keeping users away from ${primary} until it may come back.`] : []),
        standbyLost(situation),
        rebuilt ? `${NEVER} The stack that holds both regions is not touched.` : 'No `terraform apply` is part of it.',
      ],
      needless: nothing,
    },
    FAILBACK: {
      title: `Failback: ${primary} is back`,
      introduction: [
        `Begin with it as soon as ${primary} answers, and read all of it before. ${inHaste(situation)} Going back to ${primary} can wait.`,
      ],
      needless: nothing,
    },
    SWITCH: {
      title: 'The failover switch, by itself',
      introduction: ['In a failover the switch is thrown last of all, when the standby region can do the work. This is for looking at it, and for moving users alone.'],
      needless: hasDns
        ? `There is no switch: the host name has one record, since ${standby} has nothing to lead to with ${strategy}. It is changed by hand.`
        : 'There is no switch, as the service has no `dns`. Lead users with what you have for it.',
    },
    STATE: {
      title: 'The region of Terraform\'s state is lost',
      introduction: [
        `A failover needs nothing of this${stateRegions.length === 1 && stateRegions[0] === standby ? `, and the loss of ${primary} doesn't either: the state is in ${standby}` : ''}. It is for changing infrastructure before the region of the state is back. ${addressOf('docs/state-runbook.md')} tells more.`,
        ...states,
      ],
      needless: 'No state of this service is known to be in S3.',
    },
    DRILL: {
      title: 'Drill: a failover for practice',
      introduction: [
        `In a test environment that is made like ${service}: its runbook is the one to follow, with its own names. A failover with loss is never tried where the data is needed.`,
        `A switchover is another call than a failover, and goes to another region: its time says nothing of a disaster.${hasBackup ? ' A drill of restores is one of its own.' : ''}`,
      ],
      needless: nothing,
    },
  };
}

// What cannot wait when the region is back.
function inHaste({ primary, hasConsumers, movesWriter }: Situation): string {
  return [
    ...(hasConsumers ? [`What works in the background in ${primary} is as it was when the region was lost: the steps that stop it can't wait.`] : []),
    ...(movesWriter ? ['Nor can the copy of the snapshot with lost writes, which goes with the old backups.'] : []),
  ].join(' ').replace(/^Nor can (.*), which/, 'One thing can\'t wait, $1, which');
}

// With one other region, an enforced RPO stops all commits when that is lost.
function standbyLost({ primary, standby, rebuilt, moves, movesWriter, enforcesRpo, hasSwitch }: Situation): string {
  const held = enforcesRpo ? `but one thing: \`enforcedRpoSeconds\` holds commits in ${primary} back as long as ${standby} does not get them. Reset \`rds.global_db_rpo\` at once, as a step of the failback shows` : '';
  return `Is it ${standby} that is lost? While ${primary} does the work, nothing is to be done${held === '' ? '' : `, ${held}`}.`
    + `${hasSwitch ? ` A switch that was thrown is lost with it, and leads users back to ${primary}.` : ''}`
    + `${!moves || rebuilt ? '' : ` Does ${standby} do the work, after a move? Then ${primary} takes over: follow the failback without what is called in ${standby}, with \`--region ${primary}\` in what asks STS`
      + `${movesWriter ? ', and with the failover of the database that stands there in place of the switchover' : ''}.`}`;
}

function buildSteps({ rebuilt, hasBackup, standby, primary }: Situation): LayerStep[] {
  if (!rebuilt) return [];
  return [
    {
      kind: ProcedureKind.FAILOVER,
      stage: Stage.KEEP,
      text: `Build ${standby}, in the folder of the stack that you prepared for it: network, functions and whatever else the service runs there, and nothing of ${primary}. Tables can be restored meanwhile; a database needs the network.`,
      commands: ['terraform init', 'terraform apply'],
    },
    ...(hasBackup ? [] : [{ kind: ProcedureKind.FAILOVER, stage: Stage.PROMOTE, text: `Restore the data in ${standby} from the copies that others make: no \`backup\` of this service knows them.` }]),
    {
      kind: ProcedureKind.FAILOVER, stage: Stage.CONSUME, text: 'Lead functions and other users of the data to what was restored: it has other names. Apply that in the same stack.', commands: ['terraform apply'],
    },
    {
      kind: ProcedureKind.FAILBACK,
      stage: Stage.FENCE,
      text: `Stop what works in ${primary}: it is as it was when the region was lost, with the data of then.`,
    },
    ...(hasBackup ? [] : [{ kind: ProcedureKind.FAILBACK, stage: Stage.PROMOTE, text: `Bring the data back to ${primary} as those do who make the copies.` }]),
    {
      kind: ProcedureKind.FAILBACK, stage: Stage.CONSUME, text: `Lead functions and other users of the data in ${primary} to what was restored there, or copy it into what the service has. Apply that, now that both regions are well.`,
    },
  ];
}

// With `dns`, that layer leads users.
function leadSteps({ hasDns, rebuilt, primary, standby, standbyHostName }: Situation): LayerStep[] {
  const own = standbyHostName === undefined ? '' : ` The region's own name is \`${standbyHostName}\`.`;
  const lead = (kind: ProcedureKind, region: string, more: string): LayerStep => ({
    kind, stage: Stage.LEAD, text: `Lead users to ${region} with what you have for it, and rights of your own: the service has no \`dns\`.${more}`,
  });
  if (hasDns) return [];
  return [
    lead(ProcedureKind.FAILOVER, standby, own), lead(ProcedureKind.FAILBACK, primary, ''), ...(rebuilt ? [] : [lead(ProcedureKind.SWITCHOVER, standby, own)]),
  ];
}

function lastSteps({ rebuilt, moves, primary, standby, stacks, hasRules, enforcesRpo }: Situation): LayerStep[] {
  const works = (kind: ProcedureKind, region: string): LayerStep => ({
    kind, stage: Stage.LOOK, text: `Look whether the service does its work in ${region}, with what you check it by, and say so to those who wait.`,
  });
  return [
    works(ProcedureKind.FAILOVER, standby),
    ...(moves && !rebuilt ? [works(ProcedureKind.SWITCHOVER, standby)] : []),
    works(ProcedureKind.FAILBACK, primary),
    {
      kind: ProcedureKind.FAILBACK,
      stage: Stage.AFTER,
      text: `When both regions are well, let those who deploy look whether Terraform agrees, in a shell of their own and in the folder of ${stacks.length === 1 ? `the stack, \`${stacks[0]}\`` : `each stack: ${stacks.map(one => `\`${one}\``).join(', ')}`}.${rebuilt ? '' : ' Leave `primary` and `standby` in the code as they are.'}`
        + `${enforcesRpo ? ' It sets `rds.global_db_rpo` again where that was reset, which is right now.' : ''}`
        + `${hasRules ? ' An apply that changes an EventBridge rule sends it with the state of the beginning; ask with `aws events describe-rule` afterwards.' : ''}`,
      commands: ['terraform plan -detailed-exitcode'],
      answer: rebuilt ? '0, or what you have changed.' : '0: nothing to change.',
    },
  ];
}

function drillSteps({ rebuilt, moves, primary, standby }: Situation): LayerStep[] {
  const step = (text: string, commands: string[] = [], answer?: string): LayerStep => ({
    kind: ProcedureKind.DRILL, stage: Stage.CHECK, text, commands, ...(answer === undefined ? {} : { answer }),
  });
  const time = (name: string, what: string) => step(`Note the time ${what}.`, [`export ${name}="$(date -u +%FT%TZ)"; echo "$${name}"`]);
  const both = moves && !rebuilt;
  return [
    step('Make sure that this is the test environment, and tell everybody who would be woken.'),
    step('Run the preflight, and write down how far the slowest store is behind: `lagSeconds`. Stop the drill if something is not well.'),
    time('DRILL_LOST', `at which ${primary} counts as lost`),
    time('DRILL_KNOWN', 'at which somebody knew: until here it is `detectSeconds`'),
    time('DRILL_DECIDED', 'at which it was decided to fail over, which `objectives.decisionMinutes` plans with'),
    step(both ? 'Follow the failover, or the switchover. With the failover writes can be lost, and the database goes through what it goes through in a disaster.' : 'Follow the failover.'),
    time('DRILL_MOVED', `at which users reach ${standby} and it writes: from the decision until here it is \`executeSeconds\``),
    step('Validate: what has to be looked at until it is known that the service works.'),
    time('DRILL_VALIDATED', 'at which that is known: since the time before it is `validateSeconds`'),
    step('Go back with the failback, and run the preflight again.'),
    step('Put what was measured into the properties of the service; the estimate takes it in place of planning values. '
      + `\`measurements: { source: 'drill of ...', call: DrilledCall.FAILOVER, detectSeconds: ..., executeSeconds: ..., validateSeconds: ..., lagSeconds: ... }\`${both ? '. After a switchover it is `DrilledCall.SWITCHOVER`' : ''}. In Python: \`Measurements(source=..., call=DrilledCall.FAILOVER, detect_seconds=...)\`. What you leave out keeps its planning value.`,
    ['echo "$DRILL_LOST $DRILL_KNOWN $DRILL_DECIDED $DRILL_MOVED $DRILL_VALIDATED"']),
  ];
}
