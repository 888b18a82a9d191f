// Synthesizes constructs for tests, without writing files.

import { App, TerraformStack, Testing } from 'cdktf';
import { invokeAspects } from 'cdktf/lib/synthesize/synthesizer';
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
  return new TerraformStack(Testing.app(), name);
}

/** Sites in a fresh stack. */
export function newSites(props: Partial<SitesProps> = {}): { stack: TerraformStack; sites: Sites } {
  const stack = newStack();
  return { stack, sites: Sites.inOneStack(stack, 'Sites', { ...SITES, ...props }) };
}

/** The Terraform JSON of a stack, with the late checks of its constructs. */
export function templateOf(stack: TerraformStack): Template {
  const errors = validationErrors(stack);
  if (errors.length > 0) throw new Error(errors.join('\n'));
  stack.prepareStack();
  invokeAspects(stack);
  return new Template(stack.node.id, JSON.parse(JSON.stringify(stack.toTerraform())));
}

/** What the late checks of a stack's constructs say. */
export function validationErrors(stack: TerraformStack): string[] {
  return stack.node.findAll().flatMap(construct => construct.node.validate());
}

/** The JSON of every stack of an app. */
export function templatesOf(app: App): Template[] {
  return app.node.findAll().filter((one): one is TerraformStack => TerraformStack.isStack(one)).map(templateOf);
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
