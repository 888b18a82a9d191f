// Whether a service is the same in one stack and over four.

import type { Block, Template } from './template';

/** What Terraform keeps in a state, and where it lies; in the order of addresses. */
export function placesOf(templates: Template[]): Pick<Block, 'address' | 'region' | 'scope'>[] {
  const places = templates.flatMap(template => resourcesOf(template)).map(({ address, region, scope }) => ({ address, region, scope }));
  return places.sort((one, other) => (one.address < other.address ? -1 : 1));
}

/** Every resource with its arguments by its address, but for its order. What a stack reads of another is written as in one stack. */
export function argumentsOf(templates: Template[]): Record<string, unknown> {
  const outputs = templates.flatMap(({ json }) => Object.entries<{ value: string }>(json.output ?? {}));
  const handedOver = new Map(outputs.map(([name, { value }]) => [name, codeOf(value)]));
  const read = /data\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)/g;
  const resolved = (text: string) => text.replace(read, (expression, name) => handedOver.get(name) ?? expression);
  return Object.fromEntries(templates.flatMap(template => resourcesOf(template)).map(({ address, body }) => {
    const { '//': _, depends_on: __, ...own } = body;
    return [address, JSON.parse(resolved(JSON.stringify(own)))];
  }));
}

function codeOf(value: string): string {
  return value.replace(/^\$\{(.*)\}$/s, '$1');
}

function resourcesOf(template: Template): Block[] {
  return template.blocks.filter(block => block.kind === 'resource');
}
