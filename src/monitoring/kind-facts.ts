// What is known of a kind of alarm.

import type { AlarmKind, AlarmSeverity } from './kind';
import type { AlarmThresholds } from './props';

/** One metric of AWS's. */
export interface MetricFacts {
  readonly metricName: string;
  readonly statistic: string;
  /** Dimensions beside those of the kind. */
  readonly moreDimensions?: string[];
}

/** When an alarm rings. */
export interface ThresholdFacts {
  /** The property that changes it for all alarms of the kind. */
  readonly property?: keyof AlarmThresholds;
  readonly usual: number;
  /** The unit that users give it in. */
  readonly unit: string;
  /** What a value is multiplied with to be in the unit of the metric. */
  readonly factor: number;
  readonly least: number;
  readonly most: number;
  /** Why it is as it is. */
  readonly reason: string;
  /** Whether half of the recovery point objective is taken where that is less. */
  readonly byObjective?: boolean;
}

/** What a composite alarm makes of a kind. */
export type Signal = 'users' | 'work' | 'data';

/** A kind of alarm. */
export interface KindFacts {
  readonly kind: AlarmKind;
  readonly severity: AlarmSeverity;
  readonly namespace: string;
  readonly dimensions: string[];
  /** The metrics, by their ids in `expression` where there is one; else the only one. */
  readonly metrics: Record<string, MetricFacts>;
  readonly expression?: string;
  readonly comparison: 'above' | 'below';
  readonly threshold: ThresholdFacts;
  /** The shortest period that the metric has a value for. */
  readonly shortestPeriodSeconds: number;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly missingData: 'breaching' | 'notBreaching' | 'ignore';
  readonly signal?: Signal;
  /** What has happened, in the description of the alarm. `{}` stands for what is watched, and the region follows. */
  readonly tells: string;
  readonly why: string;
  readonly todo: string;
  readonly source: string;
}
