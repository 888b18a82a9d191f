// What is refused of a database: DR100 to DR149.

import type { DatabasePlan } from './plan';
import { capacityRules } from './rules-capacity';
import { contentRules } from './rules-content';
import { standbyRules } from './rules-standby';
import { wiringRules } from './rules-wiring';
import { Severity } from '../plan/problem';
import type { Rule, RuleFacts } from '../plan/rule';

export const ENGINE_VERSION: RuleFacts = {
  code: 'DR100',
  severity: Severity.IMPOSSIBLE,
  title: 'The version of the engine is not a whole one; AWS would answer with a longer one, and every plan would want an upgrade',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.VersionPolicy.html',
};

export const TOO_FEW_SUBNETS: RuleFacts = {
  code: 'DR130',
  severity: Severity.IMPOSSIBLE,
  title: 'A cluster with fewer than two subnets, or without a security group',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
};

export const databaseRules: Rule<DatabasePlan>[] = [...contentRules, ...capacityRules, ...standbyRules, ...wiringRules];

export const otherDatabaseRules: RuleFacts[] = [ENGINE_VERSION, TOO_FEW_SUBNETS];
