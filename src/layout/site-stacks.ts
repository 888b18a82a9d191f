// The four stacks of a service, and how constructs in one of them find the others.

import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

/** The regions of a layout. */
export interface LayoutRegions {
  readonly primary: string;
  readonly standby: string;
}

/** A stack for each scope. */
export interface LayoutStacks {
  readonly foundation: TerraformStack;
  readonly primary: TerraformStack;
  readonly standby: TerraformStack;
  readonly routing: TerraformStack;
}

const LAYOUT = Symbol.for('cdktf-multi-region-dr.SiteStacks');

/**
 * The stacks of a service that has one for each region: `Sites.perRegion` makes them.
 *
 * Make `MultiRegionDr` in `scope`, with the properties that it has in one stack. Every resource has the same Terraform address in both layouts.
 */
export class SiteStacks {
  /** @internal */
  public static _of(stacks: LayoutStacks, regions: LayoutRegions): SiteStacks {
    const made = new SiteStacks(stacks, regions);
    Object.values(stacks).forEach(stack => Object.defineProperty(stack, LAYOUT, { value: made }));
    return made;
  }

  /** @internal */
  public static _around(stack: TerraformStack): SiteStacks | undefined {
    return (stack as unknown as Record<symbol, SiteStacks | undefined>)[LAYOUT];
  }

  /** What is global, or has to be there before the regions: IAM, the Aurora global cluster. It works through the standby region. */
  public readonly foundation: TerraformStack;
  /** Everything regional of the primary region. */
  public readonly primary: TerraformStack;
  /** Everything regional of the standby region. */
  public readonly standby: TerraformStack;
  /** What leads users and events to a region. It works through the standby region. */
  public readonly routing: TerraformStack;
  /** @internal */
  public readonly _regions: LayoutRegions;

  private constructor(stacks: LayoutStacks, regions: LayoutRegions) {
    this.foundation = stacks.foundation;
    this.primary = stacks.primary;
    this.standby = stacks.standby;
    this.routing = stacks.routing;
    this._regions = regions;
  }

  /** Where to make `MultiRegionDr` and layers: the stack Foundation, from which they spread over all four. */
  public get scope(): Construct {
    return this.foundation;
  }
}
