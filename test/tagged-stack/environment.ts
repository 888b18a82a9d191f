// Stacks made in an environment that a test chooses, whatever the machine has set.

import { App, Testing } from 'cdktf';
import { TaggedStack, TaggedStackProps } from '../../src';
import type { Variables } from '../../src/tagged-stack/settings';
import { templateOf } from '../support/synth';
import type { Template } from '../support/template';

/** The variables that a stack reads. */
export const VARIABLES = [
  'ENVIRONMENT_SUFFIX', 'AWS_REGION', 'TERRAFORM_STATE_BUCKET', 'TERRAFORM_STATE_BUCKET_REGION', 'TERRAFORM_STATE_LOCK_TABLE',
  'TERRAFORM_STATE_REGION', 'TERRAFORM_STATE_BOOTSTRAP',
  'REPOSITORY', 'COMMIT_AUTHOR', 'PR_NUMBER', 'TEAM', 'GITHUB_REPOSITORY', 'GITHUB_ACTOR', 'GITHUB_REF',
  'CI_PROJECT_PATH', 'CI_COMMIT_AUTHOR', 'CI_MERGE_REQUEST_IID',
];

/** Runs something with these variables set, and no other that a stack reads. */
export function inEnvironment<T>(variables: Variables, run: () => T): T {
  const before = VARIABLES.map(name => [name, process.env[name]] as const);
  VARIABLES.forEach(name => set(name, variables[name]));
  try {
    return run();
  } finally {
    before.forEach(([name, value]) => set(name, value));
  }
}

function set(name: string, value: string | undefined): void {
  if (value === undefined) {
    delete process.env[name];
  } else {
    process.env[name] = value;
  }
}

/** A stack with a state bucket. */
export function newTaggedStack(
  props: TaggedStackProps = {}, variables: Variables = {}, stackId: string = 'orders-test', app: App = Testing.app(),
): TaggedStack {
  return inEnvironment(variables, () => new TaggedStack(app, stackId, { ...(props.localState || props.stateLocation ? {} : { stateBucket: 'example-state' }), ...props }));
}

/** The JSON of a stack with a state bucket. */
export function synthesized(props: TaggedStackProps = {}, variables: Variables = {}, stackId: string = 'orders-test'): Template {
  return templateOf(newTaggedStack(props, variables, stackId));
}

/** The default tags of every provider in a stack. */
export function tagsOf(template: Template): Record<string, string>[] {
  return template.json.provider.aws.map((provider: any) => provider.default_tags[0].tags);
}
