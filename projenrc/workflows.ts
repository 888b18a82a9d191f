// What the workflows have beyond what projen writes: pinned actions, least privilege, and the test lanes as jobs of their own.

import { Component, JsonPatch } from 'projen';
import type { GitHub, GithubWorkflow } from 'projen/lib/github';
import { WorkflowSteps } from 'projen/lib/github';
import type { Job, JobStep, Tools } from 'projen/lib/github/workflows-model';
import { JobPermission } from 'projen/lib/github/workflows-model';

// Actions that projen names by tag, or not at all: the commit of the tag.
const PINNED: Record<string, string> = {
  'actions/setup-node': '820762786026740c76f36085b0efc47a31fe5020', // v7.0.0
  'actions/setup-python': '5fda3b95a4ea91299a34e894583c3862153e4b97', // v7.0.0
  'hashicorp/setup-terraform': 'dfe3c3f87815947d99a8997f908cb6525fc44e9e', // v4.0.1
  'peter-evans/create-pull-request': '5f6978faf089d4d20b00c7766989d076bb2fc7f1', // v8.1.1
};
const TOOLS: Tools = { node: { version: '24' }, python: { version: '3.12' } };
const TERRAFORM_VERSION = '1.11.4';
const READ_ONLY = { contents: JobPermission.READ };

/** Uses every action at a commit. */
export function pinActions(github: GitHub): void {
  for (const [action, commit] of Object.entries(PINNED)) github.actions.set(action, `${action}@${commit}`);
}

/** Adds the lanes of `test:all` that the build task doesn't run, and the check against the real AWS provider. */
export function addTestJobs(workflow: GithubWorkflow): void {
  const job = { runsOn: ['ubuntu-latest'], permissions: READ_ONLY, tools: TOOLS, env: { CI: 'true' } };
  const prepare: JobStep[] = [WorkflowSteps.checkout(), { name: 'Install dependencies', run: 'npm ci' }];
  const terraform: JobStep = {
    name: 'Setup Terraform',
    uses: 'hashicorp/setup-terraform',
    with: { terraform_version: TERRAFORM_VERSION, terraform_wrapper: false },
  };
  workflow.addJobs({
    lanes: {
      ...job,
      name: 'test:${{ matrix.lane }}',
      // The checker of schema plans is nowhere that GitHub could fetch it from: that lane may skip it, and the job below comes in for it.
      env: { CI: "${{ matrix.lane != 'examples' }}" },
      strategy: { failFast: false, matrix: { domain: { lane: ['rules', 'python', 'examples', 'emulator', 'cli', 'report', 'workflows'] } } },
      steps: [...prepare, terraform, { name: 'Test', run: 'npx projen "test:$LANE"', env: { LANE: '${{ matrix.lane }}' } }],
    },
    provider: {
      ...job,
      name: 'test:provider',
      steps: [...prepare, terraform, { name: 'Validate the example with the AWS provider', run: 'npx projen test:provider' }],
    },
  });
}

/**
 * Grants nothing but what a job asks for, leaves no token behind in any checkout, lets the job that builds a release only read (other jobs
 * publish it), and runs a workflow once for a branch at a time.
 */
export class HardenedWorkflows extends Component {
  constructor(private readonly github: GitHub) {
    super(github.project);
  }

  public preSynthesize(): void {
    for (const workflow of this.github.workflows) {
      workflow.file?.patch(JsonPatch.add('/permissions', {}));
      if (!workflow.concurrency) {
        workflow.file?.patch(JsonPatch.add('/concurrency', { 'group': '${{ github.workflow }}-${{ github.ref }}', 'cancel-in-progress': true }));
      }
      for (const [name, job] of Object.entries(workflow.jobs)) {
        if (!('uses' in job)) workflow.updateJob(name, { ...job, ...stepsWithoutToken(job) });
      }
      const release = workflow.jobs.release;
      if (release) workflow.updateJob('release', { ...release, permissions: READ_ONLY });
    }
  }
}

function stepsWithoutToken(job: Job): { steps: JobStep[] } {
  const steps = job.steps as JobStep[] | (() => JobStep[]);
  if (typeof steps !== 'function') return { steps: steps.map(withoutToken) };
  // projen takes a function where steps are only known at synthesis.
  return { steps: (() => steps().map(withoutToken)) as unknown as JobStep[] };
}

function withoutToken(step: JobStep): JobStep {
  return step.uses?.startsWith('actions/checkout@') ? { ...step, with: { ...step.with, 'persist-credentials': false } } : step;
}
