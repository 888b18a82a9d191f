// Switches a rule off, so that a test can show that it would notice. Only tools/test-rules.ts sets this up (tools/test-rules.config.json).
//
// A test whose name starts with the code of a rule runs without that rule: nobody reports its findings, and what Terraform
// was to check under its code is not in the JSON.

import { TerraformStack } from 'cdktf';
import { Finding, ProblemList, RuleFacts } from '../../src/plan/rule';

let off: string | undefined;

beforeEach(() => {
  off = /(?:^| )(DR\d{3}) /.exec(expect.getState().currentTestName ?? '')?.[1];
});

afterEach(() => {
  off = undefined;
});

const add = ProblemList.prototype.add;
ProblemList.prototype.add = function addUnlessOff(this: ProblemList, rule: RuleFacts, finding: Finding): void {
  if (rule.code !== off) add.call(this, rule, finding);
};

const toTerraform = TerraformStack.prototype.toTerraform;
TerraformStack.prototype.toTerraform = function withoutChecksThatAreOff(this: TerraformStack): any {
  return withoutChecks(toTerraform.call(this));
};

function withoutChecks(value: any): any {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutChecks);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [
    key,
    /^(pre|post)condition$/.test(key) && Array.isArray(entry) ? entry.filter(one => !isOff(one)) : withoutChecks(entry),
  ]));
}

function isOff(check: { error_message?: unknown; errorMessage?: unknown }): boolean {
  return off !== undefined && String(check.error_message ?? check.errorMessage).startsWith(`${off}:`);
}
