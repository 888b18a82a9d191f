// Reads a page as strictly as XML is read: every element is closed where it was opened, every attribute is quoted and stands once.

const ALONE = new Set(['meta', 'link', 'br']);

/** An element that was met, with its attributes and where it stands. */
export interface Met {
  readonly tag: string;
  readonly attributes: Record<string, string>;
  /** The elements around it, outermost first. */
  readonly within: string[];
}

/** The elements of a page, in their order. Throws where the page is not well formed. */
export function elementsOf(page: string): Met[] {
  const open: string[] = [];
  const met: Met[] = [];
  const body = page.replace(/^<!DOCTYPE html>\n/, '').replace(/(<style>)[^<]*(<\/style>)/, '$1$2');
  for (const piece of body.split(/(<[^>]*>)/)) {
    if (!piece.startsWith('<')) {
      if (/[<>]/.test(piece) || /&(?!(amp|lt|gt|quot|#39|#13);)/.test(piece)) throw new Error(`not escaped: ${piece}`);
      continue;
    }
    const closing = /^<\/([a-z0-9]+)>$/.exec(piece);
    if (closing) {
      if (open.pop() !== closing[1]) throw new Error(`${piece} closes something else, within ${open.join(' ')}`);
      continue;
    }
    const opening = /^<([a-z][a-z0-9]*)((?: [a-zA-Z][a-zA-Z0-9-]*(?:="[^"<>]*")?)*)(\/?)>$/.exec(piece);
    if (!opening) throw new Error(`not an element: ${piece}`);
    const attributes = [...opening[2].matchAll(/ ([a-zA-Z][a-zA-Z0-9-]*)(?:="([^"]*)")?/g)].map(([, name, value = '']) => [name, value]);
    if (new Set(attributes.map(([name]) => name)).size !== attributes.length) throw new Error(`an attribute twice: ${piece}`);
    met.push({ tag: opening[1], attributes: Object.fromEntries(attributes), within: [...open] });
    if (!ALONE.has(opening[1]) && opening[3] === '') open.push(opening[1]);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(' ')}`);
  return met;
}
