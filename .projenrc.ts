import { javascript } from 'projen';
import { ConstructLibraryCdktf } from 'projen/lib/cdktf';
import { JobPermission } from 'projen/lib/github/workflows-model';
import { UpgradeDependenciesSchedule } from 'projen/lib/javascript';
import { importDirections } from './projenrc/import-directions';

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
  devDeps: [
    '@cdktf/provider-aws@21.22.1', // build only: the resources in use are copied to bindings/
    'fast-check@^4.10.2',
    'jsii-pacmak@~1.140.0',
    'jsii-rosetta@~5.9.0',
    'jsii-docgen@~10.12.0',
  ],

  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    include: ['.projenrc.ts', 'projenrc/**/*.ts', 'tools/**/*.ts', 'examples/typescript/**/*.ts'],
    exclude: ['lib', 'dist', 'examples/typescript/cdktf.out'],
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'tools', 'examples/typescript', 'projenrc'],
    projectService: false,
    tsconfigPath: './tsconfig.dev.json',
  },
  typecheckTests: true,
  jestOptions: {
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      collectCoverage: false,
      collectCoverageFrom: ['src/**/*.ts'],
      coveragePathIgnorePatterns: ['/node_modules/', '/bindings/'],
    },
  },
  gitignore: ['/bindings/', 'cdktf.out/', '/.jsii.tabl.json', '__pycache__/', '/.venv/', '*.egg-info/'],

  publishToPypi: {
    distName: 'cdktf-multi-region-dr',
    module: 'cdktf_multi_region_dr',
    trustedPublishing: true,
  },
  releaseToNpm: true,
  npmTrustedPublishing: true,
  npmProvenance: true,
  releaseEnvironment: 'release',
  jsiiReleaseVersion: '0.2.1061',
  buildWorkflowOptions: {
    mutableBuild: false,
    permissions: { contents: JobPermission.READ },
  },
  githubOptions: { pullRequestLint: false },
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
// Reserved words of C#, Go and Java are let through (`Attribute.string`): test/package/surface.test.ts holds Python's, the language published.
project.compileTask.reset('jsii --fail-on-warnings --silence-warnings=reserved-word');
project.compileTask.prependSpawn(bindings);
project.testTask.prependSpawn(bindings);

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

project.synth();
