// report.html: one page without script, image or request, from a report. This file is its frame and its order; each section has a file of its own.

import { each, html, Markup } from './markup';
import { budgetSection, lossSection } from './page-budget';
import { drawingSection } from './page-drawing';
import { resourcesSection } from './page-resources';
import { risksSection } from './page-risks';
import { rulesSection } from './page-rules';
import { runbookSection, sectionsOf } from './page-runbook';
import { strategiesSection } from './page-strategies';
import { STYLES } from './page-styles';
import { summary } from './page-summary';
import { unprotectedSection } from './page-unprotected';
import type { Report } from './report';

/** What a browser may load for the page: nothing, not even from the page's own folder. The icon is empty so that none is asked for. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

interface Section {
  readonly anchor: string;
  readonly heading: string;
  readonly show: (report: Report) => Markup;
}

const SECTIONS: Section[] = [
  { anchor: 'budget', heading: 'Recovery budget', show: budgetSection },
  { anchor: 'loss', heading: 'What is lost', show: lossSection },
  { anchor: 'regions', heading: 'Both regions', show: drawingSection },
  { anchor: 'strategies', heading: 'Strategies side by side', show: strategiesSection },
  { anchor: 'risks', heading: 'Risks', show: risksSection },
  { anchor: 'unprotected', heading: 'What is not protected', show: unprotectedSection },
  { anchor: 'runbook', heading: 'Runbook', show: runbookSection },
  { anchor: 'resources', heading: 'Resources', show: resourcesSection },
  { anchor: 'rules', heading: 'Rules checked', show: rulesSection },
];

/** The page of a report. The same report gives the same text. */
export function reportPage(report: Report): string {
  const { serviceName, environment } = report.service;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${serviceName} ${environment}: recovery report</title>
<style>
${new Markup(STYLES)}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${summary(report)}${contents(report)}<main id="content" tabindex="-1">
${each(SECTIONS, ({ anchor, heading, show }) => html`<section id="${anchor}" aria-labelledby="${anchor}-heading">
<h2 id="${anchor}-heading">${heading}</h2>
${show(report)}</section>
`)}</main>
<footer>
<p>Written by ${report.writtenBy} from the declaration of the service, before anything was deployed. The same facts as data are in <code>report.json</code>.</p>
</footer>
</body>
</html>
`.text;
}

function contents({ runbook }: Report): Markup {
  const procedures = sectionsOf(runbook);
  return html`<nav aria-labelledby="contents-heading">
<h2 id="contents-heading">Contents</h2>
<ol>
${each(SECTIONS, ({ anchor, heading }) => html`<li><a href="#${anchor}">${heading}</a>${anchor === 'runbook' && procedures.length > 0 ? html`
<ol>
${each(procedures, procedure => html`<li><a href="#${procedure.anchor}">${procedure.title}</a></li>
`)}</ol>
` : undefined}</li>
`)}</ol>
</nav>
`;
}
