// The flow logs of a VPC: a log group in the site, and in Foundation the role that writes to it.

import { Construct } from 'constructs';
import { CloudwatchLogGroup } from '#aws/cloudwatch-log-group';
import { FlowLog } from '#aws/flow-log';
import { IamRole } from '#aws/iam-role';
import { IamRolePolicy } from '#aws/iam-role-policy';
import { Build, named } from './build';
import type { NewSiteNetwork } from './plan';
import { DataKeys } from '../keys/data-keys';
import { PartScope } from '../sites/site';

const SERVICE = 'vpc-flow-logs.amazonaws.com';

/** Logs all traffic of a VPC. */
export function buildFlowLogs(build: Build, vpcId: string, plan: NewSiteNetwork): void {
  const { part, sites, facts: { provider, partition, accountId }, tags } = build;
  const { logGroupName, roleName, retentionDays, key } = plan.flowLog;
  const role = buildRole(build, plan);
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
    iamRoleArn: `arn:${partition}:iam::${accountId}:role/${roleName}`,
    maxAggregationInterval: 600,
    tags: named(build, plan.name),
  });
  sites.after(scope, role);
}

function buildRole({ layer, sites, tags }: Build, { role, region, flowLog }: NewSiteNetwork): Construct {
  const scope = new Construct(sites.part(layer, PartScope.FOUNDATION), `FlowLogs-${role}`);
  const { provider, partition, accountId } = sites._in(PartScope.FOUNDATION);
  const groups = `arn:${partition}:logs:${region}:${accountId}:log-group:`;
  const iamRole = new IamRole(scope, 'Role', {
    provider,
    name: flowLog.roleName,
    assumeRolePolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow',
        Principal: { Service: SERVICE },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: { 'aws:SourceAccount': accountId },
          ArnLike: { 'aws:SourceArn': `arn:${partition}:ec2:${region}:${accountId}:vpc-flow-log/*` },
        },
      }],
    }),
    tags,
  });
  new IamRolePolicy(scope, 'Policy', {
    provider,
    role: iamRole.name,
    name: 'write',
    policy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        // Not CreateLogGroup: AWS would make the group again after Terraform has destroyed it.
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
          Resource: [`${groups}${flowLog.logGroupName}`, `${groups}${flowLog.logGroupName}:*`],
        },
        // Listing groups cannot be limited to one.
        { Effect: 'Allow', Action: 'logs:DescribeLogGroups', Resource: `${groups}*` },
      ],
    }),
  });
  return scope;
}
