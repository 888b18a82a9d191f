import { MultiRegionNetwork } from '../../src';
import { newSites, templateOf } from '../support/synth';
import { Template } from '../support/template';

const REGIONS = ['us-east-1', 'us-west-2'];

function synthesized(): Template {
  const { stack, sites } = newSites();
  new MultiRegionNetwork(stack, 'Network', { sites });
  return templateOf(stack);
}

test('the role of the flow logs of a region trusts the service for flow logs of this account in that region alone', () => {
  const template = synthesized();
  const { address } = template.all('aws_caller_identity').find(block => block.scope === 'Foundation')!;
  for (const region of REGIONS) {
    const role = template.all('aws_iam_role').find(({ body }) => body.name === `orders-prod-flow-logs-${region}`)!;
    const [statement, ...others] = JSON.parse(role.body.assume_role_policy).Statement;
    expect(others).toEqual([]);
    expect(statement).toMatchObject({ Effect: 'Allow', Principal: { Service: 'vpc-flow-logs.amazonaws.com' }, Action: 'sts:AssumeRole' });
    expect(statement.Condition.StringEquals).toEqual({ 'aws:SourceAccount': `\${${address}.account_id}` });
    expect(statement.Condition.ArnLike['aws:SourceArn']).toMatch(
      new RegExp(`^arn:\\$\\{\\S+\\.partition\\}:ec2:${region}:\\$\\{${address}\\.account_id\\}:vpc-flow-log/\\*$`),
    );
  }
});

test('flow logs are gathered over ten minutes', () => {
  const template = synthesized();
  for (const region of REGIONS) {
    expect(template.only('aws_flow_log', region).body.max_aggregation_interval).toBe(600);
  }
});
