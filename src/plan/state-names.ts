// What may be the name of a state bucket, and the key of a state in it.

const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'];
// A bucket in the namespace of an account: <prefix>-<account>-<region>-an. No other name may end in -an.
const ACCOUNT_REGIONAL = /-\d{12}-[a-z]{2,4}(-[a-z]+)+-\d{1,2}-an$/;

// In the order in which they are told: the first one that is broken.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const BUCKET_RULES: [kept: (bucket: string) => boolean, needed: string][] = [
  [bucket => !/^(arn:|s3:\/\/|https?:)/.test(bucket), 'the name of the bucket alone, not its ARN or address'],
  [bucket => bucket.length >= 3 && bucket.length <= 63, '3 to 63 characters'],
  [bucket => /^[a-z0-9.-]*$/.test(bucket), 'lower-case letters, digits, dots and hyphens'],
  [bucket => /^[a-z0-9].*[a-z0-9]$/.test(bucket), 'a letter or digit first and last'],
  [bucket => !bucket.includes('..'), 'no two dots in a row'],
  [bucket => !/^\d+\.\d+\.\d+\.\d+$/.test(bucket), 'a name that is not formed like an IP address'],
  [bucket => !RESERVED_PREFIXES.some(prefix => bucket.startsWith(prefix)), `none of ${RESERVED_PREFIXES.join(', ')} first, which AWS reserves`],
  [bucket => !RESERVED_SUFFIXES.some(suffix => bucket.endsWith(suffix)), `none of ${RESERVED_SUFFIXES.join(', ')} last, which AWS reserves`],
  [bucket => !bucket.endsWith('-an') || ACCOUNT_REGIONAL.test(bucket), '-an last in <prefix>-<account>-<region>-an alone'],
];

/** What a bucket's name would need and does not have; undefined for a sound one. */
export function bucketNeeds(bucket: string): string | undefined {
  return BUCKET_RULES.find(([kept]) => !kept(bucket))?.[1];
}

// S3 keys have 1024 bytes, and Terraform adds `.tflock` for its lock file. A template would be a variable, which a backend cannot
// have. https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html, https://developer.hashicorp.com/terraform/language/backend/s3
const KEY_RULES: [kept: (key: string) => boolean, needed: string][] = [
  [key => key.split('/').every(part => part !== ''), 'a path without a slash first, last or doubled'],
  [key => key.split('/').every(part => part !== '.' && part !== '..'), 'no part that is . or ..'],
  [key => Buffer.byteLength(key) <= 1017, '1017 bytes at most'],
  [key => !/[\p{Cc}\p{Cs}]/u.test(key), 'no control characters'],
  [key => !/[$%]\{/.test(key), 'no template'],
  [key => !key.startsWith('env:'), 'no env: first, where Terraform keeps workspaces'],
  [key => !key.endsWith('.tflock'), 'no .tflock last, which is how lock files are called'],
];

/** What a state's key would need and does not have; undefined for a sound one. */
export function keyNeeds(key: string): string | undefined {
  return KEY_RULES.find(([kept]) => !kept(key))?.[1];
}
