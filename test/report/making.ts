// Runbooks of services, made from what a stack's MultiRegionDr was planned as, beside the Terraform JSON of the same stack.

import * as fs from 'fs';
import * as path from 'path';
import { TerraformStack, Testing } from 'cdktf';
import * as ts from 'typescript';
import {
  Access, AlarmReceiver, DatabaseEngine, EventReplication, FunctionSpec, HostedZone, MultiRegionDr, MultiRegionDrProps, Severity, Strategy,
  TaggedStack, Trigger,
} from '../../src';
import * as library from '../../src';
import { serviceRules } from '../../src/multi-region-dr/catalogue';
import * as planning from '../../src/multi-region-dr/plan';
import type { ServicePlan } from '../../src/multi-region-dr/plan';
import type { Runbook } from '../../src/report/report';
import { runbookOf } from '../../src/report/runbook';
import { StateFacts, stateFactsOf } from '../../src/sites/state-facts';
import { ACCOUNT } from '../identity/simulate';
import { API, TABLES } from '../support/layers';
import { newStack, quietly, SITES, templateOf } from '../support/synth';
import { Template } from '../support/template';

/** A service, its runbook and its Terraform JSON. */
export interface MadeService {
  readonly plan: ServicePlan;
  readonly runbook: Runbook;
  readonly template: Template;
  readonly state: StateFacts[];
}

export const OBJECTIVES = { objectives: { rtoMinutes: 600, rpoSeconds: 172_800 } };

/** Makes what a stack holds. The stack has one MultiRegionDr. */
export function madeBy(make: (stack: TerraformStack) => void, stack: TerraformStack = newStack()): MadeService {
  const planService = jest.spyOn(planning, 'planService');
  try {
    quietly(() => make(stack));
    const planned = planService.mock.results.map(({ value }) => value).filter(value => value?.plan !== undefined);
    const plan: ServicePlan = planned[planned.length - 1].plan;
    const state = stateFactsOf(stack);
    return { plan, state, runbook: runbookOf({ context: plan.context, layers: plan.layers, state }), template: templateOf(stack) };
  } finally {
    planService.mockRestore();
  }
}

/** Makes a service of us-east-1 and us-west-2. */
export function madeService(more: Partial<MultiRegionDrProps>): MadeService {
  return madeBy(stack => { new MultiRegionDr(stack, 'Dr', { ...SITES, ...OBJECTIVES, ...more }); });
}

/** The service of the TypeScript example. */
export function exampleService(): MadeService {
  const stack = new TaggedStack(Testing.app(), 'orders-prod', { environmentSuffix: 'prod', stateBucket: 'example-terraform-state', stateBucketRegion: 'us-west-2' });
  const { declareOrders } = transpiled('orders.ts') as { declareOrders(made: TerraformStack, settings: object): void };
  const { settingsOf } = transpiled('environments.ts') as { settingsOf(environment: string): object };
  return madeBy(made => declareOrders(made, settingsOf('prod')), stack);
}

// The example imports the library by its name, under which it is not installed here.
function transpiled(file: string): Record<string, unknown> {
  const folder = path.join(__dirname, '..', '..', 'examples', 'typescript');
  const { outputText } = ts.transpileModule(fs.readFileSync(path.join(folder, file), 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exported = {};
  const own: Record<string, unknown> = { 'cdktf-multi-region-dr': library, path };
  new Function('exports', 'require', '__dirname', outputText)(exported, (name: string) => own[name], folder);
  return exported;
}

/** A service with everything that a section can have, with a strategy. */
export function fullService(strategy: Strategy, more: Partial<MultiRegionDrProps> = {}): MadeService {
  const rebuilt = strategy === Strategy.BACKUP_RESTORE;
  const worker = new FunctionSpec('worker', {
    code: API.props.code,
    runtime: 'python3.13',
    handler: 'app.handler',
    access: [Access.readWrite(TABLES[0])],
    triggers: [Trigger.queue(), Trigger.stream(TABLES[0]), Trigger.schedule('cron(0 3 * * ? *)'), Trigger.events({ sources: ['orders'] }), Trigger.events({ sources: ['shop'], ruleName: 'shop' })],
  });
  return madeService({
    strategy,
    database: {
      engine: DatabaseEngine.auroraPostgresql('16.8'),
      ...(rebuilt ? {} : { enforcedRpoSeconds: 60 }),
      ...(strategy === Strategy.PILOT_LIGHT ? { headlessStandby: true } : {}),
      ...(strategy === Strategy.ACTIVE_ACTIVE ? { writeForwarding: true } : {}),
    },
    tables: [TABLES[0]],
    functions: [worker],
    events: rebuilt ? {} : { replication: EventReplication.forwardBothWays(['orders']) },
    http: { routes: { 'ANY /{proxy+}': worker }, hostName: 'orders.example.com', zone: HostedZone.fromName('example.com') },
    dns: {},
    parameters: { values: { 'log-level': 'info' } },
    backup: { manageRegionSettings: true },
    monitoring: { receivers: [AlarmReceiver.email('duty@example.com')] },
    operators: { trustedPrincipalArns: [`arn:aws:iam::${ACCOUNT}:user/duty-officer`] },
    acceptedRisks: ACCEPTED,
    ...more,
  });
}

const ACCEPTED = Object.fromEntries(serviceRules.filter(({ severity }) => severity !== Severity.IMPOSSIBLE).map(({ code }) => [code, 'a test']));
