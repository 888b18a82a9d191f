// A service that comes to an account where much is there already: the networks, the hosted zone, the keys, and a table.

import * as path from 'path';
import { App, TerraformVariable } from 'cdktf';
import {
  Access, Attribute, DatabaseEngine, ExistingNetwork, FunctionCode, FunctionSpec, HostedZone, MultiRegionDr, TableSpec, TaggedStack, Trigger,
} from 'cdktf-multi-region-dr';

const app = new App();
const stack = new TaggedStack(app, TaggedStack.stackName('billing'), {
  stateBucket: 'example-terraform-state',
  stateBucketRegion: 'us-west-2', // not the region that may be lost
});

// Ids come from another team. Whatever Terraform can evaluate will do: a variable, as here, or an attribute of another resource or data source.
const idOf = (name: string, example: string) => new TerraformVariable(stack, name, { type: 'string', default: example }).stringValue;

const network = (region: string, digits: string): ExistingNetwork => ({
  vpcId: idOf(`vpc-${region}`, `vpc-0a1b2c3d4e5f6${digits}00`),
  privateSubnetIds: ['a', 'b'].map((zone, index) => idOf(`private-${region}${zone}`, `subnet-0a1b2c3d4e5f6${digits}1${index}`)),
  isolatedSubnetIds: ['a', 'b'].map((zone, index) => idOf(`isolated-${region}${zone}`, `subnet-0a1b2c3d4e5f6${digits}2${index}`)),
  // Its rules let functions out to the internet and to databases. The group of the database is made.
  functionSecurityGroupId: idOf(`functions-${region}`, `sg-0a1b2c3d4e5f6${digits}30`),
});

// A global table of before. It is read, never changed.
const customers = new TableSpec('customers', { existingName: 'legacy-customers' });
const invoices = new TableSpec('invoices', { partitionKey: Attribute.string('customerId'), sortKey: Attribute.string('invoiceId') });

const worker = new FunctionSpec('worker', {
  code: FunctionCode.fromDirectory(path.join(__dirname, 'worker')),
  runtime: 'python3.13',
  handler: 'app.handler',
  access: [Access.read(customers), Access.readWrite(invoices), Access.database()],
  triggers: [Trigger.queue()],
});

const health = new FunctionSpec('health', {
  code: FunctionCode.fromDirectory(path.join(__dirname, 'worker')),
  runtime: 'python3.13',
  handler: 'health.handler',
  memoryMb: 128,
  timeoutSeconds: 3,
});

new MultiRegionDr(stack, 'Dr', {
  serviceName: 'billing',
  objectives: { rtoMinutes: 30, rpoSeconds: 60 },
  // Data and logs are encrypted with these. Their policies must let the account's policies decide, and let CloudWatch Logs in.
  primary: { region: 'us-east-1', kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
  standby: { region: 'us-west-2', kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/5678abcd-12ab-34cd-56ef-1234567890ab' },
  network: { primaryExisting: network('us-east-1', '1'), standbyExisting: network('us-west-2', '2') },
  database: { engine: DatabaseEngine.auroraPostgresql('16.8') },
  tables: [customers, invoices],
  functions: [worker, health],
  http: {
    routes: { 'GET /status': health },
    healthFunction: health,
    hostName: 'billing.example.com',
    zone: HostedZone.fromId('Z0123456789ABCDEFGHIJ', 'example.com'),
  },
  dns: { alarmActionArns: ['arn:aws:sns:us-east-1:111122223333:duty'] },
  operators: { trustedPrincipalArns: ['arn:aws:iam::111122223333:user/duty-officer'] },
});

app.synth();
