import * as fs from 'fs';
import * as path from 'path';
import { loadESLint } from 'eslint';
import { ROOT } from '../support/files';

const RULES = ['no-restricted-imports', 'import/no-restricted-paths'];

/** The linter of the project and its configuration of files in src. */
async function project() {
  const ESLint = await loadESLint({ useFlatConfig: false });
  const config = await new ESLint({ cwd: ROOT }).calculateConfigForFile(path.join(ROOT, 'src', 'index.ts'));
  return { ESLint, config };
}

/** The rules about imports that the text is refused by, if it were the given file. */
async function refusals(file: string, text: string): Promise<string[]> {
  const { ESLint, config: { parser, plugins, settings, rules } } = await project();
  // Without the rules that need types: the file is not there.
  const linter = new ESLint({
    cwd: ROOT,
    useEslintrc: false,
    ignore: false,
    overrideConfig: {
      root: true,
      parser,
      plugins,
      settings,
      parserOptions: { ecmaVersion: 2018, sourceType: 'module' },
      rules: Object.fromEntries(RULES.map(rule => [rule, rules[rule]])),
    },
  } as object);
  const [{ messages }] = await linter.lintText(text, { filePath: path.join(ROOT, file) });
  return messages.map(message => message.ruleId ?? message.message);
}

describe.each([
  ['plan', '../sites/sites'],
  ['plan', '../tables/plan'],
  ['sites', '../keys/plan'],
  ['keys', '../tables/plan'],
  ['network', '../tables/plan'],
  ['tables', '../network/plan'],
  ['tables', '../multi-region-dr/multi-region-dr'],
])('src/%s', (folder, target) => {
  test(`may not import ${target}`, async () => {
    expect(await refusals(`src/${folder}/probe.ts`, `import * as probe from '${target}';\nprobe;\n`)).toEqual(['import/no-restricted-paths']);
  });
});

test.each([
  ['sites', '../plan/naming'],
  ['tables', '../sites/sites'],
  ['tables', '../keys/plan'],
  ['multi-region-dr', '../tables/plan'],
])('src/%s may import %s', async (folder, target) => {
  expect(await refusals(`src/${folder}/probe.ts`, `import * as probe from '${target}';\nprobe;\n`)).toEqual([]);
});

test('every folder of src has its directions', async () => {
  const { config: { rules } } = await project();
  const folders = fs.readdirSync(path.join(ROOT, 'src'), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(entry => `./src/${entry.name}`);
  const targets = rules['import/no-restricted-paths'][1].zones.map((zone: { target: string }) => zone.target);
  expect(folders.filter(folder => !targets.includes(folder))).toEqual([]);
});

test.each(['@cdktf/provider-aws', '@cdktf/provider-aws/lib/vpc'])('nothing imports %s: the bindings are embedded', async name => {
  expect(await refusals('src/plan/probe.ts', `import * as probe from '${name}';\nprobe;\n`)).toEqual(['no-restricted-imports']);
});
