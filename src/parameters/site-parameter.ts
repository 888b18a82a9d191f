// A parameter of a form that a plain text does not have: another value in each region, a list, a tier of its own.

/** How much a parameter may hold. */
export enum ParameterTier {
  /** Up to 4,096 bytes, without charge. */
  STANDARD = 'STANDARD',
  /** Up to 8,192 bytes, charged by the month. It cannot become a standard one again without being made anew. */
  ADVANCED = 'ADVANCED',
}

/** What a parameter may be told beside its value. */
export interface SiteParameterOptions {
  /**
   * How much it may hold. It is always stated, since an account may have another default.
   *
   * @default ParameterTier.STANDARD
   * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html
   */
  readonly tier?: ParameterTier;
  /**
   * What it is for, 1,024 characters at most.
   *
   * @default - none
   */
  readonly description?: string;
}

/** What a `SiteParameter` consists of. */
export interface SiteParameterFacts {
  readonly kind: 'same' | 'perSite' | 'stringList';
  readonly primary?: string;
  readonly standby?: string;
  readonly items?: string[];
  readonly options?: SiteParameterOptions;
}

/**
 * The value of a parameter that both regions have under one name. Values may be tokens, of the region that they are for or of neither.
 *
 * A `SecureString` is not offered: its value would be in the Terraform state. Secrets are `SecretSpec`s.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
 */
export class SiteParameter {
  /** One value for both regions. */
  public static same(value: string, options?: SiteParameterOptions): SiteParameter {
    return new SiteParameter({ kind: 'same', primary: value, standby: value, options });
  }

  /** A value for each region. A token must be of its own region: the other one may be down. */
  public static perSite(primary: string, standby: string, options?: SiteParameterOptions): SiteParameter {
    return new SiteParameter({ kind: 'perSite', primary, standby, options });
  }

  /** A `StringList`, the same in both regions: one item or more, none of them empty or with a comma. */
  public static stringList(items: string[], options?: SiteParameterOptions): SiteParameter {
    return new SiteParameter({ kind: 'stringList', items, options });
  }

  /** @internal */
  public readonly _facts: SiteParameterFacts;

  private constructor(facts: SiteParameterFacts) {
    this._facts = facts;
  }
}
