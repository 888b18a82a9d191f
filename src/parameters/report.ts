// What is drawn of parameters and secrets, and what they leave unprotected.

import type { ParametersPlan } from './plan';
import type { SecretPlan } from './plan-secrets';
import { ArchitectureRow, counted, FlowDirection, listed, SiteBox, told, Unprotected } from '../plan/report';

/** What the library writes of a service: below the path of the service, with its value where that is known. */
export interface WrittenFact {
  readonly name: string;
  readonly primary?: string;
  readonly standby?: string;
}

/** A value that Terraform alone knows. */
export const KNOWN_LATER = '(known to Terraform)';

/** Parameters and secrets as they stand in both regions. */
export function parameterRows(plan: ParametersPlan, facts: WrittenFact[]): ArchitectureRow[] {
  const { path, folder, secrets } = plan;
  return [
    {
      path, what: `Parameters of SSM below ${folder}, written to each region`, primary: parameterBox(plan, facts, 'primary'), standby: parameterBox(plan, facts, 'standby'),
    },
    ...secrets.map(secretRow),
  ];
}

/** What parameters and secrets leave unprotected. */
export function parametersUnprotected({ path, folder, sites, activeRegionName, secrets }: ParametersPlan): Unprotected[] {
  const region = sites.find(({ role }) => role === 'primary')!.region;
  const made = secrets.filter(secret => secret.made !== undefined).map(({ secretName }) => secretName);
  const own = secrets.filter(secret => secret.ownArns !== undefined).map(({ secretName }) => secretName);
  return [
    {
      path, what: `SSM replicates nothing: a parameter below ${folder} that is changed past the code in one region stays as it was in the other.`, mend: 'Change it in the code, which writes both.',
    },
    {
      path,
      what: `The parameter ${activeRegionName} tells what an operator last wrote in its region, and moves nothing; in ${region} it is as before when that region comes back.`,
      mend: 'Let code that reads it know that it is written by hand.',
    },
    ...(made.length === 0 ? [] : [{
      path: `${path}.secrets`, what: `New values of the secrets ${listed(made)} cannot be written while ${region} is down: their replicas are read-only until they are promoted.`,
    }]),
    ...(own.length === 0 ? [] : [{
      path: `${path}.secrets`,
      what: `The secrets ${listed(own)} are yours: whether they replicate, and hold the same value in both regions, is not checked.`,
      mend: 'Read them in the standby region in a drill.',
    }]),
  ];
}

function parameterBox({ folder, parameters, activeRegionName }: ParametersPlan, facts: WrittenFact[], role: 'primary' | 'standby'): SiteBox {
  const here = facts.flatMap(fact => (fact[role] === undefined ? [] : [`${fact.name} ${fact[role]}`]));
  return {
    name: folder,
    details: [
      `${counted(parameters.length, 'value')} of yours`,
      `${activeRegionName.slice(folder.length)}, which operators write`,
      ...here,
    ],
  };
}

function secretRow({ path, secretName, made, ownArns }: SecretPlan): ArchitectureRow {
  const what = `Secret ${secretName} of Secrets Manager`;
  if (made !== undefined) {
    return {
      path,
      what,
      primary: { name: made.physicalName, details: ['its value from a variable of Terraform', `version ${made.version}`] },
      standby: { name: made.physicalName, details: ['replica'] },
      flow: { direction: FlowDirection.TO_STANDBY, what: 'its value' },
    };
  }
  const box = (arn: string): SiteBox => ({ name: told(arn, 'a secret of yours'), details: ['there already'] });
  return { path, what, primary: box(ownArns!.primary), ...(ownArns?.standby === undefined ? {} : { standby: box(ownArns.standby) }) };
}
