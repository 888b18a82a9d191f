// What is done when the region of Terraform's state is lost: the commands of docs/state-runbook.md, which have been run, as they stand there.

import type { KeptFacts, StateFacts } from './state-facts';
import { addressOf } from '../plan/rule';
import { LayerStep, ProcedureKind, RunbookContext, shellWord, Stage } from '../plan/runbook';

/** The steps of the states of a service. */
export function stateSteps(facts: StateFacts[], context: RunbookContext): LayerStep[] {
  const kept = facts.flatMap(({ kept: one }) => (one === undefined ? [] : [one]));
  const elsewhere = facts.filter(({ kept: one }) => one === undefined).map(({ stackPath }) => `\`${stackPath}\``);
  const places = [...new Set(kept.map(({ used }) => `${used.region} ${used.bucket}`))];
  return [
    ...(elsewhere.length === 0 ? [] : [step(`Where the state of ${elsewhere.join(', ')} is, is not known here: it is in a file, or somewhere that this library was not told of. Look after a copy of it in another region yourself.`)]),
    ...places.flatMap(place => stepsOf(kept.filter(({ used }) => `${used.region} ${used.bucket}` === place), context)),
  ];
}

/** Where the states are, in sentences. */
export function statesInWords(facts: StateFacts[]): string[] {
  return facts.flatMap(({ stackPath, kept }) => (kept === undefined ? [] : [
    `The state of \`${stackPath}\` is \`${kept.key}\` in the bucket \`${kept.used.bucket}\` of ${kept.used.region}${kept.replica === undefined ? ', of which no replica is known' : `, and its replica in \`${kept.replica.bucket}\` of ${kept.replica.region}`}.`,
  ]));
}

function step(text: string, commands: string[] = [], answer?: string): LayerStep {
  return { kind: ProcedureKind.STATE, stage: Stage.CHECK, text, commands, ...(answer === undefined ? {} : { answer }) };
}

// States of one bucket, which are all led to its replica at once.
function stepsOf(kept: KeptFacts[], { partition }: RunbookContext): LayerStep[] {
  const [{ used, replica, key }] = kept;
  const keys = kept.map(one => one.key);
  const each = keys.length === 1 ? '' : ` Do this for each of the stacks, in its folder, with its key in \`STATE_KEY\`: ${keys.map(one => `\`${one}\``).join(', ')}.`;
  const left = replica === undefined ? { region: '...', bucket: '...' } : { region: replica.region, bucket: shellWord(replica.bucket) };
  const variables = [`export LOST=${used.region} LOST_BUCKET=${shellWord(used.bucket)}`, `export LEFT=${left.region} LEFT_BUCKET=${left.bucket}`, `export STATE_KEY=${shellWord(key)}`];
  return [
    step(`For when ${used.region} is lost, and with it the bucket \`${used.bucket}\`, and infrastructure has to be changed before it is back. Turn off the pipelines that apply, and tell everybody. One person does all of it, in one shell, `
      + `with the rights of \`applyPolicy\` and \`recoveryPolicy\` of the location (${addressOf('docs/state-backend.md')}).`),
    step(`The names.${replica === undefined ? ' No replica of this bucket is known: put in the region and the bucket of your copy.' : ''}${keys.length === 1 ? '' : ' `STATE_KEY` is that of the first stack.'}`, variables),
    step('Fence the lost bucket: nobody may write to it any more, even when it comes back in the midst of your work. Keep `policy.json` until you are back. **Don\'t apply the stack that makes the buckets** meanwhile, which would take the fence down. '
      + 'The bucket does not answer? Then go on, and put up the fence as soon as it does, before anything else.', [
      [
        '[ -s policy.json ] || {',
        '  aws s3api get-bucket-policy --region "$LOST" --bucket "$LOST_BUCKET" --query Policy --output text > policy.json.new &&',
        '    ! grep \'"Fence"\' policy.json.new && mv policy.json.new policy.json',
        '}',
      ].join('\n'),
      [
        'echo \'{',
        '  "Version": "2012-10-17",',
        '  "Statement": [{',
        '    "Sid": "Fence", "Effect": "Deny", "Principal": "*", "Action": ["s3:PutObject", "s3:DeleteObject"],',
        `    "Resource": "arn:${partition}:s3:::'"$LOST_BUCKET"'/*"`,
        '  }]',
        '}\' > fence.json',
      ].join('\n'),
      'aws s3api put-bucket-policy --region "$LOST" --bucket "$LOST_BUCKET" --policy file://fence.json',
    ]),
    step(`Look for a lock.${each}`, ['aws s3api list-objects-v2 --region "$LEFT" --bucket "$LEFT_BUCKET" --prefix "$STATE_KEY.tflock" --query \'Contents[].Key\' --output text'],
      '`None`. A key: somebody was in the midst of an apply. See who with the next step, and expect that something is missing.'),
    step('Only with a lock: see whose it is. When you know that their run is over, put its `ID` into `LOCK_ID`.', ['aws s3 cp --region "$LEFT" "s3://$LEFT_BUCKET/$STATE_KEY.tflock" -', 'export LOCK_ID=...']),
    step(`Compare serial and lineage with those that the last apply printed.${each}`, [
      'aws s3 cp --region "$LEFT" "s3://$LEFT_BUCKET/$STATE_KEY" left.tfstate', "grep -E '^  \"(serial|lineage)\"' left.tfstate",
    ], 'Both the same: everything is here. A lower serial: the last applies are missing, and the plan below brings them back. Another lineage: stop, and find out why.'),
    replica === undefined
      ? step('Lead the stacks to the bucket that is left: another `stateBucket` and `stateBucketRegion` in the code, or these variables of the environment, here and in every pipeline. Then synthesize.', [
        'export TERRAFORM_STATE_BUCKET="$LEFT_BUCKET" TERRAFORM_STATE_BUCKET_REGION="$LEFT"',
      ])
      : step('Lead all stacks to the bucket that is left, here and in every pipeline, or nowhere. It needs no change of code; each stack says so in a warning. Then synthesize.', ['export TERRAFORM_STATE_REGION="$LEFT"']),
    step(`Take it over. Never \`-migrate-state\`: it would read the lost bucket.${each}`, ['terraform init -reconfigure']),
    step('Only with a lock, and when its run is over:', ['terraform force-unlock -force "$LOCK_ID"']),
    ...lockTable(replica?.lockTable, 'LEFT', 'The table for locks of the region that is left may hold a checksum of an older state. Only if Terraform says that the state data does not have the expected content, take it out.'),
    step(`Plan.${each}`, ['terraform plan -detailed-exitcode'],
      '0: nothing is missing. 2: read it line by line and apply nothing yet; bring back with `terraform import` what the missing applies had made. 1: it can\'t read the lost region; a stack that holds both regions can\'t be planned now.'),
    step('Work with it. After each apply write down the version of the state that it left.', [
      'aws s3api head-object --region "$LEFT" --bucket "$LEFT_BUCKET" --key "$STATE_KEY" --query VersionId --output text',
    ]),
    step(`${used.region} is back: the fence first, if it is not up. Then wait until replication is done in both directions, and compare.${each}`, [
      'aws s3api head-object --region "$LEFT" --bucket "$LEFT_BUCKET" --key "$STATE_KEY" --query VersionId --output text',
      'aws s3 cp --region "$LEFT" "s3://$LEFT_BUCKET/$STATE_KEY" left.tfstate',
      'aws s3 cp --region "$LOST" "s3://$LOST_BUCKET/$STATE_KEY" lost.tfstate',
      'cmp left.tfstate lost.tfstate',
    ], 'The version that you wrote down last, and nothing from `cmp`.'),
    step('Only if it is another version: one that waited in the lost bucket has come after yours. Put the id of yours into `YOURS`, and make a new version of it.', [
      'export YOURS=...',
      'aws s3api copy-object --region "$LEFT" --bucket "$LEFT_BUCKET" --key "$STATE_KEY" \\\n  --copy-source "$LEFT_BUCKET/$STATE_KEY?versionId=$YOURS" --metadata-directive REPLACE --content-type application/json',
    ]),
    step(`Back to the bucket of ${used.region}. Nothing urges you: while no one applies, with the same state in both buckets and no lock, take the fence down.`, [
      'aws s3api list-objects-v2 --region "$LOST" --bucket "$LOST_BUCKET" --prefix "$STATE_KEY.tflock" --query \'Contents[].Key\' --output text',
      'aws s3api put-bucket-policy --region "$LOST" --bucket "$LOST_BUCKET" --policy file://policy.json && rm policy.json',
    ], '`None`. Without `policy.json` an apply of the stack that makes the buckets writes their policy anew, now and not before.'),
    ...lockTable(used.lockTable, 'LOST', 'The table for locks of this region holds the checksum from before the loss. Take it out.'),
    step(`Lead the stacks back, here and in every pipeline, synthesize, and plan.${each}`, [
      replica === undefined ? 'unset TERRAFORM_STATE_BUCKET TERRAFORM_STATE_BUCKET_REGION' : 'unset TERRAFORM_STATE_REGION', 'terraform init -reconfigure', 'terraform plan -detailed-exitcode',
    ], '0.'),
  ];
}

function lockTable(tableName: string | undefined, where: 'LEFT' | 'LOST', text: string): LayerStep[] {
  if (tableName === undefined) return [];
  const variable = where === 'LEFT' ? 'LOCK_TABLE' : 'LOST_LOCK_TABLE';
  return [step(text, [
    `export ${variable}=${shellWord(tableName)}`,
    `aws dynamodb delete-item --region "$${where}" --table-name "$${variable}" --key "{\\"LockID\\": {\\"S\\": \\"$${where}_BUCKET/$STATE_KEY-md5\\"}}"`,
  ])];
}
