// The buckets of Terraform's states in two regions. The state of this stack is in one of them as well: bootstrap.sh brings it there.

import { App, TerraformOutput } from 'cdktf';
import { StateBackend, TaggedStack } from 'cdktf-multi-region-dr';
import { location } from './location';

const app = new App();
const stack = new TaggedStack(app, TaggedStack.stackName('tfstate', 'prod'), {
  environmentSuffix: 'prod',
  stateLocation: location,
});

new StateBackend(stack, 'State', {
  location,
  accessLogDays: 90,
  alarmActionArns: {
    primary: 'arn:aws:sns:us-east-1:123456789012:duty',
    standby: 'arn:aws:sns:us-west-2:123456789012:duty',
  },
});

// What the pipeline of a service may do with its states: attach it to the role that it runs with.
new TerraformOutput(stack, 'orders_apply_policy', { value: location.applyPolicy('orders/prod/') });

app.synth();
