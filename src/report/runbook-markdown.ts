// runbook.md: the runbook as Markdown, for a reader of plain text as well as on GitHub.

import type { Procedure, Report, RunbookStep } from './report';
import { ProcedureKind } from '../plan/runbook';

/** The text of runbook.md. */
export function runbookMarkdown({ service: { serviceName, environment }, runbook: { introduction, procedures } }: Report): string {
  return [
    `# Runbook of ${serviceName} ${environment}`,
    ...procedures.filter(({ kind }) => kind === ProcedureKind.FAILOVER).map(({ title }) => `**Is a region lost now?** Go to [${title}](#${anchorOf(title)}).`),
    ...introduction,
    procedures.map(({ title }) => `- [${title}](#${anchorOf(title)})`).join('\n'),
    ...procedures.flatMap(procedureText),
  ].join('\n\n').concat('\n');
}

function procedureText({ title, introduction, steps }: Procedure): string[] {
  return [`## ${title}`, ...introduction, ...steps.map((step, position) => stepText(step, `${position + 1}. `))];
}

function stepText({ text, commands, answer }: RunbookStep, number: string): string {
  const indent = ' '.repeat(number.length);
  const blocks = [
    text,
    ...(commands.length === 0 ? [] : [['```sh', ...commands, '```'].join('\n')]),
    ...(answer === undefined ? [] : [`The answer: ${answer}`]),
  ];
  return `${number}${blocks.join('\n\n').replace(/\n(?!\n|$)/g, `\n${indent}`)}`;
}

// As GitHub makes it of a heading.
function anchorOf(title: string): string {
  return title.toLowerCase().replace(/[^\w\- ]/g, '').replace(/ /g, '-');
}
