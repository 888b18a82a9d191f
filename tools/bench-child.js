// One measurement in a process of its own: `bench-child.js library|by-hand <count> <outdir>`. Prints it as JSON.
//
// The same resources in plain cdktf: the library's own output, turned back into the configuration of the generated classes
// before the clock runs, with references as references (`vpc.id`). It holds no planning, checking or naming.

const [, , variant, count, outdir] = process.argv;

function service(library, scope, position) {
  const { Attribute, DatabaseEngine, GlobalIndex, MultiRegionDr, TableSpec } = library;
  new MultiRegionDr(scope, `Dr${position}`, {
    serviceName: `orders${position}`,
    environment: 'bench',
    objectives: { rtoMinutes: 30, rpoSeconds: 60 },
    primary: { region: 'us-east-1' },
    standby: { region: 'us-west-2' },
    database: { engine: DatabaseEngine.auroraPostgresql('16.8'), databaseName: 'orders' },
    tables: [new TableSpec('orders', {
      partitionKey: Attribute.string('orderId'),
      indexes: [new GlobalIndex('by-customer', { partitionKey: Attribute.string('customerId'), sortKey: Attribute.number('placedAt') })],
    })],
  });
}

function time(action) {
  const start = process.hrtime.bigint();
  const result = action();
  return { result, milliseconds: Math.round(Number(process.hrtime.bigint() - start) / 1e6) };
}

function runLibrary() {
  const load = time(() => ({ cdktf: require('cdktf'), library: require('..') }));
  const { cdktf, library } = load.result;
  const synth = time(() => {
    const app = new cdktf.App({ outdir });
    const stack = new cdktf.TerraformStack(app, 'bench');
    stack.addOverride('terraform.required_version', '>= 1.11');
    for (let position = 0; position < Number(count); position++) service(library, stack, position);
    app.synth();
  });
  return { load: load.milliseconds, synth: synth.milliseconds };
}

function runByHand() {
  const path = require('path');
  const configurations = JSON.parse(require('child_process').execFileSync(process.execPath, [__filename, 'describe', count, outdir], {
    encoding: 'utf8', maxBuffer: 1024 * 1024 * 1024,
  }));
  const load = time(() => {
    const cdktf = require('cdktf');
    const classes = Object.fromEntries([...new Set(configurations.map(one => one.file))].map(file => [file, require(path.join(__dirname, '..', 'bindings', file))]));
    return { cdktf, classes, AwsProvider: require('../bindings/provider').AwsProvider };
  });
  const { cdktf, classes, AwsProvider } = load.result;
  const synth = time(() => {
    const app = new cdktf.App({ outdir });
    const stack = new cdktf.TerraformStack(app, 'bench');
    const providers = Object.fromEntries(['us-east-1', 'us-west-2'].map(region => [`aws.${region}`, new AwsProvider(stack, region, { alias: region, region })]));
    const made = new Map();
    for (const { address, file, className, name, provider, config } of configurations) {
      made.set(address, new classes[file][className](stack, name, { ...withReferences(config, made), provider: providers[provider] }));
    }
    app.synth();
  });
  return { load: load.milliseconds, synth: synth.milliseconds };
}

const REFERENCE = /\$\{((?:data\.)?aws_\w+\.[\w-]+)\.(\w+)\}/g;

// As one writes `vpc.id`: a token of the resource, alone or within a text.
function withReferences(value, made) {
  if (typeof value === 'string') {
    return value.includes('${') ? value.replace(REFERENCE, (text, address, attribute) => made.get(address)?.getStringAttribute(attribute) ?? text) : value;
  }
  if (Array.isArray(value)) return value.map(entry => withReferences(entry, made));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withReferences(entry, made)]));
}

// What is referred to comes first.
function inOrder(configurations) {
  const byAddress = new Map(configurations.map(one => [one.address, one]));
  const ordered = new Set();
  const add = one => {
    if (ordered.has(one)) return;
    for (const [, address] of JSON.stringify(one.config).matchAll(REFERENCE)) {
      if (byAddress.has(address) && address !== one.address) add(byAddress.get(address));
    }
    ordered.add(one);
  };
  configurations.forEach(add);
  return [...ordered];
}

// The configuration of every resource and data source, in the form in which one writes it.
function describe() {
  const fs = require('fs');
  const path = require('path');
  runLibrary();
  const json = JSON.parse(fs.readFileSync(path.join(outdir, 'stacks', 'bench', 'cdk.tf.json'), 'utf8'));
  const camel = name => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  const keepKeys = new Set(['tags', 'tags_all']);
  const configOf = value => {
    if (Array.isArray(value)) return value.map(configOf);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [camel(key), keepKeys.has(key) ? entry : configOf(entry)]));
  };
  return inOrder(['resource', 'data'].flatMap(kind => Object.entries(json[kind] ?? {}).flatMap(([type, byName]) => {
    const file = `${kind === 'data' ? 'data-aws-' : ''}${type.replace(/^aws_/, '').replace(/_/g, '-')}`;
    const exported = require(path.join(__dirname, '..', 'bindings', file));
    const className = Object.keys(exported).find(name => exported[name].tfResourceType === type);
    return Object.entries(byName).map(([name, { '//': _, provider, depends_on: dependsOn, ...body }]) => ({
      address: `${kind === 'data' ? 'data.' : ''}${type}.${name}`, file, className, name, provider, config: { ...configOf(body), ...(dependsOn ? { dependsOn: dependsOn.map(fqn => ({ fqn })) } : {}) },
    }));
  })));
}

function countResources() {
  const json = JSON.parse(require('fs').readFileSync(require('path').join(outdir, 'stacks', 'bench', 'cdk.tf.json'), 'utf8'));
  return Object.values(json.resource).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
}

if (variant === 'describe') {
  process.stdout.write(JSON.stringify(describe()));
} else {
  const measured = variant === 'library' ? runLibrary() : runByHand();
  process.stdout.write(JSON.stringify({ ...measured, memory: Math.round(process.resourceUsage().maxRSS / 1024), resources: countResources() }));
}
