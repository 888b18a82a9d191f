// What a stack became: a thin view of the Terraform JSON that cdktf wrote.

import { referencesIn } from './references';

/** One resource, data source or ephemeral resource of a stack. */
export interface Block {
  readonly kind: 'resource' | 'data' | 'ephemeral';
  readonly resourceType: string;
  readonly name: string;
  /** As Terraform refers to it: `aws_vpc.x`, `data.aws_vpc.x`. */
  readonly address: string;
  /** The construct path without the stack. */
  readonly path: string;
  /** The region of its provider; undefined when it names none. */
  readonly region: string | undefined;
  /** The part it belongs to: Foundation, Primary, Standby or Routing. */
  readonly scope: string | undefined;
  readonly body: Record<string, any>;
}

const SCOPES = ['Foundation', 'Primary', 'Standby', 'Routing'];
const META_ARGUMENTS = ['//', 'provider', 'lifecycle', 'depends_on'];

/** The Terraform JSON of one stack. */
export class Template {
  readonly blocks: Block[];

  constructor(readonly stackName: string, readonly json: Record<string, any>) {
    const regions = new Map<string, string>((json.provider?.aws ?? []).map((one: any) => [one.alias === undefined ? 'aws' : `aws.${one.alias}`, one.region]));
    this.blocks = (['resource', 'data', 'ephemeral'] as const).flatMap(kind =>
      Object.entries(json[kind] ?? {}).flatMap(([resourceType, byName]) =>
        Object.entries(byName as Record<string, any>).map(([name, body]) => {
          const path: string = (body['//']?.metadata?.path ?? '').split('/').slice(1).join('/');
          return {
            kind,
            resourceType,
            name,
            address: `${kind === 'resource' ? '' : `${kind}.`}${resourceType}.${name}`,
            path,
            region: body.provider === undefined ? undefined : regions.get(body.provider),
            scope: path.split('/').reverse().find(step => SCOPES.includes(step)),
            body,
          };
        })));
  }

  /** Blocks of a type, of one region if given. */
  all(resourceType: string, region?: string): Block[] {
    return this.blocks.filter(block => block.resourceType === resourceType && (region === undefined || block.region === region));
  }

  /** Bodies of resources of a type, of one region if given, without what every resource has. */
  bodies(resourceType: string, region?: string): Record<string, any>[] {
    const own = (body: object) => Object.entries(body).filter(([key]) => !META_ARGUMENTS.includes(key));
    return this.all(resourceType, region).map(block => Object.fromEntries(own(block.body)));
  }

  /** The only block of a type, of one region if given. */
  only(resourceType: string, region?: string): Block {
    const found = this.all(resourceType, region);
    if (found.length !== 1) {
      throw new Error(`${found.length} blocks of the type ${resourceType}${region === undefined ? '' : ` in ${region}`} in ${this.stackName}, 1 expected`);
    }
    return found[0];
  }

  block(address: string): Block | undefined {
    return this.blocks.find(one => one.address === address);
  }

  /** Addresses of what Terraform makes, sorted. */
  get addresses(): string[] {
    return this.blocks.filter(block => block.kind === 'resource').map(block => block.address).sort();
  }

  /** Addresses that a block refers to, in expressions and in `depends_on`. */
  references(block: Block): string[] {
    const { '//': _, provider: __, ...body } = block.body;
    return referencesIn(body);
  }
}
