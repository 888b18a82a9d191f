// The least that a service can be: one table in two regions.

import { App } from 'cdktf';
import { Attribute, MultiRegionDr, TableSpec, TaggedStack } from 'cdktf-multi-region-dr';

const app = new App();
const stack = new TaggedStack(app, TaggedStack.stackName('notes'), {
  localState: true, // for a first try: a team's state is in a bucket
});

new MultiRegionDr(stack, 'Dr', {
  serviceName: 'notes',
  objectives: { rtoMinutes: 30, rpoSeconds: 60 },
  primary: { region: 'us-east-1' },
  standby: { region: 'us-west-2' },
  tables: [new TableSpec('notes', { partitionKey: Attribute.string('noteId') })],
});

app.synth();
