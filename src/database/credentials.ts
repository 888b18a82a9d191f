// Who the master user is and where its password comes from.

/** The master user of a generated secret. */
export interface GeneratedCredentialsProps {
  /**
   * The name of the master user: 1 to 16 letters and digits, a letter first, no word that the engine reserves. It cannot be changed later.
   *
   * @default dbadmin
   */
  readonly username?: string;
}

/** Secrets that are there already. */
export interface SecretArnsProps {
  /** The ARN of the secret in the primary region: JSON with a key `password`. May be a token. */
  readonly primary: string;
  /**
   * The ARN of the same secret in the standby region, as a rule a replica of the first. May be a token.
   *
   * @default - needed, unless the strategy is BACKUP_RESTORE
   */
  readonly standby?: string;
  /**
   * The name of the master user, the one in the secret: 1 to 16 letters and digits, a letter first. It cannot be changed later.
   *
   * @default dbadmin
   */
  readonly username?: string;
}

/**
 * Where the password of the master user comes from. It is never in the Terraform state, which takes Terraform 1.11 or newer.
 *
 * The password that RDS itself manages is not offered: a global database does not support it.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/rds-secrets-manager.html
 */
export class Credentials {
  /** A secret is made with a random password and replicated to the standby region. */
  public static generated(props?: GeneratedCredentialsProps): Credentials {
    return new Credentials(props ?? {}, undefined);
  }

  /** Secrets of your own. */
  public static fromSecretArns(props: SecretArnsProps): Credentials {
    return new Credentials(undefined, props);
  }

  /** What `generated` was given. */
  public readonly generatedProps?: GeneratedCredentialsProps;
  /** What `fromSecretArns` was given. */
  public readonly secretArnsProps?: SecretArnsProps;

  private constructor(generatedProps: GeneratedCredentialsProps | undefined, secretArnsProps: SecretArnsProps | undefined) {
    this.generatedProps = generatedProps;
    this.secretArnsProps = secretArnsProps;
  }
}
