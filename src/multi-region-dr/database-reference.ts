// The database of a service as its functions refer to it.

import type { DatabasePlan } from '../database/plan';
import type { DatabaseReference } from '../functions/plan-surroundings';

/** What functions may know of a database. */
export function databaseReference(plan: DatabasePlan): DatabaseReference {
  const { secretName, ownSecretArns } = plan.credentials;
  if (plan.existing) return { ownSecretArns, keys: {} };
  return {
    secretName,
    ownSecretArns,
    databaseName: plan.databaseName,
    keys: ownSecretArns === undefined ? { primary: plan.primary.key, standby: plan.standbyKey } : {},
    writableFromStandby: plan.writeForwarding || plan.peered,
  };
}
