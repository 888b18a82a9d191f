// What Terraform expressions in JSON refer to.

/** One reference to something of the same stack. */
export interface Reference {
  /** As Terraform writes it: `aws_vpc.x`, `data.aws_vpc.x`, `var.x`, `local.x`. */
  readonly address: string;
  /** What is read of it, such as `.outputs.vpc` or `.arn`. */
  readonly rest: string;
  /** Whether it stands in `depends_on`. */
  readonly order: boolean;
}

const REFERENCE = /(?<![\w."-])((?:data\.|ephemeral\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][\w-]*|(?:var|local)\.[A-Za-z_][\w-]*)((?:\.[\w-]+|\[[^\]]*\])*)/g;

/** References of a JSON value: in its strings, in the keys of its maps and in `depends_on`. */
export function readReferences(value: unknown, inOrder: boolean = false): Reference[] {
  if (typeof value === 'string') {
    return [...(inOrder ? value : codeOf(value)).matchAll(REFERENCE)].map(([_, address, rest]) => ({ address, rest, order: inOrder }));
  }
  if (Array.isArray(value)) return value.flatMap(entry => readReferences(entry, inOrder));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => [...readReferences(key), ...readReferences(entry, inOrder || key === 'depends_on')]);
}

/** Addresses in the expressions of a value, each once. */
export function referencesIn(value: unknown): string[] {
  return [...new Set(readReferences(value).map(reference => reference.address))];
}

/** The code between `${` and `}` of a Terraform string, without the strings in it, but with the code in those. */
function codeOf(text: string): string {
  const open: { code: boolean; braces: number }[] = [{ code: false, braces: 0 }];
  let code = '';
  for (let at = 0; at < text.length; at++) {
    const place = open[open.length - 1];
    const two = text.slice(at, at + 2);
    if (!place.code) {
      if (/^(\$\$|%%)\{/.test(text.slice(at, at + 3))) {
        at += 2; // an escaped `${` is text
      } else if (two === '${' || two === '%{') {
        open.push({ code: true, braces: 0 });
        at++;
      } else if (open.length > 1 && text[at] === '\\') {
        at++;
      } else if (open.length > 1 && text[at] === '"') {
        open.pop();
      }
    } else if (text[at] === '"') {
      open.push({ code: false, braces: 0 });
      code += ' ';
    } else if (text[at] === '}' && place.braces === 0) {
      open.pop();
      code += ' ';
    } else {
      place.braces += text[at] === '{' ? 1 : text[at] === '}' ? -1 : 0;
      code += text[at];
    }
  }
  return code;
}
