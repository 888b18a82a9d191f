// What tells of a region's health where health checkers cannot ask: a metric of CloudWatch.

/** What is made of the values of a period. There is nothing else that a health check can copy: no percentiles. */
export enum SignalStatistic {
  /** Their average. */
  AVERAGE = 'Average',
  /** The smallest. */
  MINIMUM = 'Minimum',
  /** The greatest. */
  MAXIMUM = 'Maximum',
  /** Their sum. */
  SUM = 'Sum',
  /** How many there are. */
  SAMPLE_COUNT = 'SampleCount',
}

/** How the statistic of a period is compared with the threshold. */
export enum SignalComparison {
  /** Sick below it. */
  LESS_THAN_THRESHOLD = 'LessThanThreshold',
  /** Sick at it and below. */
  LESS_THAN_OR_EQUAL_TO_THRESHOLD = 'LessThanOrEqualToThreshold',
  /** Sick above it. */
  GREATER_THAN_THRESHOLD = 'GreaterThanThreshold',
  /** Sick at it and above. */
  GREATER_THAN_OR_EQUAL_TO_THRESHOLD = 'GreaterThanOrEqualToThreshold',
}

/** What a region counts as while no values come. */
export enum MissingSignal {
  /** Healthy. Right for a prober in the other region: without values that region is the one that is gone. */
  HEALTHY = 'Healthy',
  /**
   * Sick. Refused with DR530, unless accepted, where a record follows it: the loss of the other region, which keeps the metric, would lead users
   * there. Right for values that the watched region itself sends to the other one, which stop with it.
   */
  UNHEALTHY = 'Unhealthy',
  /** What it counted as before. Meant for gaps: AWS advises against it where values stay away for hours. Needs `publishedEveryPeriod`. */
  LAST_KNOWN_STATUS = 'LastKnownStatus',
}

/** A metric that tells whether a region is sick. It is published in the **other** region, to the account of the sites. */
export interface MetricSignalProps {
  /**
   * The namespace of the metric, 1 to 255 characters, no colon first. May be a token. One of AWS's own (`AWS/...`) is refused with DR531 unless
   * accepted: AWS publishes what it measures in the region that it measures, which is not where this is looked for.
   */
  readonly namespace: string;
  /** The name of the metric, 1 to 255 characters. May be a token. */
  readonly metricName: string;
  /**
   * The dimensions of the metric, at most 10, names and values of 1 to 255 characters. Values may be tokens.
   *
   * @default - none
   */
  readonly dimensions?: Record<string, string>;
  /** What is made of the values of a period. */
  readonly statistic: SignalStatistic;
  /** When the region is sick: how the statistic is compared with `threshold`. */
  readonly comparison: SignalComparison;
  /** What the statistic is compared with. */
  readonly threshold: number;
  /**
   * Seconds of a period: 60 or a multiple of it, at most a day. Metrics of high resolution can't be used.
   *
   * @default 60
   */
  readonly periodSeconds?: number;
  /**
   * How many periods in a row must be sick, 1 or more. Together they last a day at most, or seven days with periods of an hour or more.
   *
   * @default 3
   */
  readonly evaluationPeriods?: number;
  /** What the region counts as while no values come. There is no default: it depends on who publishes. */
  readonly whenMissing: MissingSignal;
  /**
   * States that a value is published in every period, also when nothing happens, for as long as the publisher runs.
   *
   * @default false
   */
  readonly publishedEveryPeriod?: boolean;
}

/**
 * What tells whether a region is healthy, in place of health checkers, which reach the public internet alone.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-private-hosted-zones.html
 */
export class HealthSignal {
  /**
   * A metric of CloudWatch, kept in the other region: an alarm about a region that lies in it goes blind with it. An alarm is made there, and a
   * health check that has its settings; Route 53 looks at the values itself, so `SetAlarmState` moves nobody.
   *
   * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
   */
  public static metric(props: MetricSignalProps): HealthSignal {
    return new HealthSignal(props);
  }

  private readonly props: MetricSignalProps;

  private constructor(props: MetricSignalProps) {
    this.props = props;
  }

  /** @internal */
  public get _props(): MetricSignalProps {
    return this.props;
  }
}
