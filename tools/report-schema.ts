// src/report/report-schema.ts: the JSON schema of report.json, from the type that it is. The package ships it as code, so that it needs no file of its own.

import * as path from 'path';
import { createGenerator } from 'ts-json-schema-generator';

const ROOT = path.join(__dirname, '..');

/** The schema. */
export function reportSchema(): object {
  const generator = createGenerator({
    path: path.join(ROOT, 'src/report/report.ts'),
    type: 'Report',
    tsconfig: path.join(ROOT, 'tsconfig.dev.json'),
    skipTypeCheck: true,
    sortProps: false,
  });
  const { $schema, ...schema } = generator.createSchema('Report');
  return { $schema, title: 'A report on a service in two regions, written by cdktf-multi-region-dr', ...schema };
}

/** The module that exports it. */
export function reportSchemaModule(): string {
  return [
    '// The JSON schema of report.json. Written by `npm run write:rules` from the types in report.ts; not to be changed by hand.',
    '/* eslint-disable */',
    '',
    `export const REPORT_SCHEMA: object = ${JSON.stringify(reportSchema(), undefined, 2)};`,
    '',
  ].join('\n');
}
