import { Lazy } from 'cdktf';
import { CrossRegionEventBus, EventReplication, EventsProps, SitesProps, Strategy } from '../../src';
import { show } from '../../src/plan/reader';
import { newSites, quietly, refusal, refusalCodes, templateOf, written } from '../support/synth';

interface Case {
  readonly what: string;
  readonly events: object;
  readonly sites?: Partial<SitesProps>;
  /** Path below `events`, and message. */
  readonly says: string;
  /** What is close to it, and right. */
  readonly fits?: object;
}

const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const { none, globalEndpoint, forwardBothWays, forwardToStandby } = {
  none: () => ({ replication: EventReplication.none() }),
  globalEndpoint: (arn?: string) => ({ replication: EventReplication.globalEndpoint(arn) }),
  forwardBothWays: (...sources: string[]) => ({
    replication: EventReplication.forwardBothWays(sources), alarmActionArns: { primary: TOKEN, standby: TOKEN },
  }),
  forwardToStandby: (...sources: string[]) => ({ replication: EventReplication.forwardToStandby(sources), alarmActionArns: { primary: TOKEN } }),
};
const CHECK = 'arn:aws:route53:::healthcheck/01234567-89ab-cdef-0123-456789abcdef';
const TOPIC = (region: string) => `arn:aws:sns:${region}:111122223333:duty`;
const ACTIONS = [
  TOKEN, 'arn:aws:lambda:us-east-1:111122223333:function:tell:live', 'arn:aws:ssm:us-east-1:111122223333:opsitem:2#CATEGORY=Availability',
  'arn:aws:ssm-incidents::111122223333:response-plan/orders', 'arn:aws:ssm-incidents::111122223333:responseplan/orders',
  'arn:aws:aiops:us-east-1:111122223333:investigation-group/orders', 'arn:aws:aiops:us-east-1:111122223333:investigation-group:orders',
];
const BOTH_TOPICS = { primary: TOPIC('us-east-1'), standby: TOPIC('us-west-2') };
const many = (count: number) => [...Array(count).keys()].map(number => `shop.orders.${String(number).padStart(3, '0')}`);
const CHINA = { primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } };
const BACKUP = { strategy: Strategy.BACKUP_RESTORE, acceptedRisks: { DR018: 'another team copies backups' } };

const CASES: Record<string, Case[]> = {
  DR001: [
    { what: 'forwarding without a list', events: { replication: EventReplication.forwardBothWays(undefined as any) }, says: 'replication.sources: nothing given' },
    { what: 'actions for the standby alone', events: { ...forwardBothWays('orders'), alarmActionArns: { standby: TOPIC('us-west-2') } }, says: 'alarmActionArns.primary: nothing given' },
  ],
  DR002: [
    { what: 'a source that is a token', events: forwardBothWays(TOKEN), says: 'replication.sources[0]: a token given' },
  ],
  DR003: [
    { what: 'a replication by its name', events: { replication: 'forwardBothWays' }, says: "replication: 'forwardBothWays' given, an EventReplication needed" },
    { what: 'half a day', events: { archiveDays: 0.5 }, says: 'archiveDays: 0.5 given, a whole number needed' },
  ],
  DR004: [
    { what: 'an endpoint beside forwarding', events: { ...forwardBothWays('orders'), globalEndpoint: true }, says: 'globalEndpoint: no such property; known are replication, archiveDays, alarmActionArns, fedFromOtherRegions' },
  ],
  DR550: [
    { what: 'forwarding of nothing', events: forwardBothWays(), says: 'replication.sources: no source given, at least one needed', fits: forwardBothWays('orders') },
    { what: 'forwarding of nothing to the standby', events: forwardToStandby(), says: 'replication.sources: no source given' },
  ],
  DR551: [{ what: 'events of AWS', events: forwardBothWays('orders', 'aws.ec2'), says: "replication.sources[1]: 'aws.ec2' given, a source that does not begin with 'aws.' needed", fits: forwardBothWays('aws-orders') }],
  DR552: ['', ' orders', 'orders '].map(source => ({ what: `the source '${source}'`, events: forwardBothWays(source), says: `replication.sources[0]: '${source}' given, characters without spaces around them`, fits: forwardBothWays('the orders') })),
  DR553: [{ what: 'more sources than a pattern holds', events: forwardBothWays(...many(120)), says: 'replication.sources: a pattern of 2285 characters given by 120 sources, at most 2048 possible', fits: forwardBothWays(...many(100)) }],
  DR554: [{ what: 'forwarding in China', events: { ...forwardBothWays('orders') }, sites: CHINA, says: "replication: forwardBothWays given with cn-north-1, which is in the partition 'aws-cn'; one of aws, aws-us-gov needed", fits: none() }],
  DR555: [{ what: 'a global endpoint where there is none', events: globalEndpoint(CHECK), sites: { standby: { region: 'af-south-1' } }, says: 'replication: globalEndpoint given with af-south-1, one of us-east-1', fits: forwardBothWays('orders') }],
  DR556: [{ what: 'an archive where there is none', events: {}, sites: { standby: { region: 'ca-west-1' } }, says: 'archiveDays: 7 given with ca-west-1, which has no archives; 0 needed', fits: { archiveDays: 0 } }],
  DR557: [{ what: 'an endpoint that nothing switches', events: globalEndpoint(), says: 'replication.healthCheckArn: nothing given, and the service has no failover switch to follow', fits: globalEndpoint(TOKEN) }],
  DR558: ['01234567-89ab', 'arn:aws:route53:::hostedzone/Z1', ''].map(arn => ({ what: `the health check '${arn}'`, events: globalEndpoint(arn), says: `replication.healthCheckArn: '${arn}' given, 'arn:aws:route53:::healthcheck/...' needed`, fits: globalEndpoint(CHECK) })),
  DR559: [
    { what: 'an archive of minus one day', events: { archiveDays: -1 }, says: 'archiveDays: -1 given, 0 to 2147483647 needed', fits: { archiveDays: 0 } },
    { what: 'more days than the API has a number for', events: { archiveDays: 2_147_483_648 }, says: 'archiveDays: 2147483648 given, 0 to 2147483647 needed', fits: { archiveDays: 2_147_483_647 } },
  ],
  DR560: [
    { what: 'forwarding to a standby that is not there', events: forwardToStandby('orders'), sites: BACKUP, says: 'replication: forwardToStandby given with the strategy BACKUP_RESTORE', fits: none() },
    { what: 'an endpoint to a standby that is not there', events: globalEndpoint(CHECK), sites: BACKUP, says: 'replication: globalEndpoint given with the strategy BACKUP_RESTORE' },
  ],
  DR561: [
    { what: 'actions of no alarm', events: { alarmActionArns: { primary: TOPIC('us-east-1') } }, says: 'alarmActionArns.primary: an action given, and with none the primary forwards nothing' },
    {
      what: 'an action of a standby that forwards nothing',
      events: { ...forwardToStandby('orders'), alarmActionArns: BOTH_TOPICS },
      says: 'alarmActionArns.standby: an action given, and with forwardToStandby the standby forwards nothing',
      fits: { ...forwardBothWays('orders'), alarmActionArns: BOTH_TOPICS },
    },
  ],
  DR562: [
    ...[
      TOPIC('us-west-2'), 'duty', '', 'arn:aws-cn:sns:us-east-1:111122223333:duty', 'arn:aws:sqs:us-east-1:111122223333:duty', 'arn:aws:ssm:us-east-1:111122223333:parameter/x',
      'arn:aws:ssm-incidents:us-east-1:111122223333:response-plan/orders',
    ].map((arn, position) => ({
      what: `the action '${arn}'`,
      events: { ...forwardToStandby('orders'), alarmActionArns: { primary: arn } },
      says: `alarmActionArns.primary: ${show(arn)} given, the ARN of an alarm action in us-east-1 needed, like '${TOPIC('us-east-1')}'`,
      fits: { ...forwardToStandby('orders'), alarmActionArns: { primary: ACTIONS[position] } },
    })),
  ],
};

const WARNINGS: Record<string, Case[]> = {
  DR565: [
    {
      what: 'forwarding that nobody is told of',
      events: { replication: EventReplication.forwardToStandby(['orders']) },
      says: 'alarmActionArns.primary: nothing given, so that nobody is told when an event of us-east-1 is not forwarded; an ARN in us-east-1 needed',
      fits: forwardToStandby('orders'),
    },
    {
      what: 'one region that nobody is told of',
      events: { replication: EventReplication.forwardBothWays(['orders']), alarmActionArns: { primary: TOPIC('us-east-1') } },
      says: 'alarmActionArns.standby: nothing given, so that nobody is told when an event of us-west-2 is not forwarded; an ARN in us-west-2 needed',
      fits: { replication: EventReplication.forwardToStandby(['orders']), alarmActionArns: { primary: TOPIC('us-east-1') } },
    },
  ],
  DR566: [
    { what: 'forwarding to the standby a bus that is fed', events: { ...forwardToStandby('orders'), fedFromOtherRegions: true }, says: 'fedFromOtherRegions: true given with forwardToStandby', fits: { ...forwardToStandby('orders'), fedFromOtherRegions: false } },
    { what: 'forwarding both ways a bus that is fed', events: { ...forwardBothWays('orders'), fedFromOtherRegions: true }, says: 'fedFromOtherRegions: true given with forwardBothWays', fits: { fedFromOtherRegions: true } },
  ],
  DR563: [{
    what: 'one way between two active regions',
    events: forwardToStandby('orders'),
    sites: { strategy: Strategy.ACTIVE_ACTIVE },
    says: 'replication: forwardToStandby given with the strategy ACTIVE_ACTIVE',
    fits: forwardBothWays('orders'),
  }],
};

const rows = (cases: Record<string, Case[]>) => Object.entries(cases).flatMap(([rule, list]) => list.map(one => [rule, one.what, one] as const));
const FITTING = [...rows(CASES), ...rows(WARNINGS)].filter(([, , { fits }]) => fits !== undefined);

test.each(rows(CASES))('%s refuses %s', (rule, _, one) => {
  expect(refusal(making(one))).toContain(`  ${rule} events.${one.says}`);
  expect([...new Set(refusalCodes(making(one)))]).toEqual([rule]);
});

test.each(rows(WARNINGS))('%s warns of %s', (rule, _, one) => {
  expect(written(making(one)).lines).toEqual([expect.stringContaining(`: ${rule} events.${one.says}`)]);
  expect(refusalCodes(making({ ...one, sites: { ...one.sites, failOnRisks: true } }))).toEqual([rule]);
});

test.each(FITTING)('%s has nothing against what is right and close to %s', (_, __, one) => {
  expect(written(making({ ...one, events: one.fits! })).lines).toEqual([]);
});

test.each(['DR554', 'DR555', 'DR556'])('%s can be accepted where AWS has come to have it', code => {
  const [one] = CASES[code];
  expect(quietly(() => refusalCodes(making({ ...one, sites: { ...one.sites, acceptedRisks: { [code]: 'new there' } } })))).toEqual([]);
});

test('DR557 has nothing against a health check that is handed over beside', () => {
  const { stack, sites } = newSites();
  quietly(() => new CrossRegionEventBus(stack, 'Events', { sites, events: globalEndpoint(), healthCheckArn: CHECK }));
  expect(templateOf(stack).only('aws_cloudwatch_event_endpoint').body.routing_config.failover_config.primary.health_check).toBe(CHECK);
});

describe('a health check that is handed over beside', () => {
  const handing = (events: object, healthCheckArn: any) => () => {
    const { stack, sites } = newSites();
    return new CrossRegionEventBus(stack, 'Events', { sites, events, healthCheckArn });
  };

  test.each(['01234567-89ab', '', 'arn:aws:route53:::hostedzone/Z1'])('DR558 refuses what is none: %s', arn => {
    expect(refusal(handing(globalEndpoint(), arn))).toContain(`  DR558 healthCheckArn: '${arn}' given, 'arn:aws:route53:::healthcheck/...' needed`);
    expect(refusalCodes(handing(globalEndpoint(), arn))).toEqual(['DR558']);
  });

  test('DR003 refuses a number', () => {
    expect(refusal(handing(globalEndpoint(), 7))).toContain('  DR003 healthCheckArn: 7 given');
  });

  test('DR558 has nothing against a token', () => {
    expect(written(handing(globalEndpoint(), TOKEN)).lines).toEqual([]);
  });

  test.each(Object.entries({ none, forwardToStandby: () => forwardToStandby('orders') }))('DR564 refuses one that nothing follows: %s', (kind, events) => {
    expect(refusal(handing(events(), CHECK))).toContain(`  DR564 healthCheckArn: a health check given with ${kind}, globalEndpoint needed for anything to follow it`);
    expect(refusalCodes(handing(events(), CHECK))).toEqual(['DR564']);
  });

  test('DR564 has nothing against one that an endpoint with its own does not need', () => {
    expect(written(handing(globalEndpoint(CHECK), TOKEN)).lines).toEqual([]);
  });
});

describe('topics that are handed over beside', () => {
  const handing = (replication: EventReplication, alarmTopicArns: any, more: object = {}) => () => {
    const { stack, sites } = newSites();
    return new CrossRegionEventBus(stack, 'Events', { sites, events: { replication, ...more }, alarmTopicArns });
  };
  const bothWays = EventReplication.forwardBothWays(['orders']);
  const toStandby = EventReplication.forwardToStandby(['orders']);

  test.each([
    ['DR001', 'no topic', {}, 'alarmTopicArns.primary: nothing given'],
    ['DR003', 'a number', 7, 'alarmTopicArns: 7 given, an object needed'],
    ['DR003', 'a topic that is a number', { primary: 7, standby: TOKEN }, 'alarmTopicArns.primary: 7 given, a string needed'],
    ['DR004', 'topics by region', { 'primary': TOKEN, 'standby': TOKEN, 'us-east-1': TOKEN }, 'alarmTopicArns.us-east-1: no such property; known are primary, standby'],
  ])('%s refuses %s', (code, _, topics, says) => {
    expect(written(() => refusal(handing(bothWays, topics))).made).toContain(`  ${code} ${says}`);
  });

  test('DR561 refuses one for a region that forwards nothing', () => {
    const says = (role: string, kind: string) => `  DR561 alarmTopicArns.${role}: an action given, and with ${kind} the ${role} forwards nothing`;
    expect(refusal(handing(toStandby, BOTH_TOPICS))).toContain(says('standby', 'forwardToStandby'));
    expect(refusalCodes(handing(toStandby, BOTH_TOPICS))).toEqual(['DR561']);
    expect(refusal(handing(EventReplication.none(), BOTH_TOPICS))).toContain(says('primary', 'none'));
    expect(refusalCodes(handing(EventReplication.none(), BOTH_TOPICS))).toEqual(['DR561', 'DR561']);
  });

  test('DR562 refuses one of the other region, unless the bus names another', () => {
    const swapped = { primary: TOPIC('us-west-2'), standby: TOPIC('us-west-2') };
    expect(refusal(handing(bothWays, swapped))).toContain(`  DR562 alarmTopicArns.primary: '${TOPIC('us-west-2')}' given, the ARN of an alarm action in us-east-1 needed`);
    expect(refusalCodes(handing(bothWays, swapped))).toEqual(['DR562']);
    expect(written(handing(bothWays, swapped, { alarmActionArns: { primary: TOPIC('us-east-1') } })).lines).toEqual([]);
  });

  test('DR565 warns of a region that none is for', () => {
    expect(written(handing(bothWays, { primary: TOPIC('us-east-1') })).lines).toEqual([expect.stringContaining(': DR565 events.alarmActionArns.standby: nothing given')]);
    expect(written(handing(bothWays, { primary: TOKEN, standby: TOKEN })).lines).toEqual([]);
    expect(written(handing(toStandby, { primary: TOPIC('us-east-1'), standby: null })).lines).toEqual([]);
  });
});

test('DR554 has nothing against forwarding between the regions of GovCloud', () => {
  const sites = { primary: { region: 'us-gov-west-1' }, standby: { region: 'us-gov-east-1' } };
  expect(written(making({ what: '', says: '', events: forwardBothWays('orders'), sites })).lines).toEqual([]);
});

test('a name that is too long for an archive is told of, with what to do', () => {
  const { stack, sites } = newSites({ serviceName: 'a-service-with-a-long-name', environment: 'production' });
  expect(refusal(() => new CrossRegionEventBus(stack, 'Events', { sites, events: {} }))).toContain('48 allowed for EventBridge archive names');
});

test('a refused bus leaves nothing in the tree', () => {
  const { stack, sites } = newSites();
  const before = stack.node.findAll().length;
  expect(refusalCodes(() => new CrossRegionEventBus(stack, 'Events', { sites, events: { ...forwardBothWays(), archiveDays: -1 } })).sort()).toEqual(['DR550', 'DR559']);
  expect(stack.node.findAll()).toHaveLength(before);
});

function making({ events, sites: sitesProps }: Case): () => CrossRegionEventBus {
  const { stack, sites } = newSites(sitesProps);
  return () => new CrossRegionEventBus(stack, 'Events', { sites, events: events as EventsProps });
}
