// HTML and SVG as a tagged template: what stands in the template is markup, every value is text and escaped, unless it is markup itself.
// It is written here because runtime dependencies are bundled into every package that is published, and of the libraries looked at
// none was small, CommonJS, typed and without dependencies of its own; what is needed of one is below.

/** Text that may stand in a page as it is. */
export class Markup {
  constructor(public readonly text: string) {}
}

/** What may stand in a template. Lists are joined, and what is missing is nothing. */
export type Content = Markup | string | number | undefined | readonly Content[];

/** Markup with every value escaped. Attributes are to be written between double quotes. */
export function html(parts: TemplateStringsArray, ...values: Content[]): Markup {
  return new Markup(parts.slice(1).reduce((text, part, index) => text + shown(values[index]) + part, parts[0]));
}

/** Each of the items as markup, one after the other. */
export function each<T>(items: readonly T[], show: (item: T, index: number) => Content): Markup {
  return html`${items.map(show)}`;
}

function shown(content: Content): string {
  if (content === undefined) return '';
  if (content instanceof Markup) return content.text;
  return Array.isArray(content) ? content.map(shown).join('') : escaped(String(content));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\r': '&#13;' };

// Characters that no page may have, and halves of a pair, which no file can hold, are shown as the sign for such.
const NOT_IN_A_PAGE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escaped(text: string): string {
  return text.replace(NOT_IN_A_PAGE, '\ufffd').replace(/[&<>"'\r]/g, character => ENTITIES[character]);
}
