import { filesBelow, textOf } from '../support/files';

const WORKFLOWS = filesBelow('.github/workflows', '.yml');

/** The jobs of a workflow, each as its text. */
function jobsOf(file: string): string[] {
  return textOf(file).split(/^jobs:$/m)[1].split(/^ {2}(?=[\w-]+:$)/m).slice(1);
}

test.each(WORKFLOWS)('%s uses every action at a commit', file => {
  const uses = [...textOf(file).matchAll(/uses: (.+)$/gm)].map(match => match[1]);
  expect(uses.length).toBeGreaterThan(0);
  expect(uses.filter(action => !/^[\w.-]+\/[\w.-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

test.each(WORKFLOWS)('%s grants nothing but what a job asks for', file => {
  expect(textOf(file)).toMatch(/^permissions: \{\}$/m);
});

test('only publishing has an identity or may write, and it waits for the protected environment', () => {
  const trusted = WORKFLOWS.flatMap(jobsOf).filter(job => /^ {6}[\w-]+: write$/m.test(job));
  expect(trusted.map(job => job.split(':')[0])).toEqual(['release_github', 'release_npm', 'release_pypi']);
  expect(trusted.filter(job => !/^ {4}environment: release$/m.test(job))).toEqual([]);
});

test('a build that changes a committed file fails', () => {
  expect(textOf('.github/workflows/build.yml')).toContain('Fail build on mutation');
});

test('what CI runs is the line that the README gives', () => {
  const [line] = textOf('.ci/run').split('\n').filter(one => one.includes('npm'));
  expect(textOf('README.md').split('\n')).toContain(line);
});
