// What is done with backups before, at and after a failover: the commands of docs/backup.md.

import type { BackupSitePlan, BackupsPlan, ResourcePlan } from './plan';
import {
  arnIn, aws, AwsCommand, CommandOption, kept, known, LayerStep, ProcedureKind, RunbookContext, RunbookSite, ShellValue, Stage,
} from '../plan/runbook';
import { Strategy } from '../plan/strategy';

/** What the steps are told of the database. */
export interface BackedUpDatabase {
  /** The engine, such as `aurora-postgresql`; missing without a database. */
  readonly engineName?: string;
}

/** The steps of backups. With the strategy BACKUP_RESTORE they are the failover, and otherwise what is there beside it. */
export function backupSteps(plan: BackupsPlan, { engineName }: BackedUpDatabase, context: RunbookContext): LayerStep[] {
  const steps = new Backups(plan, engineName, context);
  return [...steps.preflight(), ...(plan.strategy === Strategy.BACKUP_RESTORE ? [...steps.rebuild(), ...steps.bringBack()] : steps.byHand())];
}

class Backups {
  private readonly roleArn: ShellValue;
  private readonly resources: ResourcePlan[];

  constructor(private readonly plan: BackupsPlan, private readonly engineName: string | undefined, private readonly context: RunbookContext) {
    const { existingArn, rolePath, name } = plan.role;
    this.roleArn = existingArn === undefined
      ? [`arn:${context.partition}:iam::`, context.account, `:role${rolePath}${name}`] : known(existingArn, 'BACKUP_ROLE', 'the ARN of the role that AWS Backup works with');
    this.resources = plan.resources.filter(({ kind }) => kind !== 'other');
  }

  preflight(): LayerStep[] {
    const { primary, standby } = this.context;
    const check = (text: string, commands: AwsCommand[], answer: string): LayerStep => (
      { kind: ProcedureKind.PREFLIGHT, stage: Stage.CHECK, text, commands, answer }
    );
    const copied = this.plan.rules.some(({ copy }) => copy !== undefined);
    const [site, where] = copied ? [standby, `copies in ${standby.region}`] : [primary, `backups in ${primary.region}, of which none are copied`];
    const points = this.plan.resources.map(resource => listed(site.region, this.vault(site).vaultName, this.arnOf(resource, primary)));
    return [
      ...(points.length === 0 ? [] : [check(
        `The last ${where}.`, points, 'For each, one that is `COMPLETED` and not older than the rules say.',
      )]),
      ...(copied && this.resources.some(({ kind }) => kind === 'table') ? [check(
        'AWS Backup copies backups of tables with full management alone.',
        [primary, standby].map(({ region }) => aws('backup describe-region-settings', region, ['query', '[ResourceTypeManagementPreference.DynamoDB,ResourceTypeOptInPreference.DynamoDB]'], ['output', 'text'])),
        '`True`, four times.',
      )] : []),
    ];
  }

  // The plan backs up the region that was the primary in the beginning.
  byHand(): LayerStep[] {
    const { standby } = this.context;
    const made = this.resources.filter(resource => resource.standby !== undefined);
    if (made.length === 0 || this.plan.standbyBackups) return [];
    const job = { variableName: 'BACKUP_JOB' };
    return [ProcedureKind.FAILOVER, ProcedureKind.SWITCHOVER].map(kind => ({
      kind,
      stage: Stage.AFTER,
      text: `Make a backup of what is written in ${standby.region} now: the plan backs up ${this.context.primary.region}. It takes its time; ask for the state of each as shown. If ${standby.region} is to stay the writer for days, set \`standbyBackups\`, and apply when both regions are back.`,
      commands: made.map(resource => kept(job.variableName, this.backup(this.arnOf(resource, standby), standby)))
        .flatMap(command => [command, aws('backup describe-backup-job', standby.region, ['backup-job-id', job], ['query', '[State,StatusMessage,RecoveryPointArn]'])]),
      answer: '`CREATED` or `RUNNING`, and in the end `COMPLETED`.',
    }));
  }

  rebuild(): LayerStep[] {
    const { primary, standby } = this.context;
    return this.resources.flatMap(resource => this.restore(ProcedureKind.FAILOVER, resource, this.arnOf(resource, primary), standby));
  }

  // What was restored is written now: it is backed up, copied and restored in the region that is back.
  bringBack(): LayerStep[] {
    const { primary, standby } = this.context;
    const [source, target] = [this.vault(standby), this.vault(primary)];
    const [job, point, copy] = ['BACKUP_JOB', 'RECOVERY_POINT', 'COPY_JOB'].map(variableName => ({ variableName }));
    return this.resources.flatMap((resource): LayerStep[] => {
      const restored = this.restoredArn(resource, standby);
      return [
        {
          kind: ProcedureKind.FAILBACK,
          stage: Stage.KEEP,
          text: `Back up what was restored in ${standby.region} of ${inWordsOf(resource)}, when nobody writes it any more. Ask until it is done.`,
          commands: [
            kept(job.variableName, this.backup(restored, standby)),
            aws('backup describe-backup-job', standby.region, ['backup-job-id', job], ['query', '[State,StatusMessage,RecoveryPointArn]']),
          ],
          answer: '`COMPLETED`, and the ARN of the backup.',
        },
        {
          kind: ProcedureKind.FAILBACK,
          stage: Stage.KEEP,
          text: `Copy that backup to ${primary.region}. Put its ARN into \`RECOVERY_POINT\`, and ask until it is done.`,
          commands: [
            'export RECOVERY_POINT=...',
            kept(copy.variableName, aws('backup start-copy-job', standby.region, ['source-backup-vault-name', source.vaultName],
              ['destination-backup-vault-arn', arnIn(this.context, 'backup', primary.region, `backup-vault:${target.vaultName}`)],
              ['recovery-point-arn', point], ['iam-role-arn', this.roleArn], this.lifecycle(), ['query', 'CopyJobId'])),
            aws('backup describe-copy-job', standby.region, ['copy-job-id', copy], ['query', 'CopyJob.[State,StatusMessage]']),
          ],
          answer: '`COMPLETED`.',
        },
        ...this.restore(ProcedureKind.FAILBACK, resource, restored, primary),
      ];
    });
  }

  // A restore never writes into what is there: it makes something of another name.
  private restore(kind: ProcedureKind, resource: ResourcePlan, originalArn: ShellValue, site: RunbookSite): LayerStep[] {
    const { region } = site;
    const { vaultName } = this.vault(site);
    const name = this.restoredName(resource, site);
    const [point, job, key, subnets, group] = ['RECOVERY_POINT', 'RESTORE_JOB', 'VAULT_KEY', 'SUBNET_GROUP', 'SECURITY_GROUP'].map(variableName => ({ variableName }));
    const table = resource.kind === 'table';
    const metadata: ShellValue = table
      ? ['targetTableName=', name, ',encryptionType=KMS,kmsMasterKeyArn=', key]
      : ['{"DBClusterIdentifier":"', name, `","Engine":"${this.engineName ?? 'aurora-postgresql'}","DBSubnetGroupName":"`, subnets, '","VpcSecurityGroupIds":"[\\"', group, '\\"]"}'];
    return [
      {
        kind,
        stage: Stage.PROMOTE,
        text: `Find the backup of ${inWordsOf(resource)} in ${region}${table ? ', and the key of the vault' : ''}. ${kind === ProcedureKind.FAILBACK ? 'Take the copy that was made just now.' : 'Of the newest ones take one from before the trouble.'}`,
        commands: [
          listed(region, vaultName, originalArn),
          ...(table ? [kept(key.variableName, aws('backup describe-backup-vault', region, ['backup-vault-name', vaultName], ['query', 'EncryptionKeyArn']))] : []),
        ],
        answer: 'The three newest, with their ARNs.',
      },
      {
        kind,
        stage: Stage.PROMOTE,
        text: `Restore it as ${table ? 'a table' : 'a cluster'} of another name: nothing that is there is written over. Put the ARN of the backup into \`RECOVERY_POINT\`${table ? '' : ', and what the network of the region has into the other two'}.`,
        commands: [
          `export RECOVERY_POINT=...${table ? '' : ' SUBNET_GROUP=... SECURITY_GROUP=...'}`,
          kept(job.variableName, aws('backup start-restore-job', region, ['resource-type', table ? 'DynamoDB' : 'Aurora'], ['recovery-point-arn', point], ['iam-role-arn', this.roleArn],
            ['metadata', metadata], ['query', 'RestoreJobId'])),
          aws('backup describe-restore-job', region, ['restore-job-id', job], ['query', '[Status,StatusMessage,CreatedResourceArn]']),
        ],
        answer: '`RUNNING` for some hours with much data, and in the end `COMPLETED`. '
          + (table ? 'The table has its indexes, and neither point-in-time recovery, nor TTL, streams, tags or deletion protection: turn on what is needed.'
            : 'The cluster has no instance, and serves nobody without one: make it with the Terraform of that region, or by hand with rights of your own. Users and passwords are those of the backup.'),
      },
    ];
  }

  private backup(arn: ShellValue, site: RunbookSite): AwsCommand {
    return aws('backup start-backup-job', site.region, ['backup-vault-name', this.vault(site).vaultName], ['resource-arn', arn],
      ['iam-role-arn', this.roleArn], this.lifecycle(), ['query', 'BackupJobId']);
  }

  private arnOf(resource: ResourcePlan, { role, region }: RunbookSite): ShellValue {
    const name = known(resource[role]!, `RESOURCE_${this.numberOf(resource)}_${role.toUpperCase()}`, `${resource.own ? 'the name' : 'the ARN'} of what \`${resource.path}\` names in ${region}`);
    if (!resource.own) return name;
    return resource.kind === 'table' ? arnIn(this.context, 'dynamodb', region, 'table/', name) : arnIn(this.context, 'rds', region, 'cluster:', name);
  }

  // A name that ends with the region ends with the one that it is restored in.
  private restoredName(resource: ResourcePlan, { region }: RunbookSite): ShellValue {
    const { primary, own, kind, path } = resource;
    const given = own ? primary : primary.replace(kind === 'table' ? /^.*:table\// : /^.*:cluster:/, '');
    const ending = this.context.primary.region;
    const name = given.endsWith(ending) ? `${given.slice(0, -ending.length)}${region}` : given;
    return [known(name, `NAME_${this.numberOf(resource)}`, `the name of what \`${path}\` names`), '-restored'];
  }

  private restoredArn(resource: ResourcePlan, site: RunbookSite): ShellValue {
    const { region } = site;
    const name = this.restoredName(resource, site);
    return resource.kind === 'table' ? arnIn(this.context, 'dynamodb', region, 'table/', name) : arnIn(this.context, 'rds', region, 'cluster:', name);
  }

  private numberOf(resource: ResourcePlan): number {
    return this.plan.resources.indexOf(resource) + 1;
  }

  // Within a lock: every rule is.
  private lifecycle(): CommandOption {
    return ['lifecycle', `DeleteAfterDays=${this.plan.rules[0].backup.retentionDays}`];
  }

  private vault({ role }: RunbookSite): BackupSitePlan {
    return this.plan[role];
  }
}

function listed(region: string, vaultName: string, arn: ShellValue): AwsCommand {
  return aws('backup list-recovery-points-by-backup-vault', region, ['backup-vault-name', vaultName], ['by-resource-arn', arn],
    ['query', 'reverse(sort_by(RecoveryPoints,&CreationDate))[:3].[CreationDate,Status,RecoveryPointArn]']);
}

function inWordsOf({ kind, path }: ResourcePlan): string {
  return kind === 'cluster' ? 'the database' : `the table \`${path.replace(/^.*\./, '')}\``;
}
