// What a user says of the KMS keys of a service.

/**
 * Whose the KMS keys are.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-mgmt
 */
export enum KeyOwnership {
  /** A key of the account's for each site and purpose, rotated every year. */
  CUSTOMER_MANAGED = 'CUSTOMER_MANAGED',
  /** The keys that AWS keeps for each service. Refused with DR048 unless accepted: their policies cannot be changed. */
  AWS_MANAGED = 'AWS_MANAGED',
}

/** The KMS keys of a service. A key of your own is named by `kmsKeyArn` of its site, and used for everything there. */
export interface KeysProps {
  /**
   * Whose the keys are that encrypt tables, databases, secrets, logs and the environment of functions, where a site names none of its own.
   *
   * @default KeyOwnership.CUSTOMER_MANAGED
   */
  readonly ownership?: KeyOwnership;
}
