// The flow logs of a VPC: a log group in the site, and in Foundation the role that writes to it.

import { Construct } from 'constructs';
import { CloudwatchLogGroup } from '#aws/cloudwatch-log-group';
import { FlowLog } from '#aws/flow-log';
import { Build, named } from './build';
import type { NewSiteNetwork } from './plan';
import { buildRole, roleArn } from '../identity/role';
import { DataKeys } from '../keys/data-keys';
import { PartScope } from '../sites/site';

const SERVICE = 'vpc-flow-logs.amazonaws.com';

/** Logs all traffic of a VPC. */
export function buildFlowLogs(build: Build, vpcId: string, plan: NewSiteNetwork): void {
  const { part, sites, facts, tags } = build;
  const { provider } = facts;
  const { logGroupName, writerRole, retentionDays, key } = plan.flowLog;
  const scope = new Construct(part, 'FlowLogs');
  const logGroup = new CloudwatchLogGroup(scope, 'LogGroup', {
    provider,
    name: logGroupName,
    retentionInDays: retentionDays,
    kmsKeyId: DataKeys.of(sites).arnOf(key),
    tags,
  });
  new FlowLog(scope, 'FlowLog', {
    provider,
    vpcId,
    trafficType: 'ALL',
    logDestinationType: 'cloud-watch-logs',
    logDestination: logGroup.arn,
    iamRoleArn: roleArn(writerRole, facts),
    maxAggregationInterval: 600,
    tags: named(build, plan.name),
  });
  if (writerRole.existingArn === undefined) sites.after(scope, buildWriter(build, plan));
}

function buildWriter({ layer, sites }: Build, { role, region, flowLog }: NewSiteNetwork): Construct {
  const scope = new Construct(sites.part(layer, PartScope.FOUNDATION), `FlowLogs-${role}`);
  const { partition, accountId } = sites._in(PartScope.FOUNDATION);
  const groups = `arn:${partition}:logs:${region}:${accountId}:log-group:`;
  buildRole(scope, sites, flowLog.writerRole, {
    description: `Flow logs to ${flowLog.logGroupName}`,
    trust: [{
      Effect: 'Allow',
      Principal: { Service: SERVICE },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': accountId },
        ArnLike: { 'aws:SourceArn': `arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*` },
      },
    }],
    policy: {
      policyName: 'write',
      statements: [
        // Not CreateLogGroup: AWS would make the group again after Terraform has destroyed it.
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
          Resource: [`${groups}${flowLog.logGroupName}`, `${groups}${flowLog.logGroupName}:*`],
        },
        // Listing groups cannot be limited to one.
        { Effect: 'Allow', Action: 'logs:DescribeLogGroups', Resource: `${groups}*` },
      ],
    },
  });
  return scope;
}
