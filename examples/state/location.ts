// Where states are. Give every app of the account the same, as a file of its own or in a package: names follow from it, nothing is looked up.

import { StateLocation } from 'cdktf-multi-region-dr';

export const location = new StateLocation({
  serviceName: 'platform',
  environment: 'prod',
  accountId: '123456789012',
  primary: { region: 'us-east-1' },
  standby: { region: 'us-west-2' },
});
