import { filesBelow, textOf } from '../support/files';

const RESOURCES: string[] = JSON.parse(textOf('tools/resources.json')).resources;

test('the list of embedded resources is what the sources import', () => {
  const imported = filesBelow('src', '.ts').flatMap(file => [...textOf(file).matchAll(/['"]#aws\/([^'"]+)['"]/g)].map(match => match[1]));
  expect(RESOURCES).toEqual([...new Set(imported)].sort());
});

test('the bindings come from one exact version of the prebuilt provider', () => {
  const { devDependencies } = JSON.parse(textOf('package.json'));
  expect(devDependencies['@cdktf/provider-aws']).toMatch(/^\d+\.\d+\.\d+$/);
  expect(textOf('NOTICE')).toContain(`@cdktf/provider-aws ${devDependencies['@cdktf/provider-aws']}`);
  expect(textOf('bindings/NOTICE')).toContain(`@cdktf/provider-aws ${devDependencies['@cdktf/provider-aws']}`);
});
