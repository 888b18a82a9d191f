// State backends, and stacks that keep their states in them, for tests.

import { App, TerraformStack, Testing } from 'cdktf';
import { StateBackend, StateBackendProps, StateLocation, StateLocationProps, StateStackProps } from '../../src';
import type { Variables } from '../../src/state-backend/variables';
import { newStack, quietly, templateOf } from '../support/synth';
import type { Template } from '../support/template';
import { inEnvironment } from '../tagged-stack/environment';

export const ACCOUNT = '111122223333';
export const REGIONS = ['us-east-1', 'us-west-2'];
export const OTHER: Record<string, string> = { 'us-east-1': 'us-west-2', 'us-west-2': 'us-east-1' };

/** The bucket of a region. */
export const bucketIn = (region: string) => `platform-prod-tfstate-${ACCOUNT}-${region}`;

export const LOCATION: StateLocationProps = {
  serviceName: 'platform', environment: 'prod', accountId: ACCOUNT, primary: { region: 'us-east-1' }, standby: { region: 'us-west-2' },
};

export function location(more: Partial<StateLocationProps> = {}): StateLocation {
  return new StateLocation({ ...LOCATION, ...more });
}

/** A state backend in a fresh stack. */
export function newBackend(props: Partial<StateBackendProps> = {}, stack: TerraformStack = newStack('states')): { stack: TerraformStack; backend: StateBackend } {
  return { stack, backend: quietly(() => new StateBackend(stack, 'State', { location: location(), ...props })) };
}

/** The JSON of a state backend. */
export function synthesized(props: Partial<StateBackendProps> = {}): Template {
  return templateOf(newBackend(props).stack);
}

/** A stack that keeps its state in a location. */
export function configured(
  props: StateStackProps = {}, variables: Variables = {}, where: StateLocation = location(), stackId: string = 'orders', app: App = Testing.app(),
): TerraformStack {
  const stack = new TerraformStack(app, stackId);
  inEnvironment(variables, () => quietly(() => StateBackend.configure(stack, where, props)));
  return stack;
}

/** The backend block of a stack. */
export function backendOf(stack: TerraformStack): Record<string, any> {
  return templateOf(stack).json.terraform.backend;
}
