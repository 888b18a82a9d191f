// The backend of a stack in S3.

import { S3Backend, TerraformBackend, TerraformStack } from 'cdktf';

/** What a backend is made from. All of it is literal. */
export interface S3BackendFacts {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  /** The key that encrypts, as its ARN or alias; left out for the key of S3. */
  readonly kmsKeyId?: string;
  readonly lockTable?: string;
  readonly lockFile: boolean;
}

// Regions that the S3 backend of Terraform 1.11 does not know by name: https://github.com/hashicorp/aws-sdk-go-base, 2.0.0-beta.62.
const UNKNOWN_TO_BACKEND = ['ap-east-2', 'ap-southeast-6', 'eusc-de-east-1', 'us-isob-west-1'];

/** The construct that every backend of cdktf is, whatever its kind. */
export const BACKEND_ID = 'backend';

/** Makes the backend of a stack. */
export function makeS3Backend(stack: TerraformStack, { bucket, key, region, kmsKeyId, lockTable, lockFile }: S3BackendFacts): TerraformBackend {
  const backend = new S3Backend(stack, {
    bucket,
    key,
    region,
    encrypt: true,
    ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
    ...(lockTable === undefined ? {} : { dynamodbTable: lockTable }),
    ...(UNKNOWN_TO_BACKEND.includes(region) ? { skipRegionValidation: true } : {}),
  });
  if (lockFile) backend.addOverride('use_lockfile', true); // cdktf has no property for it
  return backend;
}
