// The AWS providers of a stack: one per region, aliased with the region's name, shared by everything in the stack.

import type { TerraformProvider, TerraformStack } from 'cdktf';
import { AwsProvider } from '#aws/provider';
import { endpointProperties } from './endpoint-services';
import type { SitePlan } from './plan';
import { stackContext } from './stack-context';

/** What a provider is made from. */
export interface ProviderSettings {
  readonly region: string;
  readonly assumeRoleArn?: string;
  readonly endpoints: Record<string, string>;
}

const SETTINGS = Symbol.for('cdktf-multi-region-dr.ProviderSettings');

/** The provider of a region that this library made in the stack before, if it did. */
function madeBefore(stack: TerraformStack, region: string): AwsProvider | undefined {
  const child = stack.node.tryFindChild(providerId(region));
  return child !== undefined && SETTINGS in child ? child as unknown as AwsProvider : undefined;
}

function providerId(region: string): string {
  return `MultiRegionDrProvider-${region}`;
}

/** The settings of a provider made before that differ from the ones wanted now. */
export function conflictingSettings(stack: TerraformStack, wanted: SitePlan): ProviderSettings | undefined {
  const provider = madeBefore(stack, wanted.region);
  const settings = provider && (provider as unknown as Record<symbol, ProviderSettings>)[SETTINGS];
  return settings !== undefined && fingerprint(settings) !== fingerprint(wanted) ? settings : undefined;
}

/** The provider of a region in a stack, made if it is not there. */
export function providerOf(stack: TerraformStack, settings: ProviderSettings): TerraformProvider {
  const existing = madeBefore(stack, settings.region);
  if (existing !== undefined) return existing;
  const context = stackContext(stack);
  const { region, assumeRoleArn, endpoints } = settings;
  const provider = new AwsProvider(stack, providerId(region), {
    alias: region,
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
