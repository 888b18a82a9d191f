// How the page looks: light and dark, wide and narrow, and on paper. Colours are variables; on paper and in light they are the same ones, but for the ink.

const COLOURS = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --ink: #1b1f24; --muted: #57606a; --rule: #d5dae0; --faint: #f5f6f8; --link: #0a53be; --focus: #0a53be;
  --met: #116329; --missed: #a40e26; --unknown: #6b4f00;
  --detect: #b6d4f5; --decide: #f3d9a4; --execute: #b5dfd0; --validate: #d9cbf2; --on-part: #14181d; --edge: #4a525b;
  --primary: #eef4fb; --standby: #f0f7f2; --primary-edge: #8fb2da; --standby-edge: #93bfa2; --site: #ffffff;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SFMono-Regular", Menlo, Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #14171b; --ink: #e4e7eb; --muted: #a3adb8; --rule: #363d46; --faint: #1d2126; --link: #8ab8f8; --focus: #8ab8f8;
    --met: #6fd08c; --missed: #ff9a9f; --unknown: #e3c26a;
    --detect: #24507f; --decide: #6d4f10; --execute: #1e5a47; --validate: #53407f; --on-part: #f4f6f8; --edge: #98a2ad;
    --primary: #18222e; --standby: #17251d; --primary-edge: #46678c; --standby-edge: #44705a; --site: #14171b;
  }
}
`;

const TEXT = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 82rem; padding: 0 1.5rem 3rem; background: var(--page); color: var(--ink); font: 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { margin: 0; font-size: 2rem; font-weight: 650; letter-spacing: -0.01em; }
h2 { margin: 0 0 0.75rem; font-size: 1.4rem; font-weight: 650; }
h3 { margin: 2rem 0 0.6rem; font-size: 1.1rem; font-weight: 650; }
p, ul, ol, dl { margin: 0 0 0.9rem; }
p, li, figcaption { max-width: 76ch; }
ul, ol { padding-left: 1.4rem; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
main:focus { outline: none; }
code, pre { font-family: var(--mono); font-size: 0.875em; }
pre { margin: 0 0 0.7rem; padding: 0.65rem 0.8rem; background: var(--faint); border: 1px solid var(--rule); border-radius: 4px; white-space: pre-wrap; line-height: 1.5; }
pre code { font-size: 0.85rem; }
dl { display: grid; gap: 0.25rem; }
dl > div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: 0 0.75rem; }
dt { color: var(--muted); }
dd { margin: 0; max-width: 76ch; }
.none, figcaption, .explained, footer { color: var(--muted); }
.tag { display: inline-block; padding: 0 0.4em; border: 1px solid var(--rule); border-radius: 3px; color: var(--muted); font-size: 0.85em; font-weight: 400; white-space: nowrap; }
.skip { position: absolute; left: 0.5rem; top: -6rem; z-index: 1; padding: 0.5rem 0.9rem; background: var(--page); border: 1px solid var(--rule); }
.skip:focus { top: 0.5rem; }
details { margin: 0 0 0.5rem; border: 1px solid var(--rule); border-radius: 4px; }
summary { padding: 0.5rem 0.8rem; cursor: pointer; }
details[open] > summary { border-bottom: 1px solid var(--rule); }
details > :not(summary) { margin: 0.8rem; width: calc(100% - 1.6rem); }
`;

const LAYOUT = `
header { padding: 2.5rem 0 1.5rem; border-bottom: 1px solid var(--rule); }
.eyebrow { margin: 0 0 0.3rem; color: var(--muted); font-size: 0.9rem; }
.environment { color: var(--muted); font-weight: 400; }
.facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2.2rem; margin: 1rem 0 1.4rem; }
.facts > div { display: block; }
.facts dt { font-size: 0.85rem; }
.facts dd { font-weight: 600; }
.verdicts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr)); gap: 1rem; max-width: 46rem; margin: 0 0 1rem; }
.verdict { padding: 0.8rem 1rem; border: 1px solid var(--rule); border-left: 4px solid var(--unknown); border-radius: 4px; }
.verdict.met { border-left-color: var(--met); }
.verdict.missed { border-left-color: var(--missed); }
.verdict h2 { margin: 0; font-size: 1rem; }
.verdict p { margin: 0; }
.explained { font-size: 0.875rem; }
.figure { font-size: 1.7rem; font-weight: 650; line-height: 1.4; font-variant-numeric: tabular-nums; }
.objective { font-weight: 600; color: var(--unknown); }
.met .objective { color: var(--met); }
.missed .objective { color: var(--missed); }
.disclaimer { margin: 0; }
nav { padding: 1.25rem 0 0; font-size: 0.925rem; }
nav h2 { margin: 0 0 0.5rem; font-size: 1rem; }
nav ol { margin: 0; padding: 0; list-style: none; }
nav > ol { columns: 16rem; }
nav li { break-inside: avoid; }
nav a { display: inline-block; padding: 0.16rem 0; text-decoration: none; }
nav a:hover { text-decoration: underline; }
nav ol ol { padding-left: 0.9rem; border-left: 1px solid var(--rule); }
main > section { padding-top: 2.5rem; }
.procedure { padding-top: 0.25rem; }
.steps { padding-left: 2.2rem; }
.steps > li { margin-bottom: 1.1rem; padding-left: 0.3rem; max-width: none; }
.steps > li > p { margin-bottom: 0.5rem; }
.steps > li::marker { font-weight: 650; font-variant-numeric: tabular-nums; }
.problems { padding: 0; list-style: none; }
.problems > li { margin: 0 0 0.9rem; padding: 0.1rem 0 0.1rem 1rem; border-left: 3px solid var(--rule); max-width: none; }
.problems p, .problems dl { margin: 0 0 0.35rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule); font-size: 0.875rem; }
@media screen and (min-width: 70rem) {
  body { display: grid; grid-template-columns: 15rem minmax(0, 1fr); column-gap: 3rem; }
  header, footer { grid-column: 1 / -1; }
  nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding: 2.6rem 0 1rem; }
  nav > ol { columns: auto; }
}
`;

const TABLES = `
table { width: 100%; margin: 0 0 1.25rem; border-collapse: collapse; table-layout: fixed; font-size: 0.925rem; font-variant-numeric: tabular-nums; }
caption { padding: 0 0 0.4rem; color: var(--muted); font-size: 0.875rem; text-align: left; }
.titled caption { position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); }
th, td { padding: 0.4rem 0.7rem 0.4rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
th { font-weight: 600; }
thead th { border-bottom: 2px solid var(--rule); color: var(--muted); font-size: 0.85rem; vertical-align: bottom; }
tbody th { font-weight: 400; }
.group th { padding-top: 1rem; font-weight: 650; }
tfoot th, tfoot td { font-weight: 650; }
tfoot tr:first-child > * { border-top: 2px solid var(--rule); }
.number { text-align: right; }
td:last-child, th:last-child { padding-right: 0; }
.empty { color: var(--muted); }
.small { max-width: 44rem; }
.terms .what, .terms .inputs { display: block; }
.terms .inputs { color: var(--muted); font-size: 0.875em; }
.terms thead th:nth-child(1) { width: 27%; }
.terms thead th:nth-child(n + 2):nth-child(-n + 4) { width: 11%; }
.terms thead th:nth-child(5) { width: 9%; }
.terms .number + td:not(.number), .terms .number + th:not(.number) { padding-left: 0.7rem; }
.rules thead th:nth-child(1) { width: 5.2em; }
.rules thead th:nth-child(2), .rules thead th:nth-child(4) { width: 7.8em; }
.rules thead th:nth-child(5) { width: 23%; }
.resources thead th:nth-child(1) { width: 32%; }
.strategies thead th:nth-child(1) { width: 24%; }
`;

// A table whose rows are cards: a line for each cell, with what it is before it; numbers, and the cells of `tiles`, are side by side.
const CARDS = `
  {table}, {table} :is(caption, tbody, tfoot, th) { display: block; width: auto; }
  {table} thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  {table} tr { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); margin: 0 0 0.7rem; padding-bottom: 0.3rem; border: 1px solid var(--rule); border-radius: 4px; }
  {table} tr.group { margin-top: 1.2rem; border: 0; }
  {table} :is(th, td) { grid-column: 1 / -1; padding: 0.3rem 0.7rem; border: 0; text-align: left; }
  {table} tr.group th { padding: 0; background: none; }
  {table} tr:first-child > :is(th, td) { border-top: 0; }
  {table} th[scope="row"] { margin-bottom: 0.3rem; background: var(--faint); font-weight: 600; }
  {table} th[scope="row"] :is(.what, .inputs) { font-weight: 400; }
  {table} td { display: grid; grid-template-columns: minmax(7rem, 30%) minmax(0, 1fr); gap: 0 0.75rem; }
  {table} td::before { content: attr(data-label); color: var(--muted); font-weight: 400; }
  {table} td.number, {table}.tiles td { grid-column: span 2; grid-template-columns: minmax(0, 1fr); align-content: start; }
  {table}.tiles td { grid-column: span 3; }
  {table} td.empty { display: none; }
`;

const cards = (table: string) => CARDS.replace(/\{table\}/g, table);

const NARROW = `
@media screen and (max-width: 60rem) {${cards('table.wide')}}
@media screen and (max-width: 40rem) {${cards('table:not(.small)')}
  body { padding: 0 1rem 2rem; }
  h1 { font-size: 1.6rem; }
  dl > div { grid-template-columns: minmax(0, 1fr); }
  .steps { padding-left: 1.9rem; }
  .small { font-size: 0.825rem; }
  .small thead th { font-size: 0.72rem; }
  .small thead th:first-child { width: 21%; }
  .small :is(th, td) { padding-right: 0.25rem; }
  .small :is(th, td):last-child { padding-right: 0; }
}
`;

const DRAWINGS = `
figure { margin: 0 0 1rem; }
svg { display: block; width: 100%; max-width: 56rem; height: auto; margin: 0 0 0.5rem; font-family: var(--sans); }
svg.narrow { display: none; max-width: 30rem; }
@media screen and (max-width: 40rem) { svg.wide { display: none; } svg.narrow { display: block; } }
text { fill: var(--ink); }
text.muted { fill: var(--muted); }
text.strong { font-weight: 650; }
text.mono { font-family: var(--mono); }
.behind { fill: var(--page); }
text.on-part { fill: var(--on-part); }
text.on-detect { stroke: var(--detect); }
text.on-decide { stroke: var(--decide); }
text.on-execute { stroke: var(--execute); }
text.on-validate { stroke: var(--validate); }
text.on-part { paint-order: stroke; stroke-width: 4px; stroke-linejoin: round; }
.detect, .decide, .execute, .validate { stroke: var(--page); stroke-width: 1; }
.detect { fill: var(--detect); background: var(--detect); }
.decide { fill: var(--decide); background: var(--decide); }
.execute { fill: var(--execute); background: var(--execute); }
.validate { fill: var(--validate); background: var(--validate); }
.tick { stroke: var(--rule); stroke-width: 1; }
.objective-line { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 6 3; }
.legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.5rem; margin: 0 0 1.5rem; padding: 0; list-style: none; font-size: 0.925rem; }
.swatch { display: inline-block; min-width: 1.5em; border-radius: 3px; color: var(--on-part); text-align: center; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.region { stroke-width: 1.5; }
.region.primary { fill: var(--primary); stroke: var(--primary-edge); }
.region.standby { fill: var(--standby); stroke: var(--standby-edge); }
.site { fill: var(--site); stroke: var(--edge); stroke-width: 1; }
.site.missing { stroke-dasharray: 4 3; }
.arrow { stroke: var(--ink); stroke-width: 1.5; }
.arrow.later { stroke-dasharray: 5 4; }
.arrow-head { fill: var(--ink); }
`;

const PAPER = `
@page { margin: 15mm; }
@media print {
  :root { color-scheme: light; --ink: #000000; --muted: #333333; --link: #000000; --faint: #ffffff; --rule: #999999; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  header { padding-top: 0; }
  .skip { display: none; }
  nav > ol { columns: 3; }
  nav ol ol { display: none; }
  main > section { padding-top: 1.4rem; }
  #regions, #regions > details, #runbook, #resources, .procedure { break-before: page; }
  .procedure:first-of-type { break-before: auto; }
  h2, h3, summary, caption, thead, .problem-head { break-after: avoid; }
  tr, figure, svg, .verdict, .problems > li, dl > div, pre { break-inside: avoid; }
  .steps > li { break-inside: auto; }
  .steps > li > p:first-child { break-after: avoid; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  table { font-size: 8.5pt; }
  table.wide, table.rules { font-size: 7.5pt; }
  thead th { font-size: inherit; }
  table.wide :is(th, td) { padding-right: 0.4rem; }
  /* A heading and its words fit on the sheet too. */
  svg { max-height: 222mm; }
  details { border: 0; }
  details > :not(summary) { margin: 0 0 0.8rem; width: 100%; }
  details > summary { padding: 0.3rem 0; list-style: none; font-weight: 650; }
  ::details-content { content-visibility: visible; display: block; height: auto; }
  pre { white-space: pre-wrap; }
  .problems a[href^="https:"]::after { content: " (" attr(href) ")"; font-size: 0.9em; }
}
`;

/** The style sheet of the page. */
export const STYLES = [COLOURS, TEXT, LAYOUT, TABLES, NARROW, DRAWINGS, PAPER].join('').replace(/^\n/, '').replace(/\n\n/g, '\n');
