import { Lazy } from 'cdktf';
import { SOUND, WITH_DATABASE } from './making';
import { Case, making, testRefused } from './rule-cases';
import { Access, FunctionSpecProps, SitesProps } from '../../src';
import { LOG_RETENTION_DAYS } from '../../src/plan/log-retention';
import { refusalCodes } from '../support/synth';

const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const CHINA: Partial<SitesProps> = { primary: { region: 'cn-north-1' }, standby: { region: 'cn-northwest-1' } };
const queue = (region: string, service: string = 'sqs') => `arn:aws:${service}:${region}:111122223333:letters`;
const layer = (region: string, partition: string = 'aws') => `arn:${partition}:lambda:${region}:111122223333:layer:tools:3`;
const role = (name: string, partition: string = 'aws') => `arn:${partition}:iam::111122223333:role/${name}`;
const cut = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}...` : text);

/** A number below its range and one above it, and the ends of the range. */
function range(property: keyof FunctionSpecProps, least: number, most: number, needed: string): Case[] {
  return [[least - 1, least], [most + 1, most]].map(([value, fits]) => ({
    what: `${value} as ${property}`, props: { [property]: value }, says: `api.${property}: ${value} given, ${needed} needed. Correct it`, fits: { [property]: fits },
  }));
}

// Everything but SITE_ROLE is written out: the names and values of SERVICE_NAME, SERVICE_ENVIRONMENT and SITE_ROLE in the standby take 60 bytes.
const OWN_BYTES = 'SERVICE_NAMEordersSERVICE_ENVIRONMENTprodSITE_ROLEstandby'.length;
const filled = (bytes: number, more: object = {}) => ({ environment: { FILL: 'x'.repeat(bytes - OWN_BYTES - 'FILL'.length), ...more } });

const RESERVED = [
  '_HANDLER', '_X_AMZN_TRACE_ID', 'AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_LAMBDA_RUNTIME_API', 'LAMBDA_TASK_ROOT', 'LAMBDA_RUNTIME_DIR',
];

testRefused({
  DR308: range('memoryMb', 128, 10_240, '128 to 10240 MB'),
  DR309: range('timeoutSeconds', 1, 900, '1 to 900 seconds'),
  DR310: range('ephemeralStorageMb', 512, 10_240, '512 to 10240 MB'),
  DR311: range('reservedConcurrency', 0, 100_000, '0 to 100000 calls'),
  DR312: [0, 2, 45, 3654].map((logRetentionDays): Case => ({
    what: `logs kept for ${logRetentionDays} days`,
    props: { logRetentionDays },
    says: `api.logRetentionDays: ${logRetentionDays} given, one of ${LOG_RETENTION_DAYS.join(', ')} needed`,
    fits: { logRetentionDays: 3653 },
  })),
  DR313: ['A', '1A', 'A-B', '_A', 'Ä1', 'A B', ''].map((name): Case => ({
    what: `the variable '${name}'`,
    props: { environment: { [name]: 'x' } },
    says: `api.environment.${name}: '${name}' given, a letter and one or more letters, digits and _ needed`,
    fits: { environment: { aB_9: TOKEN, AWS_LAMBDA_EXEC_WRAPPER: '/opt/otel-handler', TZ: 'Europe/Vienna', EMPTY: '' } },
  })),
  DR314: RESERVED.map((name): Case => ({
    what: `the variable ${name}`, props: { environment: { [name]: 'x' } }, says: `api.environment.${name}: '${name}' given, which Lambda keeps for itself`,
  })),
  DR315: [
    ...['SERVICE_NAME', 'SERVICE_ENVIRONMENT', 'SITE_ROLE'].map((name): Case => ({
      what: `the variable ${name}`, props: { environment: { [name]: 'x' } }, says: `api.environment.${name}: '${name}' given, which the library sets for this function`,
    })),
    ...[['EVENT_BUS_NAME', Access.publish()], ['PARAMETER_PREFIX', Access.parameters()]].map(([name, access]): Case => ({
      what: `the variable ${name} of a function that needs it`,
      props: { environment: { [name as string]: 'x' }, access: [access] },
      says: `api.environment.${name}: '${name}' given, which the library sets`,
      fits: { environment: { [name as string]: 'x' } },
    })),
    ...['DATABASE_WRITER_ENDPOINT', 'DATABASE_READER_ENDPOINT', 'DATABASE_PORT', 'DATABASE_NAME', 'DATABASE_SECRET_ID'].map((name): Case => ({
      what: `the variable ${name} of a function with a database`,
      props: { ...WITH_DATABASE.props, environment: { [name]: 'x' } },
      around: { ...WITH_DATABASE.around, database: { ...WITH_DATABASE.around.database, databaseName: 'orders' } },
      says: `api.environment.${name}: '${name}' given, which the library sets`,
      fits: { environment: { [name]: 'x' } },
    })),
  ],
  DR316: [
    { what: 'variables of a byte too many', props: filled(4097), says: 'api.environment: 4097 bytes given with the library\'s own variables, at most 4096 allowed', fits: filled(4096) },
    { what: 'a letter of two bytes too many', props: filled(4096, { FILL: `${'x'.repeat(4096 - OWN_BYTES - 5)}é` }), says: 'api.environment: 4097 bytes given', fits: filled(4096, { FILL: TOKEN }) },
  ],
  DR317: [
    {
      what: 'six layers',
      props: { layers: { primary: Array(6).fill(layer('us-east-1')), standby: [] } },
      says: 'api.layers.primary: 6 given, at most 5 possible',
      fits: { layers: { primary: Array(5).fill(layer('us-east-1')), standby: [TOKEN] } },
    },
    ...[layer('us-east-1'), layer('us-west-2', 'aws-cn'), 'tools:3', layer('us-west-2').replace(':3', ''), layer('us-west-2').replace(':layer:', ':function:')].map((arn): Case => ({
      what: `the layer ${arn}`,
      props: { layers: { primary: [], standby: [layer('us-west-2'), arn] } },
      says: `api.layers.standby[1]: '${cut(arn)}' given, the ARN of a layer's version in us-west-2 needed, like 'arn:aws:lambda:us-west-2:111122223333:layer:tools:3'`,
      fits: { layers: { primary: [], standby: [layer('us-west-2'), layer('us-west-2')] } },
    })),
  ],
  DR318: [queue('us-east-1'), queue('us-west-2', 'kinesis'), 'letters', `${queue('us-west-2')}.fifo`, ''].map((standby): Case => ({
    what: `dead letters for '${standby}'`,
    props: { deadLetterArns: { primary: queue('us-east-1'), standby } },
    says: `api.deadLetterArns.standby: '${standby}' given, the ARN of a standard queue or topic in us-west-2 needed`,
    fits: { deadLetterArns: { primary: queue('us-east-1', 'sns'), standby: TOKEN } },
  })),
  DR319: ['api', role('api', 'aws-cn'), 'arn:aws:sts::111122223333:assumed-role/api/x', ''].map((primary): Case => ({
    what: `the role '${primary}'`,
    props: { roleArns: { primary, standby: role('api') } },
    says: `api.roleArns.primary: '${primary}' given, the ARN of an IAM role needed, like 'arn:aws:iam::111122223333:role/deploy'`,
    fits: { roleArns: { primary: role('path/api'), standby: TOKEN } },
  })),
});

testRefused({
  DR317: [{ what: 'a layer of another partition', sites: CHINA, props: { layers: { primary: [layer('cn-north-1')], standby: [] } }, says: 'api.layers.primary[0]: ', fits: { layers: { primary: [layer('cn-north-1', 'aws-cn')], standby: [] } } }],
  DR319: [{
    what: 'a role of another partition',
    sites: CHINA,
    props: { roleArns: { primary: role('api'), standby: role('api', 'aws-cn') } },
    says: "api.roleArns.primary: 'arn:aws:iam::111122223333:role/api' given, the ARN of an IAM role needed, like 'arn:aws-cn:iam::111122223333:role/deploy', for cn-north-1",
    fits: { roleArns: { primary: role('api', 'aws-cn'), standby: role('api', 'aws-cn') } },
  }],
  DR318: [{ what: 'a topic of another partition', sites: CHINA, props: { deadLetterArns: { primary: queue('us-east-1', 'sns'), standby: TOKEN } }, says: "api.deadLetterArns.primary: 'arn:aws:sns:us-east-1:111122223333:letters' given", fits: SOUND }],
});

test('DR315 has nothing against the name of a database that the library does not know', () => {
  expect(refusalCodes(making({ props: { ...WITH_DATABASE.props, environment: { DATABASE_NAME: 'orders' } }, around: WITH_DATABASE.around }))).toEqual([]);
});
