// The app: one stack, of the environment that CI names.

import { App } from 'cdktf';
import { TaggedStack } from 'cdktf-multi-region-dr';
import { settingsOf } from './environments';
import { declareOrders } from './orders';

const app = new App();

// Its name, its tags and the role to deploy with come from CI's environment: docs/tagged-stack.md has the variables.
const stack = new TaggedStack(app, TaggedStack.stackName('orders'), {
  stateBucket: 'example-terraform-state',
  stateBucketRegion: 'us-west-2', // not the region that may be lost
});

const dr = declareOrders(stack, settingsOf(stack.environmentSuffix));

dr.writeReport('report'); // report/report.html, and runbook.md for the worst day

app.synth();
