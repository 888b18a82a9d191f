// The least that a service can be: one table in two regions.

import { App } from 'cdktf';
import { Attribute, MultiRegionDr, TableSpec, TaggedStack } from 'cdktf-multi-region-dr';

const app = new App();
const stack = new TaggedStack(app, TaggedStack.stackName('notes'), {
  stateBucket: 'example-terraform-state', // for a first try without a bucket: localState: true
  stateBucketRegion: 'us-west-2', // not the region that may be lost
});

new MultiRegionDr(stack, 'Dr', {
  serviceName: 'notes',
  objectives: { rtoMinutes: 30, rpoSeconds: 60 },
  primary: { region: 'us-east-1' },
  standby: { region: 'us-west-2' },
  tables: [new TableSpec('notes', { partitionKey: Attribute.string('noteId') })],
});

app.synth();
