// What the tests of the state run the real terraform with: a StateBackend, and a stack that keeps its state there with every kind of lock.
//
// `ts-node app.ts <folder>` writes each of them for the region in use and, as after a loss, for the other one.

import * as fs from 'fs';
import * as path from 'path';
import { App, DataResource, TerraformOutput, TerraformStack } from 'cdktf';
import { PRIMARY, STANDBY, stateLocation } from './location';
import { Sites, StateBackend, StateLocation, TaggedStack } from '../../src';

const LOCKS: Record<string, { readonly lockTable: boolean; readonly stateLockFile?: boolean }> = {
  file: { lockTable: false },
  both: { lockTable: true },
  table: { lockTable: true, stateLockFile: false },
};

for (const [locks, { lockTable, stateLockFile }] of Object.entries(LOCKS)) {
  for (const region of [PRIMARY, STANDBY]) {
    // How whoever follows the runbook goes to the other bucket.
    process.env.TERRAFORM_STATE_REGION = region;
    write(path.join(process.argv[2], `${locks}-${region}`), stateLocation(lockTable), stateLockFile);
  }
}

function write(outdir: string, location: StateLocation, stateLockFile?: boolean): void {
  fs.mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  const state = new TaggedStack(app, 'state', { environmentSuffix: 'prod', stateLocation: location });
  new StateBackend(state, 'State', { location });
  const policies = { plan: location.planPolicy('orders/prod/'), apply: location.applyPolicy('orders/prod/'), recovery: location.recoveryPolicy('orders/prod/') };
  Object.entries(policies).forEach(([name, value]) => new TerraformOutput(state, `${name}_policy`, { value }));
  const orders = new TerraformStack(app, 'orders');
  StateBackend.configure(orders, location, { stateKey: 'orders/prod/terraform.tfstate', stateLockFile });
  const { foundation, routing } = Sites.perRegion(app, 'orders-prod', {
    environmentSuffix: 'prod', primary: { region: PRIMARY }, standby: { region: STANDBY }, stateLocation: location, stateLockFile,
  });
  new DataResource(routing, 'record', { input: { role: new DataResource(foundation, 'role', {}).fqn } });
  app.synth();
}
