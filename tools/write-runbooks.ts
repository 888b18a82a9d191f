// Writes the report, with its runbook, of every architecture of the tests, or of those that are named, into a folder of its own, beside its Terraform JSON,
// for checks in other languages and in a browser.

import * as fs from 'fs';
import * as path from 'path';
import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  Access, AlarmReceiver, Capacity, DatabaseEngine, EventReplication, FunctionSpec, HostedZone, MultiRegionDr, MultiRegionDrProps, Sites,
  StateLocation, Strategy, TaggedStack, Trigger,
} from '../src';
import { ARCHITECTURES } from '../test/e2e/architectures';
import { API, TABLES } from '../test/support/layers';

const [, , folder, ...named] = process.argv;
if (folder === undefined) {
  console.error('usage: write-runbooks.ts <folder> [name ...]');
  process.exit(2);
}

const REGIONS = { primary: { region: 'us-east-1' }, standby: { region: 'us-west-2' } };
const consumer = new FunctionSpec('consumer', {
  ...API.props, access: [Access.readWrite(TABLES[0])], triggers: [...API.props.triggers!, Trigger.events({ sources: ['orders'], ruleName: 'placed' })],
});
/** A service of which a procedure moves everything that an emulator has. */
const WHOLE: MultiRegionDrProps = {
  serviceName: 'orders',
  environment: 'prod',
  objectives: { rtoMinutes: 600, rpoSeconds: 172_800 },
  ...REGIONS,
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
};
const STATE = new StateLocation({ serviceName: 'platform', environment: 'prod', accountId: '123456789012', lockTable: true, ...REGIONS });
const STACK = { environmentSuffix: 'prod', stateLocation: STATE };

/** Makes a service in an app of its own. */
type Making = (app: App) => Construct;

const service = (more: Partial<MultiRegionDrProps>): Making => app => {
  const stack = new TaggedStack(app, 'orders-prod', STACK);
  new MultiRegionDr(stack, 'Dr', { ...WHOLE, ...more });
  return stack;
};
const perRegion: Making = app => {
  const { scope } = Sites.perRegion(app, 'orders-prod', { ...REGIONS, ...STACK });
  new MultiRegionDr(scope, 'Dr', WHOLE);
  return app;
};
const SERVICES: Record<string, Making> = {
  'the-whole': service({}),
  'the-whole-pilot-light': service({ strategy: Strategy.PILOT_LIGHT, database: { ...WHOLE.database!, headlessStandby: true } }),
  'the-whole-active-active': service({ strategy: Strategy.ACTIVE_ACTIVE, database: { ...WHOLE.database!, writeForwarding: true } }),
  'the-whole-backup-restore': service({ strategy: Strategy.BACKUP_RESTORE, events: {} }),
  'the-whole-provisioned': service({ database: { ...WHOLE.database!, capacity: Capacity.provisioned({ instanceClass: 'db.r6g.large', instanceCount: 2 }) } }),
  'the-whole-per-region': perRegion,
  ...Object.fromEntries(Object.entries(ARCHITECTURES).map(([name, architecture]): [string, Making] => [name.replace(/\W+/g, '-'), app => {
    const stack = new TerraformStack(app, 'orders');
    architecture(stack);
    return stack;
  }])),
};

const unknown = named.filter(name => SERVICES[name] === undefined);
if (unknown.length > 0) {
  console.error(`no service named ${unknown.join(', ')}; there are ${Object.keys(SERVICES).join(', ')}`);
  process.exit(2);
}

fs.mkdirSync(folder, { recursive: true });
for (const [name, make] of Object.entries(SERVICES).filter(([one]) => named.length === 0 || named.includes(one))) {
  const app = new App({ outdir: path.join(folder, name) });
  const services = make(app).node.findAll().filter((one): one is MultiRegionDr => one instanceof MultiRegionDr);
  app.synth();
  services.forEach(one => one.writeReport(app.outdir));
}
