// What is refused of targets that a user names.

import { Severity } from '../plan/problem';
import type { RuleFacts } from '../plan/rule';

export const TARGET_NAME: RuleFacts = {
  code: 'DR670',
  severity: Severity.IMPOSSIBLE,
  title: 'A target of monitoring with a name that alarms cannot be named after',
  source: 'API.md#MonitoringTarget',
};

export const TARGET_TWICE: RuleFacts = {
  code: 'DR671',
  severity: Severity.IMPOSSIBLE,
  title: 'Two targets of monitoring of one kind and name, whose alarms would be the same',
  source: 'API.md#MonitoringTarget',
};

export const NOTHING_WATCHED: RuleFacts = {
  code: 'DR678',
  severity: Severity.RISK,
  title: 'Monitoring of nothing: topics and dashboards without an alarm',
  source: 'docs/monitoring.md',
};

export const targetRules: RuleFacts[] = [TARGET_NAME, TARGET_TWICE, NOTHING_WATCHED];
