// Where the parameters of a service are in SSM. What writes them, reads them and may change them agrees on it here.

/** The folder of a service's parameters. */
export function parameterPath(serviceName: string, environment: string): string {
  return `/${serviceName}/${environment}/`;
}

/** The folder below it that the library writes what it knows of the service to. */
export const OWN_FOLDER = 'dr/';

/** The parameter, in that folder, with the region that serves users now. */
export const ACTIVE_REGION = `${OWN_FOLDER}active-region`;
