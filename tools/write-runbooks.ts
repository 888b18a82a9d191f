// Writes the runbook of every architecture of the tests into a folder of its own, beside its Terraform JSON, for checks that are not written in TypeScript.

import * as fs from 'fs';
import * as path from 'path';
import { App, TerraformStack } from 'cdktf';
import {
  Access, AlarmReceiver, DatabaseEngine, EventReplication, FunctionSpec, HostedZone, MultiRegionDr, TaggedStack, Trigger,
} from '../src';
import * as planning from '../src/multi-region-dr/plan';
import type { Report } from '../src/report/report';
import { runbookOf } from '../src/report/runbook';
import { runbookMarkdown } from '../src/report/runbook-markdown';
import { stateFactsOf } from '../src/sites/state-facts';
import { Architecture, ARCHITECTURES } from '../test/e2e/architectures';
import { API, TABLES } from '../test/support/layers';

const [, , folder] = process.argv;
if (folder === undefined) {
  console.error('usage: write-runbooks.ts <folder>');
  process.exit(2);
}

/** A service of which a procedure moves everything that an emulator has. */
const WHOLE: Architecture = stack => {
  const consumer = new FunctionSpec('consumer', {
    ...API.props, access: [Access.readWrite(TABLES[0])], triggers: [...API.props.triggers!, Trigger.events({ sources: ['orders'], ruleName: 'placed' })],
  });
  new MultiRegionDr(stack, 'Dr', {
    serviceName: 'orders',
    environment: 'prod',
    objectives: { rtoMinutes: 30, rpoSeconds: 60 },
    primary: { region: 'us-east-1' },
    standby: { region: 'us-west-2' },
    database: { engine: DatabaseEngine.auroraPostgresql('16.8') },
    tables: TABLES.slice(0, 1),
    functions: [consumer],
    events: { replication: EventReplication.forwardBothWays(['orders']) },
    http: { routes: { $default: consumer }, hostName: 'orders.example.com', zone: HostedZone.fromName('example.com') },
    dns: {},
    parameters: { values: { 'log-level': 'info' } },
    backup: { manageRegionSettings: true },
    monitoring: { receivers: [AlarmReceiver.email('duty@example.com')] },
    operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/duty-officer'] },
  });
};

function write(name: string, architecture: Architecture): void {
  const outdir = path.join(folder, name.replace(/\W+/g, '-'));
  const app = new App({ outdir });
  const stack = name === 'the whole' ? new TaggedStack(app, 'orders-prod', { environmentSuffix: 'prod', stateBucket: 'state', stateBucketRegion: 'us-west-2' })
    : new TerraformStack(app, 'orders');
  const plan = planOf(() => architecture(stack));
  if (plan === undefined) return;
  app.synth();
  const runbook = runbookOf({ context: plan.context, layers: plan.layers, state: stateFactsOf(stack) });
  fs.writeFileSync(path.join(outdir, 'runbook.json'), JSON.stringify(runbook, undefined, 2));
  fs.writeFileSync(path.join(outdir, 'runbook.md'), runbookMarkdown({ service: { serviceName: 'orders', environment: 'prod' }, runbook } as Report));
}

// What a MultiRegionDr was planned as, as long as it does not write its report itself.
function planOf(make: () => void): planning.ServicePlan | undefined {
  const { planService } = planning;
  let planned: planning.ServicePlan | undefined;
  Object.assign(planning, { planService: (...args: Parameters<typeof planService>) => {
    const result = planService(...args);
    planned = result.plan ?? planned;
    return result;
  } });
  make();
  Object.assign(planning, { planService });
  return planned;
}

fs.mkdirSync(folder, { recursive: true });
write('the whole', WHOLE);
Object.entries(ARCHITECTURES).forEach(([name, architecture]) => write(name, architecture));
