// A runbook as a page shows it. That the commands are right is looked at elsewhere.

import { Procedure, ProcedureKind, Runbook } from '../../src/report/report';

function procedure(kind: ProcedureKind, title: string, ...steps: Procedure['steps']): Procedure {
  return { kind, title, introduction: [`${title}, as far as the declaration tells.`], steps };
}

export const RUNBOOK: Runbook = {
  introduction: [
    'Terraform is not part of a failover: run no `plan` and no `apply` on a stack that holds both regions while one of them is down',
    'The commands want version 2 of the AWS command line, and the role of an operator.',
  ],
  procedures: [
    procedure(ProcedureKind.PREFLIGHT, 'Would a failover work now?', {
      text: 'Read the lag of the database, in milliseconds',
      commands: [
        'aws cloudwatch get-metric-statistics --region us-west-2 --namespace AWS/RDS --metric-name AuroraGlobalDBReplicationLag \\\n'
          + '  --dimensions Name=DBClusterIdentifier,Value=orders-prod-database-us-west-2 \\\n'
          + '  --start-time 2030-01-01T00:00:00Z --end-time 2030-01-01T00:10:00Z --period 60 --statistics Maximum',
      ],
      answer: 'Every `Maximum` is below 5000',
    }),
    procedure(ProcedureKind.SWITCHOVER, 'A planned move', {
      text: 'Change the writer, in the region of the current one',
      commands: ['aws rds switchover-global-cluster --region us-east-1 \\\n  --global-cluster-identifier orders-prod-database \\\n'
        + '  --target-db-cluster-identifier arn:aws:rds:us-west-2:111122223333:cluster:orders-prod-database-us-west-2'],
      answer: 'The status is `switching-over`, then `available`',
    }),
    procedure(
      ProcedureKind.FAILOVER, 'The primary region is lost',
      { text: 'Stop what still writes in the primary region, as far as it can be reached', commands: [] },
      {
        text: 'Make the standby the writer. **What `us-east-1` had not sent is lost.** `--allow-data-loss` is what tells a failover from a switchover',
        commands: ['aws rds failover-global-cluster --region us-west-2 \\\n  --global-cluster-identifier orders-prod-database \\\n'
          + '  --target-db-cluster-identifier arn:aws:rds:us-west-2:111122223333:cluster:orders-prod-database-us-west-2 \\\n  --allow-data-loss'],
      },
      {
        text: 'Turn on what works on queues and schedules',
        commands: [
          'aws lambda list-event-source-mappings --region us-west-2 --function-name orders-prod-worker-us-west-2',
          'aws events enable-rule --region us-west-2 --name orders-prod-worker-nightly-us-west-2',
          'aws events start-replay --region us-west-2 --replay-name orders-prod-events-us-west-2-20300101-1 \\\n'
            + '  --event-source-arn arn:aws:events:us-west-2:111122223333:archive/orders-prod-events-us-west-2 \\\n'
            + '  --destination Arn=arn:aws:events:us-west-2:111122223333:event-bus/orders-prod-events,FilterArns=arn:aws:events:us-west-2:111122223333:rule/orders-prod-events/orders-prod-worker-placed-us-west-2',
        ],
      },
      {
        text: 'Throw the failover switch, last of all',
        commands: ['aws s3api put-object --region us-west-2 --bucket orders-prod-switch-us-west-2-111122223333 --key switch --server-side-encryption AES256'],
        answer: 'The host name answers from `us-west-2` within two minutes',
      },
    ),
    procedure(ProcedureKind.FAILBACK, 'The lost region is back', {
      text: 'Turn off there what works in the other region now',
      commands: ['aws events disable-rule --region us-east-1 --name orders-prod-worker-nightly-us-east-1'],
    }),
    procedure(ProcedureKind.SWITCH, 'The failover switch alone', {
      text: 'Look whether it is thrown',
      commands: ['aws s3api list-objects-v2 --region us-west-2 --bucket orders-prod-switch-us-west-2-111122223333 --prefix switch'],
    }),
    procedure(ProcedureKind.STATE, 'Terraform goes on with the state of the region that is left', { text: 'Point the backend to `us-west-2`', commands: ['./bootstrap.sh us-west-2'] }),
    procedure(ProcedureKind.DRILL, 'A failover for practice', { text: 'Do a planned move, and note how long each step takes', commands: [] }),
  ],
};
