// Rules about where each region's copy of the code lies.

import type { FunctionPlan } from './plan';
import { sitesOf } from './rules-shared';
import { Severity } from '../plan/problem';
import { isExpression, show } from '../plan/reader';
import type { Rule } from '../plan/rule';

const CREATE = 'https://docs.aws.amazon.com/lambda/latest/api/API_FunctionCode.html';

const sameBucket: Rule<FunctionPlan> = {
  code: 'DR337',
  severity: Severity.IMPOSSIBLE,
  title: 'Code in S3 without a bucket or key, or of both regions in one bucket: Lambda takes code from a bucket of its own region alone',
  source: CREATE,
  check: ({ code }) => {
    if (code.kind !== 's3') return [];
    const sites = [{ role: 'primary', ...code.primary }, ...(code.standby === undefined ? [] : [{ role: 'standby', ...code.standby }])];
    const nameless = sites.flatMap(site => (['bucket', 'key'] as const).filter(property => site[property] === '').map(property => ({
      path: `${code.path}.${site.role}.${property}`, message: `'' given, the name of a ${property} needed`, mend: 'Name it',
    })));
    const isOne = code.primary.bucket === code.standby?.bucket && code.primary.bucket !== '' && !isExpression(code.primary.bucket);
    return [...nameless, ...(isOne ? [{
      path: `${code.path}.standby.bucket`,
      message: `'${code.primary.bucket}' given, which is the primary's bucket too; a bucket in each region needed`,
      mend: 'Copy the file to a bucket of the standby region',
    }] : [])];
  },
};

const image: Rule<FunctionPlan> = {
  code: 'DR339',
  severity: Severity.IMPOSSIBLE,
  title: 'An image that is not in a private repository of the function\'s region',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/images-create.html',
  check: plan => sitesOf(plan).flatMap(({ role, region }) => {
    const uri = plan.code.kind === 'image' ? plan.code[role] : undefined;
    const fits = uri === undefined || isExpression(uri) || new RegExp(`^\\d{12}\\.dkr[.-]ecr\\.${region}\\.[\\w.-]+/[\\w./-]+(:[\\w.-]+)?(@sha256:[0-9a-f]{64})?$`).test(uri);
    return fits ? [] : [{
      path: `${plan.code.path}.${role}`,
      message: `${show(uri)} given, an image in a repository of ${region} needed, like '111122223333.dkr.ecr.${region}.amazonaws.com/api:1.0'`,
      mend: 'Replicate the repository to this region',
    }];
  }),
};

export const codeSourceRules: Rule<FunctionPlan>[] = [sameBucket, image];
