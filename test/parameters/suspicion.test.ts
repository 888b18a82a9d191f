import { randomBytes } from 'crypto';
import * as fc from 'fast-check';
import { secretForm, secretWord } from '../../src/parameters/suspicion';

test.each([
  'password', 'DB_PASSWORD', 'dbPassword', 'smtp/pwd', 'client-secret', 'secrets/one', 'oauth.token', 'apiKey', 'api-key', 'stripe_key', 'key', 'aws-credentials', 'passphrase', 'apikey',
])('%s is the name of a secret', name => {
  expect(secretWord(name)).toBeDefined();
});

test.each([
  'log-level', 'secret-arn', 'secret-name', 'token-url', 'token-ttl-seconds', 'password-length', 'password-policy', 'kms-key-id', 'kms-key-arn', 'public-key', 'partition-key', 'sort-key',
  'key-prefix', 'keyboard', 'monkey', 'tokenizer', 'secretary', 'passwords-per-user', 'idempotency-key', 'turkey', 'queue-url', 'limits/orders',
])('%s is the name of a setting', name => {
  expect(secretWord(name)).toBeUndefined();
});

// Put together here, so that no scanner of secrets takes these for real ones.
const FORMS: [string, string][] = [
  ['a private key', ['-----BEGIN RSA ', 'PRIVATE KEY-----\nMIIE'].join('')],
  ['a private key', ['-----BEGIN ', 'PRIVATE KEY-----'].join('')],
  ['an access key of AWS', ['AKIA', 'IOSFODNN7EXAMPLE'].join('')],
  ['an access key of AWS', ['key=ASIA', 'IOSFODNN7EXAMPLE;'].join('')],
  ['a JSON web token', ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiJvcmRlcnMifQ', 'c2lnbmF0dXJl'].join('.')],
  ['a token of GitHub', ['ghp', '0123456789abcdefghijABCDEFGHIJ012345'].join('_')],
  ['a token of GitLab', ['glpat', '0123456789abcdefghij'].join('-')],
  ['a token of Slack', ['xoxb', '0123456789', 'abcdef'].join('-')],
  ['a key of Stripe', ['sk', 'live', '0123456789abcdef'].join('_')],
  ['a key of Google', ['AIza', 'SyA0123456789abcdefghijklmnopqrstuv'].join('')],
  ['an address with a password in it', 'postgres://orders:hunter2@db.example.com/orders'],
  ['a setting with a secret in it', '{"user":"orders","password":"hunter22"}'],
  ['a setting with a secret in it', 'Server=db;Pwd=hunter22;'],
  ['random characters', ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/')],
  ['random characters', '9f86d081884c7d659a2feaa0c55ad015'],
];

test.each(FORMS)('what looks like %s is told as that', (form, value) => {
  expect(secretForm(value)).toContain(form);
});

test.each([
  'info', '100', 'true', 'https://api.example.com/v1/orders?page=1', 'arn:aws:sqs:us-east-1:111122223333:Orders-Jobs-Queue1', 'orders@example.com',
  'arn:aws:secretsmanager:us-east-1:111122223333:secret:orders-AbCdEf',
  'https://sqs.us-east-1.amazonaws.com/111122223333/OrdersJobs1', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', '2f1d8a6b9c0e4f7a8b3c5d6e7f8091a2b3c4d5e6', '12345678901234567890123456789012',
  'The quick brown fox jumps over the lazy dog 7 times', '{"limits":{"orders":100}}', 'rate(5 minutes)', 'us-east-1a,us-east-1b', 'America/Argentina/Buenos_Aires', 'orders-prod-database-us-east-1',
  'sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae', 'aaaaaaaaaaaaaaaaaaaaA1', '${TfToken[TOKEN.12]}', '-----BEGIN CERTIFICATE-----',
])('%s is a setting', value => {
  expect(secretForm(value)).toBeUndefined();
});

test('keys at random of 32 bytes and more are told in nearly every case', () => {
  const told = [...Array(200)].filter(() => secretForm(randomBytes(32).toString('base64')) !== undefined).length;
  expect(told).toBeGreaterThan(190);
});

test('any text is looked at without an error', () => {
  fc.assert(fc.property(fc.string(), text => {
    expect(['string', 'undefined']).toContain(typeof secretForm(text));
    expect(['string', 'undefined']).toContain(typeof secretWord(text));
  }));
});
