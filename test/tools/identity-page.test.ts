import { identityPage } from '../../tools/identity-page';
import { textOf } from '../support/files';

test('docs/identity.md lists the wildcards that are accepted (npm run write:rules writes it)', () => {
  expect(textOf('docs/identity.md')).toBe(identityPage());
});
