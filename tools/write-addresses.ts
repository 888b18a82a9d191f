// npm run write:addresses: freezes the Terraform addresses of today. Whoever changes one ships a `moved` block for it.

import { writeFileSync } from 'fs';
import { join } from 'path';
import { currentAddresses } from '../test/golden/golden';

writeFileSync(join(__dirname, '../test/golden/addresses.json'), `${JSON.stringify(currentAddresses(), undefined, 2)}\n`);
