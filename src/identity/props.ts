// What a user says of the people who fail over.

import type { SiteValues } from '../sites/site';

/**
 * Who may fail over and who may look, through two IAM roles of the account.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export interface OperatorProps {
  /**
   * The ARNs of the IAM users and roles that may become operators, of any account of the partition. They must exist: AWS refuses a trust policy that
   * names others. May be tokens. Refused are `*`, services, groups and sessions (DR400); a whole account is unsafe (DR401).
   *
   * @default - needed, unless both roles are there already
   */
  readonly trustedPrincipalArns?: string[];
  /**
   * The ARNs of the IAM users and roles that may become observers, under the same limits.
   *
   * @default - those of `trustedPrincipalArns`
   */
  readonly observerPrincipalArns?: string[];
  /**
   * Whether both roles ask for MFA. AWS knows of MFA only where an IAM user shows it: in the session of a role, of a federated user or of IAM Identity
   * Center there is none, so a role among the principals cannot get in (DR402). Set `false` for roles, and require MFA where people sign in (DR403).
   *
   * @default true
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
   */
  readonly requireMfa?: boolean;
  /**
   * Minutes that a session of either role lasts at most, 60 to 720. Who comes from another role gets 60 at most (DR405).
   *
   * @default 60
   */
  readonly sessionMinutes?: number;
  /**
   * The ARN of a role of yours in place of the operators'. Nothing is added to it. May be a token.
   *
   * @default - made
   */
  readonly operatorRoleArn?: string;
  /**
   * The ARN of a role of yours in place of the observers'. Nothing is added to it. May be a token.
   *
   * @default - made
   */
  readonly observerRoleArn?: string;
}

/** A database that operators fail over. */
export interface OperatorDatabaseProps {
  /** The identifier of the global cluster. May be a token. */
  readonly globalClusterIdentifier: string;
  /** The identifier of the cluster in each region. May be tokens. */
  readonly clusterIdentifiers: SiteValues;
}

/** What an `OperatorTarget` consists of. */
export interface TargetFacts {
  readonly kind: 'database' | 'table' | 'consumer' | 'rule' | 'archive' | 'switch' | 'activeRegion' | 'vaults';
  readonly globalClusterIdentifier?: string;
  /** What it is called in each region; left out for a switch. */
  readonly names?: SiteValues;
  readonly busName?: string;
  /** The role that AWS Backup works with. */
  readonly roleArn?: string;
}

/** Something that operators see, and that a failover may have to change. */
export class OperatorTarget {
  /** An Aurora global database: seen, switched over and failed over. */
  public static database(props: OperatorDatabaseProps): OperatorTarget {
    return new OperatorTarget({ kind: 'database', globalClusterIdentifier: props.globalClusterIdentifier, names: props.clusterIdentifiers });
  }

  /** A DynamoDB table by its name in each region: seen. */
  public static table(tableNames: SiteValues): OperatorTarget {
    return new OperatorTarget({ kind: 'table', names: tableNames });
  }

  /** A Lambda function by its name in each region: its event source mappings are seen, turned on and off. */
  public static consumer(functionNames: SiteValues): OperatorTarget {
    return new OperatorTarget({ kind: 'consumer', names: functionNames });
  }

  /** An EventBridge rule by its name in each region: seen, turned on and off. `busName` is left out for the default bus. */
  public static rule(ruleNames: SiteValues, busName?: string): OperatorTarget {
    return new OperatorTarget({ kind: 'rule', names: ruleNames, busName });
  }

  /**
   * The archives of a bus by their names in each region, such as the `archiveNames` and the `busName` of a `CrossRegionEventBus`: seen, and replayed to
   * the bus. Names of replays must begin with the archive's name and a hyphen.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html
   */
  public static eventArchive(archiveNames: SiteValues, busName: string): OperatorTarget {
    return new OperatorTarget({ kind: 'archive', names: archiveNames, busName });
  }

  /**
   * The failover switch of the `FailoverDns` that is made with the same `Sites`, in this stack or another one: seen, thrown and taken back.
   */
  public static failoverSwitch(): OperatorTarget {
    return new OperatorTarget({ kind: 'switch' });
  }

  /** The parameter that tells which region serves users, the same name in both regions (`MultiRegionParameters.activeRegionName`): seen and written. */
  public static activeRegion(parameterName: string): OperatorTarget {
    return new OperatorTarget({ kind: 'activeRegion', names: { primary: parameterName, standby: parameterName } });
  }

  /** The vaults of a `CrossRegionBackup` and its role: backups are seen, made, copied and restored. */
  public static vaults(vaultNames: SiteValues, roleArn: string): OperatorTarget {
    return new OperatorTarget({ kind: 'vaults', names: vaultNames, roleArn });
  }

  private readonly facts: TargetFacts;

  private constructor(facts: TargetFacts) {
    this.facts = facts;
  }

  /** @internal */
  public get _facts(): TargetFacts {
    return this.facts;
  }
}
