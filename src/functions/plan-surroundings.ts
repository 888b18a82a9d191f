// What planning a function needs to know of the rest of its service.

import type { KeyPlan } from '../keys/plan';
import type { SecretSpec } from '../parameters/secret-spec';
import type { SiteValues } from '../sites/site';
import type { TableSpec } from '../tables/props';

/** A database as a function refers to it. */
export interface DatabaseReference {
  /** The name that its secret has in both regions; undefined for secrets of the user's. */
  readonly secretName?: string;
  /** The ARNs of secrets of the user's. */
  readonly ownSecretArns?: SiteValues;
  /** The keys of its secret; none are known for secrets of the user's. */
  readonly keys: { readonly primary?: KeyPlan; readonly standby?: KeyPlan };
  /** The name of the database, where it is known. */
  readonly databaseName?: string;
  /** Whether functions of the standby region can write from the beginning; undefined where it is not known. */
  readonly writableFromStandby?: boolean;
}

/** The rest of a service. */
export interface FunctionSurroundings {
  /** The tables of the service; undefined where they are not known. */
  readonly tables?: TableSpec[];
  /** The secrets of the service; undefined where they are not known. */
  readonly secrets?: SecretSpec[];
  /** Its database, if it has one. */
  readonly database?: DatabaseReference;
  /** The bus that its events are on, by name; the account's default bus if left out. */
  readonly busName?: string;
}
