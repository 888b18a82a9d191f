// Every architecture and every example: the same properties give the same resources at the same addresses, in one stack and over four.

import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import * as cdktf from 'cdktf';
import { App, TerraformStack, Testing } from 'cdktf';
import * as constructs from 'constructs';
import * as library from '../../src';
import { MultiRegionDr, Sites } from '../../src';
import { Architecture, ARCHITECTURES } from '../e2e/architectures';
import { fourStacks } from '../support/four-stacks';
import { argumentsOf, placesOf } from '../support/layouts';
import { newStack, quietly, templatesOf } from '../support/synth';
import { Template } from '../support/template';
import { inEnvironment } from '../tagged-stack/environment';

const servicesIn = (app: App) => app.node.findAll().filter((one): one is MultiRegionDr => one instanceof MultiRegionDr);

function bothLayouts(architecture: Architecture): { one: Template[]; four: Template[] } {
  const stack = newStack();
  architecture(stack);
  const one = stack.node.root as App;
  const [{ primary, standby }] = servicesIn(one);
  const four = Testing.app();
  architecture(fourStacks(four, 'orders', { primary: { region: primary.region }, standby: { region: standby.region } }).foundation);
  return { one: templatesOf(one), four: templatesOf(four) };
}

function expectTheSame({ one, four }: { one: Template[]; four: Template[] }): void {
  expect(one.length).toBe(1);
  expect(four.length).toBe(4);
  expect(placesOf(four).length).toBeGreaterThan(0);
  expect(placesOf(four)).toEqual(placesOf(one));
  expect(argumentsOf(four)).toEqual(argumentsOf(one));
}

// State buckets are in one stack, whose state they keep.
const SERVICES = Object.keys(ARCHITECTURES).filter(name => !name.startsWith('state buckets'));

test.each(SERVICES)('%s: the same resources, regions and arguments in four stacks as in one', name => {
  expectTheSame(quietly(() => bothLayouts(ARCHITECTURES[name])));
});

// The example makes a TaggedStack; nothing else of it has to change.
class OneOfFour {
  static stackName = library.TaggedStack.stackName;

  constructor(app: App, stackName: string, { stateBucket, stateBucketRegion }: library.TaggedStackProps) {
    return Sites.perRegion(app, stackName, {
      primary: { region: 'us-east-1' }, standby: { region: 'us-west-2', stateBucket, stateBucketRegion },
    }).foundation as unknown as OneOfFour;
  }
}

test('the example: the same resources, regions and arguments in four stacks as in one', () => {
  const run = (layout: object): Template[] => {
    const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'layout-'));
    const folder = process.cwd();
    process.chdir(outdir); // where the example writes its report
    jest.isolateModules(() => {
      jest.doMock('cdktf', () => cdktf);
      jest.doMock('constructs', () => constructs);
      jest.doMock('cdktf-multi-region-dr', () => ({ ...library, ...layout }), { virtual: true });
      process.env.CDKTF_OUTDIR = outdir;
      inEnvironment({}, () => jest.requireActual('../../examples/typescript/main'));
      delete process.env.CDKTF_OUTDIR;
    });
    process.chdir(folder);
    const { stacks } = JSON.parse(fs.readFileSync(path.join(outdir, 'manifest.json'), 'utf8'));
    const templates = Object.values<{ name: string; synthesizedStackPath: string }>(stacks).map(({ name, synthesizedStackPath }) => (
      new Template(name, JSON.parse(fs.readFileSync(path.join(outdir, synthesizedStackPath), 'utf8')))
    ));
    fs.rmSync(outdir, { recursive: true });
    return templates;
  };
  expectTheSame(quietly(() => ({ one: run({}), four: run({ TaggedStack: OneOfFour }) })));
});

test('two services share the stacks, and a service may be made in any of them', () => {
  const service = (serviceName: string) => ({
    serviceName, environment: 'prod', primary: { region: 'us-east-1' }, standby: { region: 'us-west-2' }, events: {}, objectives: { rtoMinutes: 30, rpoSeconds: 60 },
  });
  const build = (first: TerraformStack, second: TerraformStack) => quietly(() => {
    new MultiRegionDr(first, 'Orders', service('orders'));
    new MultiRegionDr(second, 'Stock', service('stock'));
  });
  const one = newStack();
  build(one, one);
  const app = Testing.app();
  const { foundation, standby } = fourStacks(app, 'orders');
  build(foundation, standby);
  expectTheSame({ one: templatesOf(one.node.root as App), four: templatesOf(app) });
});
