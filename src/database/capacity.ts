// How large the instances of a cluster are, and how many there are.

/** How far instances grow and shrink. */
export interface ServerlessCapacityProps {
  /**
   * The least capacity of each instance in Aurora capacity units (ACU, about 2 GiB of memory each), in steps of 0.5. At least 0.5: the
   * primary of a global database does not pause. AWS recommends 8 for the primary of a global database under load.
   *
   * @default 0.5
   */
  readonly minAcu?: number;
  /**
   * The most capacity of each instance in ACU, in steps of 0.5, 1 to 256. It decides how many connections are possible.
   *
   * @default 8
   */
  readonly maxAcu?: number;
  /**
   * How many instances: a writer and readers; in the standby region readers. 1 to 15 in the primary region, 1 to 16 in the standby.
   *
   * @default 2 in the primary region, so that the loss of a zone is no reason to leave the region; 1 in the standby, as many as in the primary with ACTIVE_ACTIVE
   */
  readonly instanceCount?: number;
}

/** Instances of a fixed size. */
export interface ProvisionedCapacityProps {
  /**
   * The class of all instances, such as `db.r7g.large`. Memory-optimised (`db.r...`, `db.x...`): a global database takes no other.
   */
  readonly instanceClass: string;
  /**
   * How many instances: a writer and readers; in the standby region readers. 1 to 15 in the primary region, 1 to 16 in the standby.
   *
   * @default 2 in the primary region, so that the loss of a zone is no reason to leave the region; 1 in the standby, as many as in the primary with ACTIVE_ACTIVE
   */
  readonly instanceCount?: number;
}

/**
 * The capacity of the cluster in one region.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html
 */
export class Capacity {
  /** Instances that grow and shrink with the load (Aurora Serverless v2). */
  public static serverless(props?: ServerlessCapacityProps): Capacity {
    return new Capacity(props ?? {}, undefined);
  }

  /** Instances of one class. */
  public static provisioned(props: ProvisionedCapacityProps): Capacity {
    return new Capacity(undefined, props);
  }

  /** What `serverless` was given. */
  public readonly serverlessProps?: ServerlessCapacityProps;
  /** What `provisioned` was given. */
  public readonly provisionedProps?: ProvisionedCapacityProps;

  private constructor(serverlessProps: ServerlessCapacityProps | undefined, provisionedProps: ProvisionedCapacityProps | undefined) {
    this.serverlessProps = serverlessProps;
    this.provisionedProps = provisionedProps;
  }
}
