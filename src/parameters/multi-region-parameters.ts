// MultiRegionParameters: settings and secrets of a service in both regions.

import { Construct } from 'constructs';
import { factsOf, ServiceFacts } from './facts';
import { buildParameters } from './parameter';
import { ParametersPlan, planParameters } from './plan';
import type { ParametersProps } from './props';
import { secretArnsOf } from './secret';
import { Reader } from '../plan/reader';
import { Planned, ProblemList } from '../plan/rule';
import type { SiteValues } from '../sites/site';
import { Sites } from '../sites/sites';

/** What `MultiRegionParameters` are made from. */
export interface MultiRegionParametersProps {
  /** The regions. */
  readonly sites: Sites;
  /** The settings and secrets. */
  readonly parameters: ParametersProps;
  /**
   * What the library is to write of the service.
   *
   * @default - its regions alone
   */
  readonly facts?: ServiceFacts;
}

/**
 * The parameters of a service in SSM, with the same names in both regions, and its secrets, replicated from the primary to the standby. `MultiRegionDr` makes
 * the same from its `parameters`.
 *
 * One parameter, `activeRegionName`, tells which region serves users: Terraform writes it once, and a failover from then on.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
 */
export class MultiRegionParameters extends Construct {
  /** `/<service>/<environment>/`, which every name begins with. */
  public readonly path: string;
  /** The whole names of all parameters: those of the user, then the library's. One that a region has nothing for is in the other alone. */
  public readonly parameterNames: string[];
  /** The name of the parameter with the region that serves users: the same in both regions. */
  public readonly activeRegionName: string;

  private readonly sites: Sites;
  private readonly secrets = new Map<string, SiteValues>();

  public constructor(scope: Construct, constructId: string, props: MultiRegionParametersProps) {
    const { sites, parameters } = props;
    const plan = sites._planFor('MultiRegionParameters', scope, constructId, parameters, () => planAlone(props));
    super(scope, constructId);
    this.sites = sites;
    this.path = plan.folder;
    this.activeRegionName = plan.activeRegionName;
    const facts = factsOf(props.facts ?? {}, { primary: sites.primary.region, standby: sites.standby.region });
    buildParameters(this, sites, plan, 'primary', facts);
    buildParameters(this, sites, plan, 'standby', facts);
    plan.secrets.forEach(secret => this.secrets.set(secret.secretName, secretArnsOf(this, sites, plan, secret)));
    this.parameterNames = [...plan.parameters.map(({ parameterName }) => parameterName), ...facts.map(({ name }) => `${plan.folder}${name}`), plan.activeRegionName];
  }

  /** The whole name of a parameter, from what it is called below the path. Throws when there is none. */
  public parameterName(name: string): string {
    const whole = `${this.path}${name}`;
    if (this.parameterNames.includes(whole)) return whole;
    throw new Error(`'${this.node.path}' has no parameter '${name}'; its parameters are ${this.parameterNames.map(one => one.slice(this.path.length)).join(', ')}`);
  }

  /** The ARN of a parameter in each region, from what it is called below the path. Throws when there is none. */
  public parameterArns(name: string): SiteValues {
    const resource = `parameter${this.parameterName(name)}`;
    return { primary: this.sites.primary.arnOf('ssm', resource), standby: this.sites.standby.arnOf('ssm', resource) };
  }

  /** The ARN of a secret in each region. Throws when there is none. */
  public secretArns(secretName: string): SiteValues {
    const arns = this.secrets.get(secretName);
    if (arns !== undefined) return arns;
    throw new Error(`'${this.node.path}' has no secret '${secretName}'; its secrets are ${[...this.secrets.keys()].join(', ') || 'none'}`);
  }
}

function planAlone({ sites, parameters, facts }: MultiRegionParametersProps): Planned<ParametersPlan> {
  const list = new ProblemList();
  const reader = new Reader({ facts }, '', list, sites._context.isToken).struct('facts');
  checkFacts(reader, list, sites);
  const { plan, problems } = planParameters(parameters, 'parameters', sites._context);
  return { plan, problems: [...list.problems, ...problems] };
}

const PAIRS = ['endpoints', 'switchBucketNames'];
const MAPS = ['tableNames', 'primaryFunctionNames', 'standbyFunctionNames'];

function checkFacts(reader: Reader, list: ProblemList, { _context: { isToken } }: Sites): void {
  reader.onlyHas([...PAIRS, ...MAPS, 'hostName', 'busName', 'database']);
  ['hostName', 'busName'].forEach(property => reader.opaque(property));
  MAPS.forEach(property => reader.textMap(property, { opaque: true }));
  PAIRS.forEach(property => checkPair(reader, property));
  if (!reader.has('database')) return;
  // A GlobalDatabase itself may be given, which has other members too.
  const database = new Reader(reader.raw('database'), reader.at('database'), list, isToken);
  ['writerEndpoint', 'readerEndpoints', 'port', 'secretArns'].forEach(property => database.need(property, 'the member of the GlobalDatabase'));
  ['writerEndpoint', 'secretName', 'databaseName'].forEach(property => database.opaque(property));
  if (!isToken(database.raw('port'))) database.integer('port');
  ['readerEndpoints', 'secretArns'].forEach(property => checkPair(database, property));
}

function checkPair(reader: Reader, property: string): void {
  if (!reader.has(property)) return;
  const pair = reader.struct(property);
  pair.onlyHas(['primary', 'standby']);
  ['primary', 'standby'].forEach(role => pair.opaque(role));
}
