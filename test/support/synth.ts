// Synthesizes constructs for tests, without writing files.

import { App, TerraformStack, Testing } from 'cdktf';
import { invokeAspects } from 'cdktf/lib/synthesize/synthesizer';
import { checkGraph } from './graph-check';
import { Template } from './template';
import { Sites, SitesProps } from '../../src';

/** Properties that tests share. */
export const SITES: SitesProps = {
  serviceName: 'orders',
  environment: 'prod',
  primary: { region: 'us-east-1' },
  standby: { region: 'us-west-2' },
};

/** A stack of a fresh app. */
export function newStack(name: string = 'orders'): TerraformStack {
  const stack = new TerraformStack(Testing.app(), name);
  stack.addOverride('terraform.required_version', '>= 1.11');
  return stack;
}

/** Sites in a fresh stack. */
export function newSites(props: Partial<SitesProps> = {}): { stack: TerraformStack; sites: Sites } {
  const stack = newStack();
  return { stack, sites: Sites.inOneStack(stack, 'Sites', { ...SITES, ...props }) };
}

/** The Terraform JSON of a stack, with the late checks of its constructs and the graph check. */
export function templateOf(stack: TerraformStack): Template {
  return templatesOfStacks([stack])[0];
}

/** What the late checks of a stack's constructs say. */
export function validationErrors(stack: TerraformStack): string[] {
  return stack.node.findAll().flatMap(construct => construct.node.validate());
}

/** The JSON of every stack of an app. */
export function templatesOf(app: App): Template[] {
  return templatesOfStacks(app.node.findAll().filter((one): one is TerraformStack => TerraformStack.isStack(one)));
}

/** The codes of the problems that making something is refused with, in order; empty when it is not refused. */
export function refusalCodes(make: () => unknown): string[] {
  return [...refusal(make).matchAll(/^ {2}(DR\d{3}) /gm)].map(match => match[1]);
}

/** The message that making something is refused with; empty when it is not refused. */
export function refusal(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

/** Makes something without the warnings on stderr that it comes with. */
export function quietly<T>(make: () => T): T {
  return written(make).made;
}

/** Makes something, and gives what was written to stderr meanwhile too. */
export function written<T>(make: () => T): { made: T; lines: string[] } {
  const write = process.stderr.write;
  const lines: string[] = [];
  process.stderr.write = (line: unknown) => lines.push(String(line)) > 0;
  try {
    return { made: make(), lines };
  } finally {
    process.stderr.write = write;
  }
}

// What one stack reads of another is added to both while they are prepared, so all are prepared first.
function templatesOfStacks(stacks: TerraformStack[]): Template[] {
  const errors = stacks.flatMap(validationErrors);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  stacks.forEach(stack => stack.prepareStack());
  stacks.forEach(invokeAspects);
  const templates = stacks.map(stack => new Template(stack.node.id, JSON.parse(JSON.stringify(stack.toTerraform()))));
  const findings = checkGraph(templates).map(({ defect, at, message }) => `${defect}: ${at} ${message}`);
  if (findings.length > 0) throw new Error(findings.join('\n'));
  return templates;
}
