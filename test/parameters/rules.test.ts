import { Lazy } from 'cdktf';
import * as fc from 'fast-check';
import { MultiRegionParameters, ParametersProps, ParameterTier, SecretSpec, SiteParameter, SitesProps } from '../../src';
import { planParameters } from '../../src/parameters/plan';
import { anything } from '../support/arbitraries';
import { newSites, quietly, refusal, refusalCodes } from '../support/synth';

interface Case {
  readonly what: string;
  readonly parameters: object;
  readonly sites?: Partial<SitesProps>;
  /** Path and message. */
  readonly says: string;
  /** What is close to it, and right. */
  readonly fits?: object;
  readonly fitsSites?: Partial<SitesProps>;
}

const TOKEN = Lazy.stringValue({ produce: () => '${var.known_later}' });
const arnIn = (region: string, end = 'own-AbCdEf') => `arn:aws:secretsmanager:${region}:111122223333:secret:${end}`;
const ARNS = { primary: arnIn('us-east-1'), standby: arnIn('us-west-2') };
const secrets = (...list: SecretSpec[]) => ({ secrets: list });
const { fromVariable, fromArns } = { fromVariable: SecretSpec.fromVariable, fromArns: SecretSpec.fromArns };
const values = (entries: Record<string, unknown>) => ({ values: entries });
const entries = (given: Record<string, unknown>) => ({ entries: given });
const ADVANCED = { tier: ParameterTier.ADVANCED };
const long = (length: number) => 'word '.repeat(length).slice(0, length);

const CASES: Record<string, Case[]> = {
  DR001: [
    { what: 'a value for one region', parameters: entries({ a: SiteParameter.perSite('one', undefined as any) }), says: 'parameters.entries.a.standby: nothing given' },
    { what: 'an ARN for one region', parameters: secrets(fromArns('own', { primary: ARNS.primary })), says: 'parameters.secrets[0].standby: nothing given' },
  ],
  DR002: [{ what: 'a name of a secret that is a token', parameters: secrets(fromVariable(TOKEN)), says: 'parameters.secrets[0].secretName: a token given' }],
  DR003: [
    { what: 'a number', parameters: values({ password: 12345678 }), says: 'parameters.values.password: a number given, a string needed' },
    { what: 'a list of values', parameters: { values: ['hunter2'] }, says: 'parameters.values: a list given, a map of strings needed' },
    { what: 'a text for all values', parameters: { values: 'hunter2' }, says: 'parameters.values: a string given, a map of strings needed' },
    { what: 'a text as an entry', parameters: entries({ a: 'hunter2' }), says: 'parameters.entries.a: a string given, a SiteParameter needed' },
    { what: 'a text as a list', parameters: entries({ a: SiteParameter.stringList('hunter2' as any) }), says: 'parameters.entries.a.items: a string given, a list of strings needed' },
    { what: 'a number in a list', parameters: entries({ a: SiteParameter.stringList(['one', 2 as any]) }), says: 'parameters.entries.a.items[1]: a number given, a string needed' },
    { what: 'a tier that there is not', parameters: entries({ a: SiteParameter.same('one', { tier: 'Intelligent-Tiering' as any }) }), says: "parameters.entries.a.options.tier: 'Intelligent-Tiering' given" },
    { what: 'a secret by its name', parameters: { secrets: ['payment'] }, says: "parameters.secrets[0]: 'payment' given, a SecretSpec needed" },
    { what: 'half a version', parameters: secrets(fromVariable('payment', { version: 1.5 })), says: 'parameters.secrets[0].version: 1.5 given, a whole number needed' },
  ],
  DR004: [{ what: 'secure strings', parameters: { secureStrings: {} }, says: 'parameters.secureStrings: no such property; known are values, entries, secrets' }],
  DR007: [
    { what: 'a space in a name', parameters: values({ 'log level': 'info' }), says: "parameters.values.log level: '/orders/prod/log level' given, SSM parameter names have letters, digits and _.-", fits: values({ log_level: 'info' }) },
    { what: 'a name with a slash at its end', parameters: values({ 'limits/': '1' }), says: "parameters.values.limits/: '/orders/prod/limits/' given", fits: values({ limits: '1' }) },
    { what: 'a name with a slash first', parameters: entries({ '/a': SiteParameter.same('1') }), says: "parameters.entries./a: '/orders/prod//a' given" },
    { what: 'a secret that ends as ARNs do', parameters: secrets(fromVariable('my-stripe')), says: "parameters.secrets[0].secretName: 'orders-prod-secrets/my-stripe' given", fits: secrets(fromVariable('stripe')) },
  ],
  DR009: [{ what: 'one name in both maps', parameters: { values: { a: '1' }, entries: { a: SiteParameter.same('2') } }, says: "parameters.entries.a: '/orders/prod/a' would be the SSM parameter of parameters.entries.a, and is of parameters.values.a" }],
  DR700: [
    { what: 'a service of AWS', parameters: {}, sites: { serviceName: 'aws-orders' }, says: "serviceName: '/aws-orders/prod/' would begin the names of parameters", fits: {}, fitsSites: { serviceName: 'my-aws' } },
    { what: 'a service of SSM', parameters: {}, sites: { serviceName: 'ssm' }, says: "serviceName: '/ssm/prod/' would begin" },
  ],
  DR701: [{ what: 'a name that is too long with its ARN', parameters: values({ [`a${'b'.repeat(960)}`]: '1' }), says: `parameters.values.a${'b'.repeat(960)}: an ARN of 1018 characters given, at most 1011 allowed`, fits: values({ ['b'.repeat(954)]: '1' }) }],
  DR702: [{ what: 'sixteen levels', parameters: values({ [[...'abcdefghijklmn'].join('/')]: '1' }), says: 'parameters.values.a/b/c/d/e/f/g/h/i/j/k/l/m/n: 16 levels given', fits: values({ [[...'abcdefghijklm'].join('/')]: '1' }) }],
  DR703: [
    { what: '4 KB and a byte', parameters: values({ a: long(4097) }), says: 'parameters.values.a: 4097 bytes given, at most 4096 allowed in the tier STANDARD', fits: values({ a: long(4096) }) },
    { what: 'bytes that are no characters', parameters: values({ a: 'ä '.repeat(1400) }), says: 'parameters.values.a: 4200 bytes given' },
    { what: '8 KB and a byte', parameters: entries({ a: SiteParameter.perSite('x', long(8193), ADVANCED) }), says: 'parameters.entries.a.standby: 8193 bytes given, at most 8192 allowed in the tier ADVANCED. Keep it in S3', fits: entries({ a: SiteParameter.same(long(8192), ADVANCED) }) },
    { what: 'a list that is too long with its commas', parameters: entries({ a: SiteParameter.stringList(Array(2049).fill('x')) }), says: 'parameters.entries.a: 4097 bytes given', fits: entries({ a: SiteParameter.stringList(Array(2048).fill('x')) }) },
  ],
  DR704: [
    { what: 'an empty text', parameters: values({ a: '' }), says: 'parameters.values.a: an empty text given', fits: values({ a: ' ' }) },
    { what: 'an empty list', parameters: entries({ a: SiteParameter.stringList([]) }), says: 'parameters.entries.a.items: no item given, at least one needed' },
    { what: 'an empty item', parameters: entries({ a: SiteParameter.stringList(['x', '']) }), says: 'parameters.entries.a.items[1]: an empty text given' },
    { what: 'a comma in an item', parameters: entries({ a: SiteParameter.stringList(['x,y']) }), says: 'parameters.entries.a.items[0]: an item with a comma given', fits: entries({ a: SiteParameter.same('x,y') }) },
  ],
  DR705: [{ what: 'a reference to a parameter', parameters: values({ a: '{{ssm:b}}' }), says: "parameters.values.a: '{{' given in the value", fits: values({ a: '{ssm:b}' }) }],
  DR706: [{ what: 'a name of the library', parameters: values({ 'dr/host': 'x' }), says: "parameters.values.dr/host: 'dr/host' given, a name that does not begin with 'dr/' needed", fits: values({ 'drain/host': 'x' }) }],
  DR707: [
    { what: 'a password', parameters: values({ 'db-password': 'x' }), says: "parameters.values.db-password: 'db-password' given, a name with 'password' in it", fits: values({ 'db-password-arn': 'x' }) },
    { what: 'a token that is a token', parameters: entries({ apiToken: SiteParameter.same(TOKEN) }), says: "parameters.entries.apiToken: 'apiToken' given, a name with 'token' in it", fits: values({ 'token-ttl-seconds': '300' }) },
    { what: 'a key', parameters: values({ 'stripe/key': 'x' }), says: "parameters.values.stripe/key: 'stripe/key' given, a name with 'key' in it", fits: values({ 'public-key': 'x', 'keyboard': 'x' }) },
  ],
  DR708: [
    { what: 'a private key', parameters: values({ tls: '-----BEGIN EC PRIVATE KEY-----' }), says: 'parameters.values.tls: a value given that looks like a private key and is not shown here', fits: values({ tls: '-----BEGIN CERTIFICATE-----' }) },
    { what: 'a secret for one region', parameters: entries({ login: SiteParameter.perSite('AKIAIOSFODNN7EXAMPLE', 'x') }), says: 'parameters.entries.login.primary: a value given that looks like an access key of AWS' },
    { what: 'a secret in a list', parameters: entries({ login: SiteParameter.stringList(['x', 'AKIAIOSFODNN7EXAMPLE']) }), says: 'parameters.entries.login.items[1]: a value given that looks like an access key of AWS' },
  ],
  DR709: [{ what: 'a long description', parameters: entries({ a: SiteParameter.same('1', { description: long(1025) }) }), says: 'parameters.entries.a.options.description: 1025 characters given, at most 1024 allowed', fits: entries({ a: SiteParameter.same('1', { description: long(1024) }) }) }],
  DR720: [{ what: 'a secret in capitals', parameters: secrets(fromVariable('Payment')), says: "parameters.secrets[0].secretName: 'Payment' given, 1 to 40 lower-case letters", fits: secrets(fromVariable('payment-2')) }],
  DR721: [{ what: 'two secrets of one name', parameters: secrets(fromArns('own', ARNS), fromVariable('own')), says: "parameters.secrets[1].secretName: 'own' given, which another secret of the service is called", fits: secrets(fromArns('own', ARNS), fromVariable('other')) }],
  DR722: [
    { what: 'a variable in capitals', parameters: secrets(fromVariable('own', { variableName: 'OWN' })), says: "parameters.secrets[0].variableName: 'OWN' given, lower-case letters", fits: secrets(fromVariable('own', { variableName: 'own_2' })) },
    { what: 'a variable of Terraform', parameters: secrets(fromVariable('own', { variableName: 'count' })), says: "parameters.secrets[0].variableName: 'count' given" },
  ],
  DR723: [{ what: 'one variable for two', parameters: secrets(fromVariable('one', { variableName: 'own' }), fromVariable('two', { variableName: 'own' })), says: "parameters.secrets[1].variableName: 'own' given, which another secret has its value from", fits: secrets(fromVariable('one'), fromVariable('two')) }],
  DR724: [{ what: 'the version 0', parameters: secrets(fromVariable('own', { version: 0 })), says: 'parameters.secrets[0].version: 0 given, 1 or more needed', fits: secrets(fromVariable('own', { version: 1 })) }],
  DR725: [{ what: 'a long description of a secret', parameters: secrets(fromVariable('own', { description: long(2049) })), says: 'parameters.secrets[0].description: 2049 characters given, at most 2048 allowed', fits: secrets(fromVariable('own', { description: long(2048) })) }],
  DR726: [
    { what: 'the ARN of the other region', parameters: secrets(fromArns('own', { ...ARNS, standby: ARNS.primary })), says: `parameters.secrets[0].standby: '${ARNS.primary.slice(0, 57)}...' given, 'arn:aws:secretsmanager:us-west-2:111122223333:secret:...' needed`, fits: secrets(fromArns('own', { ...ARNS, standby: TOKEN })) },
    { what: 'an ARN without its end', parameters: secrets(fromArns('own', { ...ARNS, primary: arnIn('us-east-1', 'own') })), says: `parameters.secrets[0].primary: '${arnIn('us-east-1', 'own')}' given` },
  ],
};

const rows = Object.entries(CASES).flatMap(([rule, list]) => list.map(one => [rule, one.what, one] as const));

test.each(rows)('%s refuses %s', (rule, _, one) => {
  expect(refusal(making(one))).toContain(`  ${rule} ${one.says}`);
  expect([...new Set(refusalCodes(making(one)))]).toEqual([rule]);
});

test.each(rows.filter(([, , { fits }]) => fits !== undefined))('%s has nothing against what is right and close to %s', (_, __, one) => {
  expect(refusalCodes(making({ ...one, parameters: one.fits!, sites: one.fitsSites }))).toEqual([]);
});

test.each(['DR700', 'DR707', 'DR708'])('%s can be accepted with a reason', code => {
  CASES[code].forEach(one => expect(quietly(() => refusalCodes(making({ ...one, sites: { ...one.sites, acceptedRisks: { [code]: 'it is none' } } })))).toEqual([]));
});

test('no refusal of a value shows it', () => {
  const SECRET = 'AKIAIOSFODNN7EXAMPLE';
  const wrong: object[] = [
    values({ password: SECRET }), values({ a: `${SECRET}{{` }), values({ a: SECRET.padEnd(9000, 'x') }), { values: SECRET }, { values: [SECRET] }, entries({ a: SECRET }),
    entries({ a: SiteParameter.stringList([`${SECRET},`]) }), entries({ a: SiteParameter.stringList(SECRET as any) }), entries({ a: SiteParameter.same([SECRET] as any) }),
    secrets(fromVariable(SECRET)), secrets(fromVariable('own', { variableName: SECRET })), secrets(fromArns('own', { ...ARNS, primary: SECRET })), values({ [SECRET]: '' }),
  ];
  for (const parameters of wrong.slice(0, -1)) {
    const message = refusal(making({ what: '', parameters, says: '' }));
    expect(message).toMatch(/DR\d{3}/);
    expect(message).not.toContain(SECRET);
  }
});

test('several problems are told of in one error, and nothing is left in the tree', () => {
  const { stack, sites } = newSites();
  const before = stack.node.findAll().length;
  const parameters = { values: { 'db-password': '' }, secrets: [SecretSpec.fromVariable('own', { version: 0 })] };
  expect(refusalCodes(() => new MultiRegionParameters(stack, 'Parameters', { sites, parameters })).sort()).toEqual(['DR704', 'DR707', 'DR724']);
  expect(stack.node.findAll()).toHaveLength(before);
});

test('planning never throws, whatever the values are made from', () => {
  const { sites } = newSites();
  const plan = (parameters: unknown) => planParameters(parameters, 'parameters', sites._context).problems;
  const odd = fc.tuple(anything, anything, anything).map(([one, two, three]: any[]) => ({
    values: one,
    entries: fc.sample(fc.constantFrom(
      { a: SiteParameter.same(one, two) }, { a: SiteParameter.perSite(one, two, three) }, { a: SiteParameter.stringList(one, two) },
      { a: SiteParameter.stringList([one]) }, two,
    ), 1)[0],
    secrets: [
      SecretSpec.fromVariable(one, two), SecretSpec.fromArns(two, three), three,
      SecretSpec.fromVariable('own', { variableName: one, version: two, description: three }),
    ],
  }));
  fc.assert(fc.property(odd, parameters => { plan(parameters); }), { numRuns: 300 });
});

describe('facts that are handed over', () => {
  const making2 = (facts: object) => () => {
    const { stack, sites } = newSites();
    new MultiRegionParameters(stack, 'Parameters', { sites, parameters: {}, facts });
  };

  test.each([
    ['DR004 facts.queue: no such property', { queue: 'x' }],
    ['DR003 facts.busName: 7 given, a string needed', { busName: 7 }],
    ['DR003 facts.tableNames: a list given', { tableNames: [] }],
    ['DR003 facts.endpoints.primary: 7 given', { endpoints: { primary: 7 } }],
    ['DR004 facts.endpoints.other: no such property', { endpoints: { other: 'x' } }],
    ['DR001 facts.database.port: nothing given', { database: { writerEndpoint: 'w', readerEndpoints: { primary: 'r' }, secretArns: { primary: 'a' } } }],
    ['DR003 facts.database.port: 1.5 given', { database: { writerEndpoint: 'w', readerEndpoints: { primary: 'r' }, secretArns: { primary: 'a' }, port: 1.5 } }],
  ])('%s', (says, facts) => {
    expect(refusal(making2(facts))).toContain(says);
  });
});

function making({ parameters, sites: sitesProps }: Case): () => MultiRegionParameters {
  const { stack, sites } = quietly(() => newSites(sitesProps));
  return () => new MultiRegionParameters(stack, 'Parameters', { sites, parameters: parameters as ParametersProps });
}
