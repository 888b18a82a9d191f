// What a user says of the parameters and secrets of a service.

import type { SecretSpec } from './secret-spec';
import type { SiteParameter } from './site-parameter';

/**
 * The settings of a service in SSM, in both regions under `/<service>/<environment>/`, and its secrets in Secrets Manager.
 *
 * What looks like a secret is refused among the settings (DR707, DR708); no message shows its value. Names that begin with `dr/` are the library's.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-hierarchies.html
 */
export interface ParametersProps {
  /**
   * Values by their names below the path, such as `{ 'log-level': 'info', 'limits/orders': '100' }`: the same text in both regions. A value may be a
   * token, of neither region. A name has letters, digits, `_`, `.` and `-`, with `/` between the levels.
   *
   * @default - none
   */
  readonly values?: Record<string, string>;
  /**
   * Parameters of another form, by their names: a value for each region, a list, a tier or a description of its own.
   *
   * @default - none
   */
  readonly entries?: Record<string, SiteParameter>;
  /**
   * Secrets, which functions read with `Access.secret`.
   *
   * @default - none
   */
  readonly secrets?: SecretSpec[];
}
