import { newTaggedStack } from './environment';
import { quietly } from '../support/synth';

const tags = (variables: Record<string, string>, props = {}) => quietly(() => newTaggedStack(props, variables)).defaultTags;

test('the environment is always a tag', () => {
  expect(tags({ ENVIRONMENT_SUFFIX: 'pr42' }, { acceptedRisks: { DR068: 'tested here' } })).toEqual({ Environment: 'pr42' });
});

test('GitHub Actions and GitLab CI tell the repository', () => {
  expect(tags({ GITHUB_REPOSITORY: 'octocat/hello' })).toMatchObject({ Repository: 'octocat/hello' });
  expect(tags({ CI_PROJECT_PATH: 'group/sub/hello' })).toMatchObject({ Repository: 'group/sub/hello' });
});

test('variables of one\'s own win over those of the CI system, and empty ones do not', () => {
  const ci = { GITHUB_REPOSITORY: 'octocat/hello', GITHUB_ACTOR: 'octocat', GITHUB_REF: 'refs/pull/7/merge' };
  const volatile = { volatileTags: true };
  expect(tags({ ...ci, REPOSITORY: 'mine', COMMIT_AUTHOR: 'me', PR_NUMBER: '8', TEAM: 'core' }, volatile)).toEqual({
    Environment: 'test', Repository: 'mine', CommitAuthor: 'me', PrNumber: '8', Team: 'core',
  });
  expect(tags({ ...ci, REPOSITORY: '', COMMIT_AUTHOR: '', PR_NUMBER: '', TEAM: '' }, volatile)).toEqual({
    Environment: 'test', Repository: 'octocat/hello', CommitAuthor: 'octocat', PrNumber: '7',
  });
});

test('tags that differ from run to run are there on request alone', () => {
  const ci = { CI_PROJECT_PATH: 'group/hello', CI_COMMIT_AUTHOR: 'Ada <ada@example.com>', CI_MERGE_REQUEST_IID: '3', TEAM: 'core' };
  expect(tags(ci)).toEqual({ Environment: 'test', Repository: 'group/hello', Team: 'core' });
  expect(tags(ci, { volatileTags: true })).toEqual({ Environment: 'test', Repository: 'group/hello', Team: 'core', CommitAuthor: 'Ada', PrNumber: '3' });
});

test('the number of a pull request is in GitHub\'s reference to it, and in no other', () => {
  const number = (GITHUB_REF: string) => tags({ GITHUB_REF }, { volatileTags: true }).PrNumber;
  expect(number('refs/pull/42/merge')).toBe('42');
  expect(number('refs/pull/42/head')).toBe('42');
  expect(number('refs/heads/refs/pull/42/merge')).toBeUndefined();
  expect(number('refs/tags/42')).toBeUndefined();
});

test('what AWS refuses in the value of a tag is dropped at its ends and is a hyphen inside', () => {
  const author = (COMMIT_AUTHOR: string) => tags({ COMMIT_AUTHOR }, { volatileTags: true }).CommitAuthor;
  expect(author('dependabot[bot]')).toBe('dependabot-bot');
  expect(author('Ada Lovelace <ada@example.com>')).toBe('Ada Lovelace');
  expect(author('<ada@example.com>')).toBe('ada@example.com');
  expect(author('Jürgen Müller-Lüdenscheid, "JML"')).toBe('Jürgen Müller-Lüdenscheid- -JML');
  expect(author('  \n')).toBeUndefined();
  expect(author('[]{}')).toBeUndefined();
});

test('a tag given in code wins over one of the environment, whatever its case', () => {
  expect(tags({ REPOSITORY: 'theirs', TEAM: 'theirs' }, { defaultTags: { Repository: 'mine', team: 'mine', environment: 'production' } }))
    .toEqual({ Repository: 'mine', team: 'mine', environment: 'production' });
});

test('a tag that is null is left out, as Python leaves out None', () => {
  expect(tags({ TEAM: 'core' }, { defaultTags: { Owner: null, Team: undefined } })).toEqual({ Environment: 'test', Team: 'core' });
});

test('a tag of the environment that is too long for AWS is left out, with a warning', () => {
  const long = 'x'.repeat(257);
  expect(tags({ TEAM: long, REPOSITORY: long.slice(1) })).toEqual({ Environment: 'test', Repository: long.slice(1) });
});
