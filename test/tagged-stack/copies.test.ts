import { newTaggedStack, tagsOf } from './environment';
import { Sites } from '../../src';
import { quietly, SITES, templateOf } from '../support/synth';

const ASKED = { Environment: 'test', Owner: 'me' };
const { environment: _, ...sites } = SITES;

test('what is done to the tags that a stack tells of changes no provider, neither its own nor those of sites', () => {
  const stack = newTaggedStack({ defaultTags: { Owner: 'me' } });
  stack.defaultTags.Owner = 'you';
  stack.defaultTags.Team = 'payments';
  quietly(() => Sites.inOneStack(stack, 'Sites', sites));
  stack.defaultTags.Late = 'yes';
  expect(tagsOf(templateOf(stack))).toEqual([ASKED, ASKED, ASKED]);
});

test('what is done to the tags that a stack was given, after it was made, changes no provider and nothing that the stack tells', () => {
  const defaultTags: Record<string, unknown> = { Owner: 'me' };
  const stack = newTaggedStack({ defaultTags });
  defaultTags.Owner = 'you';
  defaultTags.Team = 'payments';
  quietly(() => Sites.inOneStack(stack, 'Sites', sites));
  expect(stack.defaultTags).toEqual(ASKED);
  expect(tagsOf(templateOf(stack))).toEqual([ASKED, ASKED, ASKED]);
});
