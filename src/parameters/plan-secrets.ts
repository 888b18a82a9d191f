// The secrets of a service, with every default filled in.

import { secretWhat } from './reference';
import { SecretSpec } from './secret-spec';
import { NAME_LIMITS } from '../plan/name-limits';
import { Reader } from '../plan/reader';
import { ProblemList } from '../plan/rule';
import type { PlanningContext } from '../sites/plan';

/** A secret that is made. */
export interface MadeSecretPlan {
  /** The same in both regions. */
  readonly physicalName: string;
  readonly variableName: string;
  readonly version: number;
  readonly description: string;
}

/** A secret. */
export interface SecretPlan {
  readonly path: string;
  /** What the service calls it. */
  readonly secretName: string;
  readonly made?: MadeSecretPlan;
  /** The ARNs of one that is there already. */
  readonly ownArns?: { readonly primary: string; readonly standby?: string };
}

/** Plans the secrets. */
export function planSecrets(reader: Reader, context: PlanningContext, list: ProblemList): SecretPlan[] {
  const specs = reader.instances('secrets', 'a SecretSpec', (value): value is SecretSpec => value instanceof SecretSpec) ?? [];
  return specs.flatMap((spec, position) => {
    const plan = planOne(spec, `${reader.at('secrets')}[${position}]`, specs.indexOf(spec) === position, context, list);
    return plan === undefined ? [] : [plan];
  });
}

function planOne(spec: SecretSpec, path: string, first: boolean, context: PlanningContext, list: ProblemList): SecretPlan | undefined {
  const given = new Reader({ secretName: spec.secretName }, path, list, context.isToken);
  given.need('secretName', "'payment-provider'");
  const secretName = given.text('secretName');
  if (secretName === undefined) return undefined;
  const { arns, variable } = spec._facts;
  if (variable === undefined) {
    const own = new Reader(arns, path, list, context.isToken);
    own.onlyHas(['primary', 'standby']);
    own.need('primary', "'arn:aws:secretsmanager:us-east-1:111122223333:secret:orders-a1b2c3'");
    own.need('standby', "'arn:aws:secretsmanager:us-west-2:111122223333:secret:orders-a1b2c3'");
    const [primary, standby] = [own.opaque('primary'), own.opaque('standby')];
    return primary === undefined ? undefined : { path, secretName, ownArns: { primary, standby } };
  }
  const { serviceName, environment } = context.sites;
  const settings = new Reader(variable, path, list, context.isToken);
  settings.onlyHas(['variableName', 'version', 'description']);
  const naming = { what: secretWhat(secretName), limit: NAME_LIMITS.secret, path: given.at('secretName') };
  return {
    path,
    secretName,
    made: {
      // Two specs of one name have a rule of their own.
      physicalName: first ? context.namer.name(naming, list) : context.namer.nameElsewhere(naming.what, naming.limit),
      variableName: settings.text('variableName') ?? `${serviceName}_${environment}_${secretName}`.toLowerCase().replace(/[^a-z0-9]/g, '_'),
      version: settings.integer('version') ?? 1,
      description: settings.text('description') ?? `${secretName} of ${serviceName} ${environment}`,
    },
  };
}
