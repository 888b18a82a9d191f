// How long the names of AWS resources may be and what they may consist of.
// Source: the API models of the services (botocore/data/<service>/*/service-2.json), where the limits are constraints.

/** What a service allows as a name. */
export interface NameLimit {
  /** The resource as AWS calls it. */
  readonly resource: string;
  readonly shortest: number;
  readonly longest: number;
  /** What a name must match. */
  readonly pattern: RegExp;
  /** The pattern in words. */
  readonly charset: string;
  /** Where two of them cannot have one name. An account's names are the same in all its regions; which VPC something is in, its plan alone knows. */
  readonly uniqueIn?: 'account' | 'region' | 'VPC';
  /** Turns the name of the naming strategy, which has hyphens by default, into one that the service takes. */
  readonly spelled?: (name: string) => string;
}

// Aurora wants the clusters of one global database to differ in name across regions, too.
const RDS_NAME = {
  shortest: 1,
  longest: 63,
  pattern: /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/,
  charset: 'lower-case letters, digits and hyphens, a letter first, no hyphen last or doubled',
};

const withoutHyphens = (name: string) => name.replace(/-/g, '_');

export const NAME_LIMITS = {
  iamRole: { resource: 'IAM role', uniqueIn: 'account', shortest: 1, longest: 64, pattern: /^[\w+=,.@-]+$/, charset: 'letters, digits and _+=,.@-' },
  iamPolicy: { resource: 'IAM policy', uniqueIn: 'account', shortest: 1, longest: 128, pattern: /^[\w+=,.@-]+$/, charset: 'letters, digits and _+=,.@-' },
  lambdaFunction: { resource: 'Lambda function', uniqueIn: 'region', shortest: 1, longest: 64, pattern: /^[\w-]+$/, charset: 'letters, digits and _-' },
  sqsQueue: { resource: 'SQS queue', uniqueIn: 'region', shortest: 1, longest: 80, pattern: /^[\w-]+$/, charset: 'letters, digits and _-' },
  eventRule: { resource: 'EventBridge rule', uniqueIn: 'region', shortest: 1, longest: 64, pattern: /^[\w.-]+$/, charset: 'letters, digits and _.-' },
  eventBus: { resource: 'EventBridge bus', uniqueIn: 'region', shortest: 1, longest: 256, pattern: /^(?!default$|aws\.)[\w.-]+$/, charset: 'letters, digits and _.-, not default, no aws. first' },
  eventArchive: { resource: 'EventBridge archive', uniqueIn: 'region', shortest: 1, longest: 48, pattern: /^[\w.-]+$/, charset: 'letters, digits and _.-' },
  eventEndpoint: { resource: 'EventBridge global endpoint', uniqueIn: 'account', shortest: 1, longest: 64, pattern: /^[\w.-]+$/, charset: 'letters, digits and _.-' },
  alarm: { resource: 'CloudWatch alarm', uniqueIn: 'region', shortest: 1, longest: 255, pattern: /^[\x20-\x7e]+$/, charset: 'printable characters' },
  dashboard: { resource: 'CloudWatch dashboard', uniqueIn: 'account', shortest: 1, longest: 255, pattern: /^[\w-]+$/, charset: 'letters, digits and _-' },
  snsTopic: { resource: 'SNS topic', uniqueIn: 'region', shortest: 1, longest: 256, pattern: /^[\w-]+$/, charset: 'letters, digits and _-' },
  rdsSubscription: { resource: 'RDS event subscription', uniqueIn: 'region', shortest: 1, longest: 255, pattern: /^[a-zA-Z][a-zA-Z0-9-]*$/, charset: 'letters, digits and hyphens, a letter first' },
  httpApi: { resource: 'HTTP API', shortest: 1, longest: 128, pattern: /^[\x20-\x7e]+$/, charset: 'printable characters' },
  auroraGlobalCluster: { resource: 'Aurora global cluster', uniqueIn: 'account', ...RDS_NAME },
  auroraCluster: { resource: 'Aurora cluster', uniqueIn: 'account', ...RDS_NAME },
  auroraInstance: { resource: 'Aurora instance', uniqueIn: 'region', ...RDS_NAME },
  parameterGroup: { resource: 'RDS parameter group', uniqueIn: 'region', ...RDS_NAME, longest: 255 },
  dbSubnetGroup: { resource: 'DB subnet group', uniqueIn: 'region', shortest: 1, longest: 255, pattern: /^(?!default$)[a-z0-9 ._-]+$/, charset: 'lower-case letters, digits, spaces and ._-' },
  securityGroup: { resource: 'security group', uniqueIn: 'VPC', shortest: 1, longest: 255, pattern: /^(?!sg-)[\w .:/()#,@[\]+=&;{}!$*-]+$/, charset: 'letters, digits and ._-:/()#,@[]+=&;{}!$*, no sg- first' },
  dynamodbTable: { resource: 'DynamoDB table', uniqueIn: 'region', shortest: 3, longest: 255, pattern: /^[\w.-]+$/, charset: 'letters, digits and _.-' },
  kmsAlias: { resource: 'KMS alias', uniqueIn: 'region', shortest: 1, longest: 250, pattern: /^(?!aws\/)[\w/-]+$/, charset: 'letters, digits and /_-' }, // 256 with `alias/`
  logGroup: { resource: 'CloudWatch log group', uniqueIn: 'region', shortest: 1, longest: 512, pattern: /^[\w./#-]+$/, charset: 'letters, digits and ._/#-' },
  secret: { resource: 'Secrets Manager secret', uniqueIn: 'region', shortest: 1, longest: 512, pattern: /^(?!.*-\w{6}$)[\w/+=.@-]+$/, charset: 'letters, digits and /_+=.@-, no hyphen and six characters last' },
  ssmParameter: { resource: 'SSM parameter', uniqueIn: 'region', shortest: 1, longest: 1011, pattern: /^\/[\w.-]+(\/[\w.-]+)*$/, charset: 'letters, digits and _.-, with / before each level' }, // with its ARN before it: DR701
  backupVault: { resource: 'backup vault', uniqueIn: 'region', shortest: 2, longest: 50, pattern: /^[\w-]+$/, charset: 'letters, digits and _-' },
  backupPlan: { resource: 'backup plan', uniqueIn: 'region', shortest: 1, longest: 50, pattern: /^[\w.-]+$/, charset: 'letters, digits and _.-' },
  restoreTestingPlan: { resource: 'restore testing plan', uniqueIn: 'region', shortest: 1, longest: 50, pattern: /^\w+$/, charset: 'letters, digits and _', spelled: withoutHyphens },
  s3Bucket: { resource: 'S3 bucket', uniqueIn: 'account', shortest: 3, longest: 50, pattern: /^[a-z0-9](?!.*\.\.)[a-z0-9-]*$/, charset: 'lower-case letters, digits and hyphens, no hyphen first' }, // 63 with `-` and the account
  stateBucket: { resource: 'S3 state bucket', uniqueIn: 'account', shortest: 3, longest: 63, pattern: /^[a-z0-9](?!.*\.\.)[a-z0-9.-]*[a-z0-9]$/, charset: 'lower-case letters, digits, dots and hyphens, a letter or digit first and last' },
  tag: { resource: 'Name tag', shortest: 0, longest: 256, pattern: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u, charset: 'letters, digits, spaces and _.:/=+-@' },
} satisfies Record<string, NameLimit>;

/** Whether a service takes a name. */
export function fits(name: string, { shortest, longest, pattern }: NameLimit): boolean {
  return name.length >= shortest && name.length <= longest && pattern.test(name);
}
