// What a user says of a function.

import type { Access, SiteResources } from './access';
import type { FunctionCode } from './code';
import type { Trigger } from './trigger';
import type { SiteValues } from '../sites/site';

/**
 * The processor that a function runs on.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/foundation-arch.html
 */
export enum FunctionArchitecture {
  /** 64-bit x86. */
  X86_64 = 'X86_64',
  /** 64-bit ARM (Graviton). */
  ARM_64 = 'ARM_64',
}

/**
 * Whether X-Ray records calls.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html
 */
export enum FunctionTracing {
  /** Lambda decides which calls to record, and records them. */
  ACTIVE = 'ACTIVE',
  /** Calls are recorded that the caller decided to record. */
  PASS_THROUGH = 'PASS_THROUGH',
}

/** What a function consists of. */
export interface FunctionSpecProps {
  /** Its code. */
  readonly code: FunctionCode;
  /**
   * The runtime as AWS writes it, such as `nodejs22.x` or `python3.13`.
   *
   * @default - needed, unless the code is an image
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
   */
  readonly runtime?: string;
  /**
   * The handler as its runtime spells it, such as `index.handler`; at most 128 characters without spaces.
   *
   * @default - needed, unless the code is an image
   */
  readonly handler?: string;
  /**
   * The processor.
   *
   * @default FunctionArchitecture.X86_64
   */
  readonly architecture?: FunctionArchitecture;
  /**
   * Memory in MB, 128 to 10,240. The share of a processor follows it.
   *
   * @default 1024
   */
  readonly memoryMb?: number;
  /**
   * Longest run in seconds, 1 to 900.
   *
   * @default 30
   */
  readonly timeoutSeconds?: number;
  /**
   * Room in `/tmp` in MB, 512 to 10,240.
   *
   * @default 512
   */
  readonly ephemeralStorageMb?: number;
  /**
   * Environment variables beside those of the library, which docs/functions.md lists. Literal names; values may be tokens. 4 KB for all.
   *
   * @default - none
   */
  readonly environment?: Record<string, string>;
  /**
   * What it may do.
   *
   * @default - nothing but to write its logs and traces
   */
  readonly access?: Access[];
  /**
   * What calls it, beside the HTTP entry.
   *
   * @default - nothing
   */
  readonly triggers?: Trigger[];
  /**
   * Whether triggers are switched on in the standby region from the beginning.
   *
   * @default - with the strategy ACTIVE_ACTIVE alone
   */
  readonly consumeInStandby?: boolean;
  /**
   * Whether it is attached to the private subnets of its region's network.
   *
   * @default - with access to the database alone
   */
  readonly inNetwork?: boolean;
  /**
   * ARNs of layer versions in each region, at most five. May be tokens.
   *
   * @default - none
   */
  readonly layers?: SiteResources;
  /**
   * Calls at once that are kept for it, and that it is limited to, 0 or more. Both regions get it.
   *
   * @default - what the account has left in each region
   */
  readonly reservedConcurrency?: number;
  /**
   * Whether X-Ray records calls.
   *
   * @default FunctionTracing.ACTIVE
   */
  readonly tracing?: FunctionTracing;
  /**
   * Days that logs are kept, one of the periods that CloudWatch Logs knows.
   *
   * @default 30
   */
  readonly logRetentionDays?: number;
  /**
   * The ARNs of queues or topics in each region for events that could not be worked on. May be tokens.
   *
   * @default - a queue is made in each region, which keeps them for 14 days
   */
  readonly deadLetterArns?: SiteValues;
  /**
   * The ARNs of the roles that it runs with in each region, in place of those of the library. May be tokens. Nothing is added to them.
   *
   * @default - a role is made for each region
   */
  readonly roleArns?: SiteValues;
}

/**
 * A Lambda function that a service runs in both regions.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/welcome.html
 */
export class FunctionSpec {
  /** What the service calls it, such as `api`: lower-case letters, digits and single hyphens, a letter first. */
  public readonly functionName: string;
  /** What it consists of. */
  public readonly props: FunctionSpecProps;

  public constructor(functionName: string, props: FunctionSpecProps) {
    this.functionName = functionName;
    this.props = props;
  }
}
