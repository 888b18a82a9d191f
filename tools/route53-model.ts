// How Route 53 answers, as far as its documentation tells, over synthesized records and health checks.
//
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
// https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html (Failover)
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
// It is a model: what resolvers keep, and the minute or so until a check changes its state, are not in it.

type Json = Record<string, any>;
type Role = 'primary' | 'standby';

/** What is the case in the world. */
export interface World {
  /** Whether the object of the failover switch is there. */
  readonly thrown: boolean;
  /** Whether the endpoint of each region answers health checks, or a prober in the other region that publishes a metric. */
  readonly healthy: Record<Role, boolean>;
  /** The region that is lost; nothing in it answers. */
  readonly lost?: Role;
}

/** A health check in some world. */
export interface CheckState {
  /** The construct that it is. */
  readonly what: string;
  readonly healthy: boolean;
}

/** The records and checks of one host name in the Terraform JSON of its stack. */
export class Route53Model {
  private readonly regions: Record<Role, string>;

  /** `regions` are those of the service. */
  constructor(private readonly json: Json, private readonly hostName: string, [primary, standby]: [string, string]) {
    this.regions = { primary, standby };
  }

  /** The regions that may be answered, in order. */
  answers(world: World): string[] {
    const records = this.records();
    const isHealthy = (record: Json) => record.health_check_id === undefined || this.check(record.health_check_id, world);
    if (records.length === 1) return [this.regions.primary];
    const named = (all: Json[]) => all.map(record => record.set_identifier as string).sort();
    if (records[0].latency_routing_policy !== undefined) {
      const healthy = records.filter(isHealthy);
      // Where all are unhealthy, all count as healthy.
      return named(healthy.length === 0 ? records : healthy);
    }
    const of = (kind: string) => records.find(record => record.failover_routing_policy.type === kind)!;
    const [first, second] = [of('PRIMARY'), of('SECONDARY')];
    return named([isHealthy(first) || !isHealthy(second) ? first : second]);
  }

  /** Every health check of the stack. */
  checks(world: World): CheckState[] {
    return Object.entries<Json>(this.json.resource.aws_route53_health_check ?? {}).map(([name, body]) => ({
      what: body['//'].metadata.path.split('/').pop(), healthy: this.check(`aws_route53_health_check.${name}`, world),
    }));
  }

  /** The records of the host name, of IPv4 or CNAME. */
  private records(): Json[] {
    return Object.values<Json>(this.json.resource.aws_route53_record ?? {}).filter(record => record.name === this.hostName && record.type !== 'AAAA');
  }

  private check(reference: string, world: World): boolean {
    const name = /aws_route53_health_check\.(\w[\w-]*)/.exec(reference)?.[1] ?? '';
    const body: Json = this.json.resource.aws_route53_health_check[name];
    if (body === undefined) throw new Error(`no health check ${reference}`);
    if (body.disabled === true) return true;
    const healthy = this.isHealthy(body, world);
    return body.invert_healthcheck === true ? !healthy : healthy;
  }

  private isHealthy(body: Json, world: World): boolean {
    switch (body.type) {
      case 'CALCULATED': return body.child_healthchecks.filter((child: string) => this.check(child, world)).length >= body.child_health_threshold;
      case 'CLOUDWATCH_METRIC': return this.followsMetric(body, world);
      default: return this.answersTo(body, world);
    }
  }

  // The alarm of a metric is never asked for its state: Route 53 looks at the values, with what it copied of the alarm.
  private followsMetric({ cloudwatch_alarm_name: reference, insufficient_data_health_status: whenMissing }: Json, world: World): boolean {
    const name = /aws_cloudwatch_metric_alarm\.(\w[\w-]*)/.exec(reference)?.[1] ?? '';
    const keptIn = this.regionOf(this.json.resource.aws_cloudwatch_metric_alarm[name]);
    const [watched, watching] = keptIn === this.regions.standby ? ['primary', 'standby'] as const : ['standby', 'primary'] as const;
    if (world.lost !== watching) return world.healthy[watched] && world.lost !== watched;
    // The last known state is the one before the loss, which is taken to be that of the endpoint.
    return whenMissing === 'LastKnownStatus' ? world.healthy[watched] : whenMissing === 'Healthy';
  }

  private answersTo({ fqdn, resource_path: path }: Json, world: World): boolean {
    const bucket = /aws_s3_bucket\.(\w[\w-]*)/.exec(fqdn)?.[1];
    if (bucket !== undefined) {
      const region = this.regionOf(this.json.resource.aws_s3_bucket[bucket]);
      const isLost = world.lost !== undefined && this.regions[world.lost] === region;
      return !isLost && (path === '/switch' ? world.thrown : this.hasObject(path));
    }
    const role = (['primary', 'standby'] as const).find(one => fqdn.startsWith(`${this.regions[one]}.`));
    if (role === undefined) throw new Error(`nothing known of ${fqdn}`);
    return world.healthy[role] && world.lost !== role;
  }

  private hasObject(path: string): boolean {
    return Object.values<Json>(this.json.resource.aws_s3_object ?? {}).some(one => `/${one.key}` === path);
  }

  private regionOf({ provider }: Json): string {
    return this.json.provider.aws.find((one: Json) => `aws.${one.alias}` === provider).region;
  }
}

/** Every world that differs in what may be answered. */
export const WORLDS: World[] = [undefined, 'primary' as const, 'standby' as const].flatMap(lost => [true, false].flatMap(primary => [true, false].flatMap(standby =>
  [false, true].map(thrown => ({ thrown, healthy: { primary, standby }, lost })))))
  .filter(({ lost, healthy }) => lost === undefined || !healthy[lost]);
