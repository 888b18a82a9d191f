import { readFileSync } from 'fs';
import { join } from 'path';
import { currentAddresses } from './golden';

const frozen: Record<string, string[]> = JSON.parse(readFileSync(join(__dirname, 'addresses.json'), 'utf8'));
const current = currentAddresses();

// Terraform destroys what is at an address that is gone. A change here is a breaking change and ships `moved` blocks;
// `npm run write:addresses` then writes the file anew.
test.each(Object.keys(current))('%s: every resource is at the address that it had', name => {
  expect(current[name]).toEqual(frozen[name]);
});

test('no architecture is forgotten', () => {
  expect(Object.keys(frozen)).toEqual(Object.keys(current));
});
