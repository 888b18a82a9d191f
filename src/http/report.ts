// What is drawn of an HTTP entry, and what it leaves unprotected.

import type { HttpPlan, HttpSitePlan } from './plan';
import { ArchitectureRow, counted, SiteBox, told, Unprotected } from '../plan/report';

/** The HTTP entry as it stands in both regions. */
export function httpRows(plan: HttpPlan): ArchitectureRow[] {
  const { path, primary, standby } = plan;
  return [{
    path, what: 'HTTP API of API Gateway', primary: boxOf(plan, primary), ...(standby === undefined ? {} : { standby: boxOf(plan, standby) }),
  }];
}

/** What an HTTP entry leaves unprotected. */
export function httpUnprotected({ path, hostName, primary, standby, authorizer }: HttpPlan): Unprotected[] {
  return [
    {
      path,
      what: `Requests that ${primary.region} works on when it is lost get no answer, and their callers do not know whether they were done.`,
      mend: 'Let callers repeat them under a key that tells a repetition.',
    },
    ...(hostName === undefined && standby !== undefined ? [{
      path, what: `The entries of both regions have addresses of their own: callers have to know that of ${standby.region}, and go there themselves.`, mend: 'Give http a hostName and a zone, and the service dns.',
    }] : []),
    ...(authorizer === undefined ? [] : [{
      path: authorizer.path,
      what: `Whoever calls needs a token of ${told(authorizer.issuer, 'an issuer of yours')}: without it nobody gets in, in neither region.`,
      mend: 'Make sure that the issuer outlives a region of the service.',
    }]),
  ];
}

function boxOf({ routes, throttlePerSecond, authorizer }: HttpPlan, { apiName, siteHostName, certificateArn }: HttpSitePlan): SiteBox {
  const own = routes.filter(({ origin }) => origin === 'user').length;
  return {
    name: apiName,
    details: [
      ...(siteHostName === undefined ? [] : [siteHostName, certificateArn === undefined ? 'certificate of ACM' : 'certificate of yours']),
      counted(own, 'route'),
      `up to ${counted(throttlePerSecond, 'request')} a second`,
      ...(authorizer === undefined ? [] : ['callers need a token']),
    ],
  };
}
