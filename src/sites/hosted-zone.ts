// A Route 53 zone that is there already.

/**
 * A public Route 53 hosted zone that is there already.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html
 */
export class HostedZone {
  /** The zone of a name, such as `example.com`. It is looked up when Terraform plans. */
  public static fromName(zoneName: string): HostedZone {
    return new HostedZone(zoneName, undefined);
  }

  /** The zone with an id, such as `Z0123456789ABCDEFGHIJ`, and the name that it has. The id may be a token. */
  public static fromId(zoneId: string, zoneName: string): HostedZone {
    return new HostedZone(zoneName, zoneId);
  }

  /** The name of the zone. */
  public readonly zoneName: string;
  /**
   * The id of the zone.
   *
   * @default - looked up
   */
  public readonly zoneId?: string;

  private constructor(zoneName: string, zoneId: string | undefined) {
    this.zoneName = zoneName;
    this.zoneId = zoneId;
  }
}
