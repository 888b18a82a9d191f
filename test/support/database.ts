// What tests of databases share.

import { newSites, templateOf } from './synth';
import { Template } from './template';
import { Credentials, DatabaseEngine, DatabaseNetworks, DatabaseProps, GlobalDatabase, SitesProps } from '../../src';

export const POSTGRESQL = DatabaseEngine.auroraPostgresql('16.8');
export const MYSQL = DatabaseEngine.auroraMysql('8.0.mysql_aurora.3.08.0');

export const NETWORK: DatabaseNetworks = {
  primary: { subnetIds: ['subnet-a', 'subnet-b'], securityGroupIds: ['sg-east'] },
  standby: { subnetIds: ['subnet-c', 'subnet-d'], securityGroupIds: ['sg-west'] },
};

export const OWN_SECRETS = {
  primary: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:own-a1b2c3',
  standby: 'arn:aws:secretsmanager:us-west-2:111122223333:secret:own-a1b2c3',
};

/** A database that is there already. */
export const EXISTING: DatabaseProps = {
  engine: POSTGRESQL,
  credentials: Credentials.fromSecretArns(OWN_SECRETS),
  existing: { globalClusterIdentifier: 'legacy', primaryClusterIdentifier: 'legacy-east', standbyClusterIdentifier: 'legacy-west' },
};

/** A database in a fresh stack. */
export function newDatabase(props: Partial<DatabaseProps> = {}, sitesProps: Partial<SitesProps> = {}, network: DatabaseNetworks = NETWORK) {
  const { stack, sites } = newSites(sitesProps);
  return { stack, sites, database: new GlobalDatabase(stack, 'Database', { sites, database: { engine: POSTGRESQL, ...props }, network }) };
}

/** A database in a fresh stack, and what it became. */
export function synthesizedDatabase(
  props: Partial<DatabaseProps> = {}, sitesProps: Partial<SitesProps> = {}, network?: DatabaseNetworks,
): { database: GlobalDatabase; template: Template } {
  const { stack, database } = newDatabase(props, sitesProps, network);
  return { database, template: templateOf(stack) };
}
