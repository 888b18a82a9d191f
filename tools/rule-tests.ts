// Which rules have a test that notices when they are off.

/** How one test ended. */
export interface TestResult {
  readonly fullName: string;
  readonly passed: boolean;
}

/** What the tests of the rules say. */
export interface Tally {
  /** Codes with a test that passes, and fails without the rule. */
  readonly red: string[];
  /** Codes without one. */
  readonly notRed: string[];
  /** Tests named after a rule that fail with the rule in force. */
  readonly broken: string[];
}

/** Compares the tests named after rules, with the rules in force and with each test's own rule switched off. */
export function tally(codes: string[], inForce: TestResult[], switchedOff: TestResult[]): Tally {
  const failedWithout = new Set(switchedOff.filter(result => !result.passed).map(result => result.fullName));
  const notices = new Set(inForce.filter(result => result.passed && failedWithout.has(result.fullName)).map(result => codeOf(result.fullName)));
  return {
    red: codes.filter(code => notices.has(code)),
    notRed: codes.filter(code => !notices.has(code)),
    broken: inForce.filter(result => !result.passed).map(result => result.fullName),
  };
}

/** The rule that a test is named after. */
export function codeOf(testName: string): string | undefined {
  return /(?:^| )(DR\d{3}) /.exec(testName)?.[1];
}
