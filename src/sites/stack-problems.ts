// What is wrong with sites in the stacks around them, which planning knows nothing of. Checked when they are made.

import { DefaultTokenResolver, StringConcat, TerraformStack, Token, Tokenization } from 'cdktf';
import type { SitePlan, SitesPlan } from './plan';
import { conflictingSettings } from './providers';
import { OLD_TERRAFORM, PROVIDER_CONFLICT } from './rules';
import { CHANGING_TAG, changingTags } from './rules-tags';
import { PartScope } from './site';
import type { StackOfScope } from './sites';
import { allowsOlder } from './version-constraint';
import type { Problem } from '../plan/problem';
import { isExpression } from '../plan/reader';
import { ProblemList } from '../plan/rule';

// Write-only arguments are there since 1.11.
const NEEDED: [major: number, minor: number] = [1, 11];
const CHECKED = Symbol.for('cdktf-multi-region-dr.CheckedVersion');

/** The problems of sites in their stacks. */
export function stackProblems(stacks: StackOfScope, plan: SitesPlan): Problem[] {
  const list = new ProblemList();
  [plan.primary, plan.standby].forEach(site => checkProvider(stacks[stackScope(site)], site, list));
  changingTags(resolved(stacks[PartScope.FOUNDATION], plan.tags)).forEach(finding => list.add(CHANGING_TAG, finding));
  new Set(Object.values(stacks)).forEach(stack => checkVersion(stack, list));
  return list.problems;
}

/** Keeps the version of a stack from being checked again: one warning is enough. */
export function markChecked(stack: TerraformStack): void {
  if (!(CHECKED in stack)) Object.defineProperty(stack, CHECKED, { value: true });
}

function checkProvider(stack: TerraformStack, site: SitePlan, list: ProblemList): void {
  const conflict = site.ownProvider ? undefined : conflictingSettings(stack, site);
  if (conflict === undefined) return;
  list.add(PROVIDER_CONFLICT, {
    path: site.role,
    message: `${shownRole(site.assumeRoleArn, 'a role')} and endpoints ${JSON.stringify(site.endpoints)} given for ${site.region}, `
      + `which has ${shownRole(conflict.assumeRoleArn, 'another role', 'the role')} and endpoints ${JSON.stringify(conflict.endpoints)} elsewhere in the stack`,
    mend: 'Use the same for one region of a stack, or two stacks',
  });
}

// What only Terraform knows says nothing to who reads it.
function shownRole(role: string | undefined, unknown: string, before = 'role'): string {
  return role !== undefined && isExpression(role) ? unknown : `${before} ${role ?? 'none'}`;
}

function checkVersion(stack: TerraformStack, list: ProblemList): void {
  const constraint = requiredVersion(stack);
  if (CHECKED in stack || (constraint !== undefined && !allowsOlder(constraint, NEEDED))) return;
  const needed = `>= ${NEEDED.join('.')}`;
  list.add(OLD_TERRAFORM, {
    path: stack.node.path,
    message: `${constraint === undefined ? 'no terraform.required_version' : `terraform.required_version '${constraint}'`} given, '${needed}' or more needed`,
    mend: `Call addOverride('terraform.required_version', '${needed}') on the stack first, or make it a TaggedStack`,
  });
}

// cdktf has no other way to set it, and none to read it.
function requiredVersion(stack: TerraformStack): string | undefined {
  const { rawOverrides } = stack as unknown as { rawOverrides?: { terraform?: { required_version?: unknown } } };
  const constraint = rawOverrides?.terraform?.required_version;
  return typeof constraint === 'string' ? constraint : undefined;
}

// A token that cannot be resolved yet is none of those that are looked for.
function resolved(scope: TerraformStack, tags: Record<string, string>): Record<string, string> {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => Token.isUnresolved(value)).map(([key, value]) => {
    try {
      return [key, String(Tokenization.resolve(value, { scope, resolver, preparing: false }))];
    } catch {
      return [key, ''];
    }
  }));
}

function stackScope({ role }: SitePlan): PartScope {
  return role === 'primary' ? PartScope.PRIMARY : PartScope.STANDBY;
}
