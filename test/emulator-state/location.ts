// Where the states of the tests are.

import { StateLocation } from '../../src';

export const PRIMARY = 'us-east-1';
export const STANDBY = 'us-west-2';

export function stateLocation(lockTable: boolean): StateLocation {
  return new StateLocation({
    serviceName: 'acme',
    environment: 'prod',
    accountId: '111122223333',
    primary: { region: PRIMARY },
    standby: { region: STANDBY },
    lockTable,
  });
}
