// The engine of a database: PostgreSQL or MySQL, each in one version for both regions.

/**
 * The engine of a database and its version. Both regions run the same version: a switchover needs that.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.Aurora_Fea_Regions_DB-eng.Feature.GlobalDatabase.html
 */
export class DatabaseEngine {
  /**
   * Aurora PostgreSQL. The version has a major and a minor number, such as `16.8`; `16` alone is refused, since AWS would answer
   * with more than was asked for and every plan would want an upgrade. 14 or newer, or 13.3, 12.4, 11.9.
   */
  public static auroraPostgresql(version: string): DatabaseEngine {
    return new DatabaseEngine('aurora-postgresql', version, familyOf('aurora-postgresql', version, 1), 5432);
  }

  /**
   * Aurora MySQL. The version is the whole of AWS's own, such as `8.0.mysql_aurora.3.08.0` or `8.4.mysql_aurora.8.4.7`; `8.0` alone is refused.
   */
  public static auroraMysql(version: string): DatabaseEngine {
    return new DatabaseEngine('aurora-mysql', version, familyOf('aurora-mysql', version, 2), 3306);
  }

  /** `aurora-postgresql` or `aurora-mysql`. */
  public readonly engineName: string;
  /** The version. */
  public readonly version: string;
  /** The family of its parameter groups, such as `aurora-postgresql16`. */
  public readonly family: string;
  /** The port it listens on: 5432 or 3306. */
  public readonly port: number;

  private constructor(engineName: string, version: string, family: string, port: number) {
    this.engineName = engineName;
    this.version = version;
    this.family = family;
    this.port = port;
  }
}

// The version may be anything until it is planned.
function familyOf(engineName: string, version: string, numbers: number): string {
  return typeof version === 'string' ? `${engineName}${version.split('.').slice(0, numbers).join('.')}` : engineName;
}
