// What is refused of the code of a function. Each is found while the code is packed, so these rules have no check of their own.

import { Severity } from '../plan/problem';
import type { RuleFacts } from '../plan/rule';

const FUNCTIONS = 'docs/functions.md';
const QUOTAS = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';

export const CODE_NOT_THERE: RuleFacts = {
  code: 'DR340',
  severity: Severity.IMPOSSIBLE,
  title: 'A folder or a zip file of code that is not there, is the other of the two, or cannot be read',
  source: FUNCTIONS,
};

export const CODE_EMPTY: RuleFacts = {
  code: 'DR341',
  severity: Severity.IMPOSSIBLE,
  title: 'Code without a file',
  source: FUNCTIONS,
};

export const CODE_TOO_LARGE: RuleFacts = {
  code: 'DR342',
  severity: Severity.IMPOSSIBLE,
  title: 'Code larger than Lambda unpacks, or of more files than a zip file holds without Zip64',
  source: QUOTAS,
};

export const ZIP_TOO_LARGE: RuleFacts = {
  code: 'DR343',
  severity: Severity.IMPOSSIBLE,
  title: 'A zip file larger than Lambda takes directly',
  source: QUOTAS,
};

export const LINK: RuleFacts = {
  code: 'DR344',
  severity: Severity.IMPOSSIBLE,
  title: 'A symbolic link in a folder of code that leads out of the folder, nowhere, or back to a folder that it lies in',
  source: FUNCTIONS,
};

export const ENTRY_KIND: RuleFacts = {
  code: 'DR345',
  severity: Severity.IMPOSSIBLE,
  title: 'Something in a folder of code that cannot be read, or is neither a file nor a folder',
  source: FUNCTIONS,
};

export const ENTRY_NAME: RuleFacts = {
  code: 'DR346',
  severity: Severity.IMPOSSIBLE,
  title: 'A name in the code that does not give one and the same file wherever the zip file is unpacked',
  source: FUNCTIONS,
};

export const NOT_A_ZIP: RuleFacts = {
  code: 'DR347',
  severity: Severity.IMPOSSIBLE,
  title: 'A zip file that is none, is damaged, encrypted, or needs Zip64',
  source: FUNCTIONS,
};

export const HANDLER_MISSING: RuleFacts = {
  code: 'DR348',
  severity: Severity.UNSAFE,
  title: 'A handler whose module is not in the code, so that every call fails',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html',
};

export const EXCLUDE_PATTERN: RuleFacts = {
  code: 'DR349',
  severity: Severity.IMPOSSIBLE,
  title: 'A pattern of excludes that means nothing here, so that files would be deployed that were to be left out',
  source: FUNCTIONS,
};

export const codeRules: RuleFacts[] = [
  CODE_NOT_THERE, CODE_EMPTY, CODE_TOO_LARGE, ZIP_TOO_LARGE, LINK, ENTRY_KIND, ENTRY_NAME, NOT_A_ZIP, HANDLER_MISSING, EXCLUDE_PATTERN,
];
