// What a user says of a table.

/** The kinds of attribute that a key can have, as DynamoDB spells them. */
export type AttributeKind = 'S' | 'N' | 'B';

/**
 * An attribute that is part of a key. Other attributes are not declared.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.CoreComponents.html
 */
export class Attribute {
  /** A string. */
  public static string(attributeName: string): Attribute {
    return new Attribute(attributeName, 'S');
  }

  /** A number. */
  public static number(attributeName: string): Attribute {
    return new Attribute(attributeName, 'N');
  }

  /** Bytes. */
  public static binary(attributeName: string): Attribute {
    return new Attribute(attributeName, 'B');
  }

  /** Its name, 1 to 255 bytes. */
  public readonly attributeName: string;
  /** `S`, `N` or `B`. */
  public readonly attributeType: string;

  private constructor(attributeName: string, attributeType: AttributeKind) {
    this.attributeName = attributeName;
    this.attributeType = attributeType;
  }
}

/**
 * The attributes that an index holds beside the keys.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.Projections
 */
export class Projection {
  /** All attributes. */
  public static everything(): Projection {
    return new Projection('ALL', []);
  }

  /** The keys of the table and the index alone. */
  public static keysOnly(): Projection {
    return new Projection('KEYS_ONLY', []);
  }

  /** The keys and these attributes, 1 to 20; at most 100 over all indexes of a table. */
  public static include(attributeNames: string[]): Projection {
    return new Projection('INCLUDE', attributeNames);
  }

  /** `ALL`, `KEYS_ONLY` or `INCLUDE`. */
  public readonly projectionType: string;
  /** The attributes of an `INCLUDE`. */
  public readonly nonKeyAttributes: string[];

  private constructor(projectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE', nonKeyAttributes: string[]) {
    this.projectionType = projectionType;
    this.nonKeyAttributes = nonKeyAttributes;
  }
}

/** What a global secondary index consists of. */
export interface GlobalIndexProps {
  /** The partition key. */
  readonly partitionKey: Attribute;
  /**
   * The sort key.
   *
   * @default - none
   */
  readonly sortKey?: Attribute;
  /**
   * The attributes it holds.
   *
   * @default Projection.everything()
   */
  readonly projection?: Projection;
}

/**
 * A global secondary index. It exists in both regions.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
 */
export class GlobalIndex {
  /** Its name: 3 to 255 letters, digits and `_.-`. */
  public readonly indexName: string;
  /** What it consists of. */
  public readonly props: GlobalIndexProps;

  public constructor(indexName: string, props: GlobalIndexProps) {
    this.indexName = indexName;
    this.props = props;
  }
}

/** What a local secondary index consists of. */
export interface LocalIndexProps {
  /** The sort key. The partition key is the table's. */
  readonly sortKey: Attribute;
  /**
   * The attributes it holds.
   *
   * @default Projection.everything()
   */
  readonly projection?: Projection;
}

/**
 * A local secondary index: another sort key for the table's partition key. It can be made with the table only, never added.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html
 */
export class LocalIndex {
  /** Its name: 3 to 255 letters, digits and `_.-`. */
  public readonly indexName: string;
  /** What it consists of. */
  public readonly props: LocalIndexProps;

  public constructor(indexName: string, props: LocalIndexProps) {
    this.indexName = indexName;
    this.props = props;
  }
}

/**
 * How the replicas of a table agree.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
 */
export enum TableConsistency {
  /** Replicas follow, as a rule within a second; there is no promise. The last writer wins, and conflicts are not logged. */
  EVENTUAL = 'EVENTUAL',
  /** A write is in a second region before it is acknowledged (MRSC). Three regions of one set, no TTL, no local indexes, no transactions. */
  STRONG = 'STRONG',
}

/**
 * What a stream record holds.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_StreamSpecification.html
 */
export enum StreamView {
  /** The item before and after. */
  NEW_AND_OLD_IMAGES = 'NEW_AND_OLD_IMAGES',
  /** The item after. */
  NEW_IMAGE = 'NEW_IMAGE',
  /** The item before. */
  OLD_IMAGE = 'OLD_IMAGE',
  /** The key alone. */
  KEYS_ONLY = 'KEYS_ONLY',
}

/** What a table consists of. */
export interface TableSpecProps {
  /**
   * The partition key.
   *
   * @default - needed, unless `existingName` is set
   */
  readonly partitionKey?: Attribute;
  /**
   * The sort key.
   *
   * @default - none
   */
  readonly sortKey?: Attribute;
  /**
   * Global secondary indexes, at most 20.
   *
   * @default - none
   */
  readonly indexes?: GlobalIndex[];
  /**
   * Local secondary indexes, at most 5. They need a sort key on the table.
   *
   * @default - none
   */
  readonly localIndexes?: LocalIndex[];
  /**
   * The attribute that holds, in seconds since 1970, when an item expires.
   *
   * @default - items don't expire
   */
  readonly ttlAttribute?: string;
  /**
   * What the table's stream holds. The replication of an eventually consistent table needs NEW_AND_OLD_IMAGES.
   *
   * @default StreamView.NEW_AND_OLD_IMAGES, with strong consistency no stream
   */
  readonly stream?: StreamView;
  /**
   * How the replicas agree. It cannot be changed later.
   *
   * @default TableConsistency.EVENTUAL
   */
  readonly consistency?: TableConsistency;
  /**
   * The third region of a strongly consistent table. It keeps the replicated changes, cannot be read, and costs less than a replica.
   *
   * @default - needed with strong consistency, refused without
   */
  readonly witnessRegion?: string;
  /**
   * The name of a global table that is there already, with a replica in both regions. May be a token. It is wired, not made; nothing else may be set.
   *
   * @default - the table is made
   */
  readonly existingName?: string;
}

/**
 * A DynamoDB table that a service keeps in both regions: on demand, encrypted with a key of each region, with point-in-time
 * recovery and deletion protection on every replica.
 */
export class TableSpec {
  /** What the service calls it, such as `orders`: lower-case letters, digits and single hyphens. */
  public readonly tableName: string;
  /** What it consists of. */
  public readonly props: TableSpecProps;

  public constructor(tableName: string, props: TableSpecProps) {
    this.tableName = tableName;
    this.props = props;
  }
}
