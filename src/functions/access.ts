// What a function may do.

import type { SecretSpec } from '../parameters/secret-spec';
import type { TableSpec } from '../tables/props';

/** The resources of a statement in each region. */
export interface SiteResources {
  /** ARNs in the primary region. May be tokens. */
  readonly primary: string[];
  /**
   * ARNs in the standby region. May be tokens.
   *
   * @default - the strategy deploys no function there
   */
  readonly standby?: string[];
}

/** The kinds of access. */
export type AccessKind = 'read' | 'readWrite' | 'database' | 'publish' | 'parameters' | 'secret' | 'statement';

/** What an `Access` consists of. */
export interface AccessFacts {
  readonly kind: AccessKind;
  readonly table?: TableSpec;
  readonly busName?: string;
  readonly secret?: SecretSpec;
  readonly actions?: string[];
  readonly resources?: SiteResources;
}

/**
 * What a function may do. Each region's function gets a role of its own with exactly these actions on resources of its own region, and the
 * environment that its code needs for it: docs/functions.md has both.
 */
export class Access {
  /** Reading a table and its indexes. The table is one of the service's. */
  public static read(table: TableSpec): Access {
    return new Access({ kind: 'read', table });
  }

  /** Reading and writing a table and its indexes. In the standby region the replica takes writes at any time. */
  public static readWrite(table: TableSpec): Access {
    return new Access({ kind: 'readWrite', table });
  }

  /**
   * The service's database: its endpoints, and the secret with its user. The function is attached to the network.
   *
   * A function in the standby region reads there, and can't write before the standby is promoted.
   */
  public static database(): Access {
    return new Access({ kind: 'database' });
  }

  /**
   * Putting events on a bus of the function's own region: one bus, which `EVENT_BUS_NAME` names. Another one is refused with DR338.
   *
   * @param busName the bus, which has this name in both regions; if left out, the service's bus in a `MultiRegionDr` with `events`, otherwise the account's `default` bus
   */
  public static publish(busName?: string): Access {
    return new Access({ kind: 'publish', busName });
  }

  /** Reading the parameters of the service in SSM, those under `/<service>/<environment>/`. */
  public static parameters(): Access {
    return new Access({ kind: 'parameters' });
  }

  /** Reading a secret of the service, in the function's own region. The secret is one of the service's `parameters`. */
  public static secret(secret: SecretSpec): Access {
    return new Access({ kind: 'secret', secret });
  }

  /**
   * Anything else: actions such as `s3:GetObject` on resources of each region. A `*` in an action, or alone as a resource, is refused with DR331 unless accepted.
   */
  public static statement(actions: string[], resources: SiteResources): Access {
    return new Access({ kind: 'statement', actions, resources });
  }

  /** @internal */
  public readonly _facts: AccessFacts;

  private constructor(facts: AccessFacts) {
    this._facts = facts;
  }
}
