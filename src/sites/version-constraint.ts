// Version constraints of Terraform. https://developer.hashicorp.com/terraform/language/expressions/version-constraints

const AT_LEAST = /^\s*(?:=|>=|>|~>)?\s*v?(\d+)(?:\.(\d+))?/;

/** Whether a constraint lets in versions older than this one: none of its conditions keeps them out. */
export function allowsOlder(constraint: string, [major, minor]: [major: number, minor: number]): boolean {
  return !constraint.split(',').some(condition => {
    const [, ownMajor, ownMinor = '0'] = AT_LEAST.exec(condition) ?? [];
    return Number(ownMajor) > major || (Number(ownMajor) === major && Number(ownMinor) >= minor);
  });
}
