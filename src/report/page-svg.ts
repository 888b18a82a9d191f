// Text in drawings. SVG breaks no lines, and the fonts are the reader's: widths are estimated, rather too wide than too narrow.

import { each, html, Markup } from './markup';

/** The fonts of drawings. */
export type Font = 'plain' | 'bold' | 'mono';

/** How wide a text is at most, in the units of the drawing. */
export function widthOf(text: string, size: number, font: Font = 'plain'): number {
  return [...text].reduce((sum, character) => sum + widthOfOne(character, font), 0) * size * (font === 'bold' ? 1.13 : 1);
}

// In parts of the font's size, after DejaVu Sans, which is wider than what most systems have.
function widthOfOne(character: string, font: Font): number {
  if (character > '\u02ff') return 1.1;
  if (font === 'mono') return 0.62;
  if (/[ijl.,:;'|! ]/.test(character)) return 0.36;
  if (/[frt()[\]/"-]/.test(character)) return 0.44;
  if (/[mwMW@%&+<>=~^#_]/.test(character)) return 0.98;
  return /[A-Z]/.test(character) ? 0.76 : 0.65;
}

/** The text in lines of no more than this width: broken at spaces; a word that is longer than a line after signs, or anywhere where there is none. */
export function linesOf(text: string, width: number, size: number, font: Font = 'plain'): string[] {
  const fits = (line: string) => widthOf(line.trimEnd(), size, font) <= width;
  const broken = (piece: string, after: RegExp, otherwise: (longer: string) => string[]) => (
    piece.split(after).flatMap(shorter => (fits(shorter) ? [shorter] : otherwise(shorter)))
  );
  const pieces = broken(text, /(?<=\s)/, word => broken(word, /(?<=[/:._-])/, part => [...part]));
  const lines = pieces.reduce<string[]>((done, piece) => {
    const last = done[done.length - 1];
    return last !== undefined && fits(last + piece) ? [...done.slice(0, -1), last + piece] : [...done, piece];
  }, []);
  return lines.map(line => line.trim()).filter(line => line !== '');
}

/** How far apart lines of this size stand. */
export function lineHeight(size: number): number {
  return Math.round(size * 1.35);
}

/** Lines one below the other; `y` is the upper edge of the first. */
export function textLines(lines: string[], { x, y, size, classes = '', anchor = 'start' }: TextPlace): Markup {
  return each(lines, (line, index) => html`<text x="${x}" y="${y + index * lineHeight(size) + size}" font-size="${size}" text-anchor="${anchor}" class="${classes}">${line}</text>
`);
}

export interface TextPlace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly classes?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** A number as an attribute: the same on every machine, and short. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
