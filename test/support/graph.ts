// What the blocks of one or several stacks refer to, through the state of another stack too.

import { readReferences, Reference } from './references';
import { Block, Template } from './template';

/** A block of one of several stacks. */
export interface Node {
  readonly template: Template;
  readonly block: Block;
}

/** One block refers to another, or comes after it. */
export interface Edge {
  readonly from: Node;
  readonly to: Node;
  /** Stated with `depends_on` alone: nothing is read. */
  readonly order: boolean;
}

/** A reference that leads nowhere. */
export interface Dangling {
  readonly stackName: string;
  /** The block, output or provider it stands in. */
  readonly at: string;
  readonly reference: Reference;
}

/** Where a stack reads what another one handed over. */
export interface StateRead {
  readonly reader: Template;
  readonly read: Template;
  readonly at: string;
}

/** All references between the blocks of some stacks. */
export class Graph {
  readonly nodes: Node[];
  readonly edges: Edge[] = [];
  readonly dangling: Dangling[] = [];
  readonly stateReads: StateRead[] = [];

  constructor(private readonly templates: Template[]) {
    this.nodes = templates.flatMap(template => template.blocks.map(block => ({ template, block })));
    for (const template of templates) {
      this.addBlocks(template);
      this.addOthers(template);
    }
  }

  private addBlocks(template: Template): void {
    for (const block of template.blocks) {
      const from = { template, block };
      const { '//': _, provider: __, ...body } = block.body;
      for (const reference of readReferences(body)) {
        for (const to of this.follow(template, block.address, reference)) this.edges.push({ from, to, order: reference.order });
      }
      const read = this.stackBehind(template, block);
      if (read !== undefined) this.stateReads.push({ reader: template, read, at: block.address });
    }
  }

  // Outputs, providers and locals have no scope; what they refer to must be there all the same.
  private addOthers(template: Template): void {
    for (const section of ['output', 'provider', 'locals']) {
      for (const [name, body] of Object.entries(template.json[section] ?? {})) {
        readReferences(body).forEach(reference => this.follow(template, `${section}.${name}`, reference));
      }
    }
  }

  /** The blocks that a reference leads to: none when it leads out of the stacks at hand, or nowhere. */
  private follow(template: Template, at: string, reference: Reference): Node[] {
    const missing = () => {
      this.dangling.push({ stackName: template.stackName, at, reference });
      return [];
    };
    const [kind, name] = reference.address.split('.');
    if (kind === 'var') return template.json.variable?.[name] === undefined ? missing() : [];
    if (kind === 'local') return template.json.locals?.[name] === undefined ? missing() : [];
    const block = template.block(reference.address);
    if (block === undefined) return missing();
    const producer = this.stackBehind(template, block);
    const outputName = reference.rest.match(/^\.outputs\.([\w-]+)/)?.[1];
    if (producer === undefined || outputName === undefined) return [{ template, block }];
    const output = producer.json.output?.[outputName];
    if (output === undefined) return missing();
    return readReferences(output.value).flatMap(inner => this.follow(producer, `output.${outputName}`, inner));
  }

  /** The stack whose state a data source reads, if it is one of those at hand. */
  private stackBehind(template: Template, block: Block): Template | undefined {
    if (block.resourceType !== 'terraform_remote_state') return undefined;
    const { backend, config } = block.body;
    return this.templates.find(other => other !== template && isStateOf(other.json.terraform?.backend?.[backend], config));
  }
}

function isStateOf(backend: Record<string, unknown> | undefined, config: Record<string, unknown> = {}): boolean {
  return backend !== undefined && Object.entries(config).every(([key, value]) => JSON.stringify(backend[key]) === JSON.stringify(value));
}

/** One cycle for each group of things that wait for each other, as a walk from a thing back to itself. */
export function cyclesOf<T>(things: T[], next: (thing: T) => T[]): T[][] {
  const done = new Set<T>();
  const cycles: T[][] = [];
  const walk = (thing: T, trail: T[]): void => {
    const seenAt = trail.indexOf(thing);
    if (seenAt >= 0) cycles.push([...trail.slice(seenAt), thing]);
    if (seenAt >= 0 || done.has(thing)) return;
    next(thing).forEach(one => walk(one, [...trail, thing]));
    done.add(thing);
  };
  things.forEach(thing => walk(thing, []));
  return cycles;
}
