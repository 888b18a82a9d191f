// The AWS providers of a stack: one per region, aliased with the region's name, shared by everything in the stack. Those of zones in other
// accounts have aliases of their own.

import type { TerraformProvider, TerraformStack } from 'cdktf';
import { AwsProvider } from '#aws/provider';
import { endpointProperties } from './endpoint-services';
import { stackContext } from './stack-context';

/** What a provider is made from. */
export interface ProviderSettings {
  readonly region: string;
  readonly assumeRoleArn?: string;
  readonly endpoints: Record<string, string>;
}

const SETTINGS = Symbol.for('cdktf-multi-region-dr.ProviderSettings');

/** The provider with an alias that this library made in the stack before, if it did. */
function madeBefore(stack: TerraformStack, alias: string): AwsProvider | undefined {
  const child = stack.node.tryFindChild(providerId(alias));
  return child !== undefined && SETTINGS in child ? child as unknown as AwsProvider : undefined;
}

function providerId(alias: string): string {
  return `MultiRegionDrProvider-${alias}`;
}

/** The settings of a provider made before that differ from the ones wanted now. */
export function conflictingSettings(stack: TerraformStack, wanted: ProviderSettings, alias: string = wanted.region): ProviderSettings | undefined {
  const provider = madeBefore(stack, alias);
  const settings = provider && (provider as unknown as Record<symbol, ProviderSettings>)[SETTINGS];
  return settings !== undefined && fingerprint(settings) !== fingerprint(wanted) ? settings : undefined;
}

/** The provider of a region in a stack, made if it is not there. */
export function providerOf(stack: TerraformStack, settings: ProviderSettings, alias: string = settings.region): TerraformProvider {
  const existing = madeBefore(stack, alias);
  if (existing !== undefined) return existing;
  const context = stackContext(stack);
  const { region, assumeRoleArn, endpoints } = settings;
  const provider = new AwsProvider(stack, providerId(alias), {
    alias,
    region,
    ...(assumeRoleArn === undefined ? {} : { assumeRole: [{ roleArn: assumeRoleArn }] }),
    ...(context === undefined || Object.keys(context.defaultTags).length === 0 ? {} : { defaultTags: [{ tags: context.defaultTags }] }),
    ...(Object.keys(endpoints).length === 0 ? {} : { endpoints: [endpointProperties(endpoints)] }),
  });
  Object.defineProperty(provider, SETTINGS, { value: settings });
  return provider;
}

function fingerprint({ region, assumeRoleArn, endpoints }: ProviderSettings): string {
  return JSON.stringify([region, assumeRoleArn, Object.entries(endpoints).sort()]);
}
