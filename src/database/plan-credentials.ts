// The master user and the secret with its password, with every default filled in.

import { Credentials } from './credentials';
import { IsToken, Reader } from '../plan/reader';
import { ProblemList } from '../plan/rule';

/** The master user and where its password is. */
export interface CredentialsPlan {
  readonly path: string;
  readonly username: string;
  /** The name of the secret that is made, the same in both regions. */
  readonly secretName?: string;
  /** Secrets that are there already. */
  readonly ownSecretArns?: { readonly primary: string; readonly standby?: string };
}

const DEFAULT_USERNAME = 'dbadmin';

/** Plans the credentials; `nameSecret` names the secret that is made, and is missing where none can be made. */
export function planCredentials(
  reader: Reader, nameSecret: (() => string) | undefined, standby: boolean, list: ProblemList, isToken: IsToken,
): CredentialsPlan | undefined {
  const path = reader.at('credentials');
  const given = reader.instance('credentials', 'Credentials', (value): value is Credentials => value instanceof Credentials);
  if (given === undefined && reader.has('credentials')) return undefined;
  const credentials = given ?? Credentials.generated();
  if (credentials.secretArnsProps === undefined) {
    const generated = new Reader(credentials.generatedProps, path, list, isToken);
    generated.onlyHas(['username']);
    const username = generated.text('username') ?? DEFAULT_USERNAME;
    return { path, username, ...(nameSecret === undefined ? {} : { secretName: nameSecret() }) };
  }
  const own = new Reader(credentials.secretArnsProps, path, list, isToken);
  own.onlyHas(['primary', 'standby', 'username']);
  own.need('primary', "'arn:aws:secretsmanager:us-east-1:111122223333:secret:orders-a1b2c3'");
  if (standby) own.need('standby', "'arn:aws:secretsmanager:us-west-2:111122223333:secret:orders-a1b2c3'");
  const [primary, other] = [own.opaque('primary'), own.opaque('standby')];
  const username = own.text('username') ?? DEFAULT_USERNAME;
  return primary === undefined ? undefined : { path, username, ownSecretArns: { primary, ...(other === undefined ? {} : { standby: other }) } };
}
