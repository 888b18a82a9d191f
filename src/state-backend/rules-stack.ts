// What is refused of a stack that keeps its state in a location: DR760 to DR769.

import type { StackStatePlan } from './plan-stack';
import { BOOTSTRAP_VARIABLE } from './variables';
import { Severity } from '../plan/problem';
import { show } from '../plan/reader';
import type { Rule } from '../plan/rule';
import { keyNeeds } from '../plan/state-names';

const BACKEND = 'https://developer.hashicorp.com/terraform/language/backend/s3';
const OWN_DOCS = 'docs/state-backend.md';

const stateKey: Rule<StackStatePlan> = {
  code: 'DR760',
  severity: Severity.IMPOSSIBLE,
  title: 'A key of a state in a location that Terraform or S3 cannot keep a state under',
  source: BACKEND,
  check: ({ key, ownKey }) => {
    const needed = keyNeeds(key);
    return needed === undefined ? [] : [{
      path: 'stateKey', message: `${show(key)} ${ownKey ? 'given' : 'follows from the id of the stack'}, ${needed} needed`, mend: ownKey ? 'Correct it' : 'Give a stateKey',
    }];
  },
};

const sharedState: Rule<StackStatePlan> = {
  code: 'DR761',
  severity: Severity.IMPOSSIBLE,
  title: 'Two stacks of one app with one key in a location: each would destroy what the other made, also from the other bucket',
  source: OWN_DOCS,
  check: ({ key, sharedWith }) => sharedWith.map(other => ({
    path: 'stateKey', message: `${show(key)} is the state of the stack ${show(other)} too, in this bucket or in the one that it replicates to`, mend: 'Give one of them another stateKey or id',
  })),
};

const secondBackend: Rule<StackStatePlan> = {
  code: 'DR762',
  severity: Severity.IMPOSSIBLE,
  title: 'A second backend for a stack',
  source: 'https://developer.hashicorp.com/terraform/language/backend',
  check: ({ hasBackend, stackId }) => (hasBackend ? [{
    path: 'stack', message: `${show(stackId)} given, which has a backend; a stack without one needed`, mend: 'Leave out its own backend; give a TaggedStack the location as stateLocation',
  }] : []),
};

const otherRegion: Rule<StackStatePlan> = {
  code: 'DR763',
  severity: Severity.IMPOSSIBLE,
  title: 'A state in a region that has no bucket of the location',
  source: OWN_DOCS,
  check: ({ region, regions, regionVariable }) => (regions.includes(region) ? [] : [{
    path: 'stateRegion',
    message: `${show(region)}${regionVariable === undefined ? '' : ` from ${regionVariable}`} given, ${regions.join(' or ')} needed, where the buckets are`,
    mend: regionVariable === undefined ? 'Correct it or leave it out' : `Correct ${regionVariable} or unset it`,
  }]),
};

const lostState: Rule<StackStatePlan> = {
  code: 'DR764',
  severity: Severity.UNSAFE,
  title: 'The state of a stack that is needed when the primary region is down is kept in that region',
  source: OWN_DOCS,
  check: ({ normalRegion, primaryRegion, survives, regions }) => (survives && normalRegion === primaryRegion ? [{
    path: 'stateRegion',
    message: `${show(normalRegion)} given, which is the primary region; ${show(regions.find(region => region !== primaryRegion))} needed, which is there when it is down`,
    mend: 'Leave out stateRegion, or say with partScope that the stack holds the primary region alone',
  }] : []),
};

const inFile: Rule<StackStatePlan> = {
  code: 'DR765',
  severity: Severity.RISK,
  notice: true,
  title: 'The state of a stack is in a file, since its buckets are not there yet',
  source: OWN_DOCS,
  check: ({ bootstrapping, stackId, bucket }) => (bootstrapping ? [{
    path: 'stack', message: `${BOOTSTRAP_VARIABLE} is ${show(stackId)}, so the state is in a file and not yet in ${bucket}`, mend: 'Unset it when the bucket is there, and move the state with terraform init -migrate-state',
  }] : []),
};

const elsewhere: Rule<StackStatePlan> = {
  code: 'DR766',
  severity: Severity.RISK,
  notice: true,
  title: 'A variable of the environment leads to another bucket than usual',
  source: OWN_DOCS,
  check: ({ region, normalRegion, regionVariable, regions }) => (region !== normalRegion && regions.includes(region) ? [{
    path: 'stateRegion', message: `${show(region)} from ${regionVariable} given, ${show(normalRegion)} is usual; nobody may use the other bucket meanwhile`, mend: `Unset ${regionVariable} when the states are back`,
  }] : []),
};

const noLock: Rule<StackStatePlan> = {
  code: 'DR767',
  severity: Severity.UNSAFE,
  title: 'A state in a location that nothing locks',
  source: BACKEND,
  check: ({ lockFile, lockTable }) => (!lockFile && lockTable === undefined ? [{
    path: 'stateLockFile',
    message: 'false given, and the location has no lock table, so that two runs at once can destroy the state',
    mend: 'Leave it out, or set lockTable of the location',
  }] : []),
};

export const stackRules: Rule<StackStatePlan>[] = [stateKey, sharedState, secondBackend, otherRegion, lostState, inFile, elsewhere, noLock];
