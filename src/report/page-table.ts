// Tables of the page. On a narrow screen each row becomes a card, whose lines say what they are; roles keep it a table for screen readers.

import { Content, each, html, Markup } from './markup';

/** A table: a caption, the heads of its columns, and rows whose first cell is their head. */
export interface Table {
  readonly caption: Content;
  readonly columns: string[];
  readonly groups: RowGroup[];
  /**
   * What kind of table it is: `wide` has many columns, and becomes cards sooner; `small` never does; the cells of `tiles` stand side by side in a card;
   * of `titled` a heading above says what the caption does, which only screen readers get.
   */
  readonly classes: string;
  /** Columns of numbers. */
  readonly numbers?: string[];
  /** Rows at the foot. */
  readonly totals?: Cell[][];
}

/** Rows under a head of their own, or without one. */
export interface RowGroup {
  readonly head?: Content;
  readonly rows: Cell[][];
}

/** A cell. One that is `empty` is left out of a card. */
export interface Cell {
  readonly content: Content;
  readonly empty?: boolean;
}

export function cell(content: Content): Cell {
  return { content };
}

export function table({ caption, columns, groups, classes, numbers = [], totals }: Table): Markup {
  const isNumber = (index: number) => numbers.includes(columns[index]);
  const kind = (names: (string | false | undefined)[]) => {
    const kinds = names.filter(Boolean).join(' ');
    return kinds === '' ? undefined : html` class="${kinds}"`;
  };
  const row = (cells: Cell[]) => html`<tr role="row">${each(cells, ({ content, empty }, index) => (index === 0
    ? html`<th role="rowheader" scope="row">${content}</th>`
    : html`<td role="cell" data-label="${columns[index]}"${kind([isNumber(index) && 'number', empty && 'empty'])}><div>${content}</div></td>`))}</tr>
`;
  const head = (content: Content) => content !== undefined
    && html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan="${columns.length}">${content}</th></tr>
`;
  return html`<table role="table" class="${classes}">
<caption>${caption}</caption>
<thead role="rowgroup"><tr role="row">${each(columns, (column, index) => html`<th role="columnheader" scope="col"${kind([isNumber(index) && 'number'])}>${column}</th>`)}</tr></thead>
${each(groups, group => html`<tbody role="rowgroup">
${head(group.head) || undefined}${each(group.rows, row)}</tbody>
`)}${totals && html`<tfoot role="rowgroup">${totals.map(row)}</tfoot>
`}</table>
`;
}
