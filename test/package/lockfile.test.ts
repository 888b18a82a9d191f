import { textOf } from '../support/files';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  /** Set where a package brings its dependency along, under its own digest. */
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

const PACKAGES: Record<string, Locked> = JSON.parse(textOf('package-lock.json')).packages;
const { '': root, ...INSTALLED } = PACKAGES;

test('no package is bound to the registry that an author used', () => {
  expect(Object.keys(PACKAGES).filter(name => PACKAGES[name].resolved !== undefined)).toEqual([]);
});

test('every package is locked to one version and its digest', () => {
  expect(Object.keys(INSTALLED).length).toBeGreaterThan(100);
  const loose = Object.entries(INSTALLED).filter(([, one]) => !one.version || !(one.integrity || one.inBundle));
  expect(loose.map(([name]) => name)).toEqual([]);
});

test('the lock belongs to package.json', () => {
  const { devDependencies, peerDependencies } = JSON.parse(textOf('package.json'));
  expect(root.devDependencies).toEqual(devDependencies);
  expect(root.peerDependencies).toEqual(peerDependencies);
});

test('the builds for all platforms are locked, so that npm ci works on each', () => {
  const locked = new Set(Object.keys(INSTALLED).map(name => name.replace(/^.*node_modules\//, '')));
  const missing = Object.values(INSTALLED).flatMap(one => Object.keys(one.optionalDependencies ?? {})).filter(name => !locked.has(name));
  expect([...new Set(missing)]).toEqual([]);
});
