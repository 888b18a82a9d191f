import { diagram, PAGES, pageWithDiagram } from '../../tools/diagrams';
import { textOf } from '../support/files';

const LINE = /^(flowchart LR| {2}subgraph \w+\["[^"]+"\]| {4}\w+\["[^"]+"\]| {2}end| {2}\w+ --> \w+| {2}\w+ -\. \w+ \.-> \w+)$/;

test.each(Object.keys(PAGES))('docs/%s.md has its diagram as it is now (npm run write:rules writes it)', page => {
  expect(textOf(`docs/${page}.md`)).toBe(pageWithDiagram(page));
});

test.each(Object.keys(PAGES))('the diagram of docs/%s.md is of the simplest lines, and small enough to be read', page => {
  const lines = diagram(PAGES[page]);
  expect(lines.filter(line => !LINE.test(line))).toEqual([]);
  expect(lines.filter(line => /^ {4}/.test(line)).length).toBeLessThanOrEqual(24);
  const nodes = lines.flatMap(line => /^ {4}(\w+)/.exec(line)?.[1] ?? []);
  const ends = lines.flatMap(line => /^ {2}(\w+) (?:-->|-\. \w+ \.->) (\w+)$/.exec(line)?.slice(1) ?? []);
  expect(ends.filter(end => !nodes.includes(end))).toEqual([]);
});

test('what AWS carries to the other region is drawn', () => {
  expect(diagram(PAGES.tables).join('\n')).toContain('-. replicates .->');
  expect(diagram(PAGES.events).join('\n')).toContain('-. forwards .->');
  expect(diagram(PAGES.database).filter(line => line.includes('replicates'))).toHaveLength(2);
});

test('another resource of a layer changes its page', () => {
  const service = { ...PAGES.network.service, network: { interfaceEndpoints: ['sqs'] } };
  expect(diagram({ ...PAGES.network, service })).not.toEqual(diagram(PAGES.network));
});

// What a reader looks for in the page of a layer.
const SECTIONS = [/^## What (it makes|is made)$/m, /^#{2,3} (Properties|What you choose)/m, /^## Cost$/m, /^## (What it doesn't do|Not offered|What it cannot)$/m];

test.each(Object.keys(PAGES))('docs/%s.md says what is made, what can be set, what it costs and what it does not do', page => {
  expect(SECTIONS.filter(section => !section.test(textOf(`docs/${page}.md`)))).toEqual([]);
});
