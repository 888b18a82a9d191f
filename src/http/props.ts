// What a user says of the HTTP entry.

import type { HttpAuthorizer } from './authorizer';
import type { FunctionSpec } from '../functions/props';
import type { HostedZone } from '../sites/hosted-zone';

/**
 * Which web pages of other hosts may call the entry. API Gateway answers preflight requests itself and ignores the CORS headers of functions.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export interface CorsProps {
  /** Origins such as `https://shop.example.com`: scheme, host and port without a path. Also `https://*`, `http://*` or `*`. May be tokens. */
  readonly allowOrigins: string[];
  /**
   * Methods that pages may use, such as `GET`, or `*`.
   *
   * @default - those of the routes
   */
  readonly allowMethods?: string[];
  /**
   * Headers that pages may send, or `*`.
   *
   * @default - `content-type`, and `authorization` with an authorizer
   */
  readonly allowHeaders?: string[];
  /**
   * Headers of the answer that pages may read, or `*`.
   *
   * @default - those that browsers always show
   */
  readonly exposeHeaders?: string[];
  /**
   * Whether pages may send cookies and the like. Refused with the origin `*`.
   *
   * @default false
   */
  readonly allowCredentials?: boolean;
  /**
   * Seconds that browsers keep the answer to a preflight request, -1 to 86,400; -1 is not at all.
   *
   * @default 300
   */
  readonly maxAgeSeconds?: number;
}

/**
 * How requests reach functions: an HTTP API of API Gateway in each region.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 */
export interface HttpProps {
  /**
   * The function that answers each route. Routes are written as API Gateway writes them: `GET /orders/{orderId}`, `ANY /{proxy+}` or `$default`.
   * At least one.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
   */
  readonly routes: Record<string, FunctionSpec>;
  /**
   * The host name that both regions answer to, such as `orders.example.com`: a literal in lower case, at most 64 characters where a certificate
   * is made. Each region also has one of its own, `<region>.<hostName>`. The name that API Gateway gives is then switched off.
   *
   * The records of the regions' own names are made here, that of `hostName` itself is made by `dns`.
   *
   * @default - the name that API Gateway gives in each region
   */
  readonly hostName?: string;
  /**
   * The public zone that has `hostName` in it: one that is there already, in this account or another, or a new one. Needed where a certificate is made. Refused without `hostName`.
   *
   * @default - no records are made; then each site needs a `certificateArn`
   */
  readonly zone?: HostedZone;
  /**
   * The path that health checks ask for with GET, literal and without variables. It is open to everyone.
   *
   * @default '/health'
   */
  readonly healthPath?: string;
  /**
   * The function that answers `healthPath`. It should look at its own region alone: one that needs the database's writer calls the standby
   * sick exactly when it is wanted.
   *
   * @default - `MultiRegionDr` makes a small one that answers 200; needed in a `HttpEntry` by itself
   */
  readonly healthFunction?: FunctionSpec;
  /**
   * Requests a second that each region lets through on average, 1 or more; further ones get the status 429. The health route has 100 of its own.
   *
   * @default 1000
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html
   */
  readonly throttlePerSecond?: number;
  /**
   * Requests that each region lets through at once, 1 or more.
   *
   * @default - half of `throttlePerSecond`, which is the ratio of AWS's own quotas
   */
  readonly throttleBurst?: number;
  /**
   * Days that access logs are kept, one of the periods that CloudWatch Logs knows.
   *
   * @default 30
   */
  readonly logRetentionDays?: number;
  /**
   * Which web pages of other hosts may call the entry.
   *
   * @default - none
   */
  readonly cors?: CorsProps;
  /**
   * Who is let in: it guards every route but the health route and those with the method OPTIONS.
   *
   * @default - everyone; then functions check it
   */
  readonly authorizer?: HttpAuthorizer;
}
