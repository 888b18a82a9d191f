// Holds reports against the schema that is written beside them.

import Ajv from 'ajv';
import { REPORT_SCHEMA } from '../../src/report/report-schema';

const validate = new Ajv({ allErrors: true, strict: false }).compile(REPORT_SCHEMA);

/** What is wrong with a report; empty where nothing is. */
export function isValid(report: unknown): string[] {
  return validate(report) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
