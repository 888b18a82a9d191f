// Makes the four stacks of a service.

import { Annotations, App, TerraformStack, Token } from 'cdktf';
import { refuseOrWarn } from './refuse';
import { planLayout } from '../layout/plan';
import type { PerRegionProps } from '../layout/props';
import { layoutRules } from '../layout/rules';
import { SiteStacks } from '../layout/site-stacks';
import { ScopeName, stackMaker } from '../layout/stack-maker';
import { refusalText, settle } from '../plan/settle';

/** Four stacks directly under the app: cdktf lets stacks under another construct overwrite each other. */
export function stacksPerRegion(app: App, layoutName: string, props: PerRegionProps): SiteStacks {
  const maker = stackMaker();
  const { plan, problems } = planLayout(layoutName, props, {
    isToken: value => Token.isUnresolved(value),
    isTaken: stackId => app.node.tryFindChild(stackId) !== undefined,
    forecast: request => maker.forecast(app, request),
  });
  const what = `Sites.perRegion '${layoutName}'`;
  const { refused } = settle(problems, plan ?? { acceptedRisks: {}, failOnRisks: false });
  if (refused.length > 0) throw new Error(refusalText(what, refused));
  // What else the stacks warn of, each of them tells itself.
  const warnings = refuseOrWarn(what, problems.filter(problem => layoutRules.some(rule => rule.code === problem.code)), plan);

  const { requests, regions } = plan!;
  const made = (scopeName: ScopeName) => maker.make(app, requests[scopeName]);
  const [foundation, primary, standby, routing] = [made('foundation'), made('primary'), made('standby'), made('routing')];
  inOrder([[primary, foundation], [standby, foundation], [routing, foundation], [routing, primary], [routing, standby]]);
  warnings.forEach(warning => Annotations.of(foundation).addWarning(warning));
  return SiteStacks._of({ foundation, primary, standby, routing }, regions);
}

function inOrder(pairs: [later: TerraformStack, earlier: TerraformStack][]): void {
  pairs.forEach(([later, earlier]) => later.addDependency(earlier));
}
