// Monitoring by itself, for tests of what it becomes.

import {
  AlarmReceiver, DrMonitoring, DrMonitoringProps, MonitoringProps, MonitoringTarget, SitesProps,
} from '../../src';
import { newSites, quietly, templateOf } from '../support/synth';
import type { Block, Template } from '../support/template';

export const [EAST, WEST] = ['us-east-1', 'us-west-2'];
export const MAIL = AlarmReceiver.email('duty@example.com');
export const both = (what: string) => ({ primary: `${what}-one`, standby: `${what}-two` });

/** Everything that can be watched. */
export const TARGETS: MonitoringTarget[] = [
  MonitoringTarget.database(both('cluster')),
  MonitoringTarget.table('orders', both('table')),
  MonitoringTarget.lambdaFunction('api', both('function'), { timeoutSeconds: 30, readsStream: true, idleInStandby: true }),
  MonitoringTarget.queue('jobs', both('queue')),
  MonitoringTarget.deadLetters('jobs-failed', both('failed')),
  MonitoringTarget.rule('nightly', both('rule')),
  MonitoringTarget.rule('placed', both('custom'), 'shop'),
  MonitoringTarget.httpApi('http', both('api')),
  MonitoringTarget.certificate('http', both('certificate')),
  MonitoringTarget.backupVault('daily', both('vault')),
  MonitoringTarget.endpointChecks(both('check')),
  MonitoringTarget.failoverSwitch('switch-check'),
];

/** Makes monitoring, and what it becomes. */
export function made(monitoring: MonitoringProps = {}, props: Partial<DrMonitoringProps> = {}, sitesProps: Partial<SitesProps> = {}) {
  const { stack, sites } = quietly(() => newSites(sitesProps));
  const built = quietly(() => new DrMonitoring(stack, 'Monitoring', {
    sites,
    monitoring: { ...(monitoring.existingTopics || monitoring.actions ? {} : { receivers: [MAIL] }), ...monitoring },
    targets: TARGETS,
    ...props,
  }));
  return { monitoring: built, template: templateOf(stack) };
}

/** With the account and the partition of its own scope in place of their data sources. */
export const plain = (value: unknown): any => JSON.parse(JSON.stringify(value)
  .replace(/\$\{data\.aws_caller_identity\.\w+\.account_id\}/g, '111122223333').replace(/\$\{data\.aws_partition\.\w+\.partition\}/g, 'aws'));

/** The alarms of a kind, as their names have it. */
export function alarms(template: Template, name: string): Block[] {
  return template.all('aws_cloudwatch_metric_alarm').filter(({ body }) => body.alarm_name.startsWith(`orders-prod-${name}-`) || body.alarm_name === name);
}
