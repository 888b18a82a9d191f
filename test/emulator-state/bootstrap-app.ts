// An app whose stack makes the state buckets that its own state is kept in, as a StateBackend does. The AWS provider can't be had without the
// internet: the buckets are made by the command line.

import { App, DataResource, S3Backend, TerraformStack } from 'cdktf';
import { PRIMARY, STANDBY, stateLocation } from './location';
import { StateBackend } from '../../src';

const location = stateLocation(false);
const app = new App();
const stack = new TerraformStack(app, 'state');
for (const region of [PRIMARY, STANDBY]) {
  const where = region === 'us-east-1' ? '' : ` --create-bucket-configuration LocationConstraint=${region}`;
  const bucket = new DataResource(stack, `bucket-${region}`, {});
  bucket.addOverride('provisioner', [{
    'local-exec': { command: `aws s3api create-bucket --region ${region} --bucket ${location.bucketIn(region)}${where}` },
  }]);
}
const backend = StateBackend.configure(stack, location, { stateKey: 'state/terraform.tfstate' });
// What differs between AWS and an emulator on 127.0.0.1.
if (backend instanceof S3Backend) backend.addOverride('use_path_style', true);
app.synth();
