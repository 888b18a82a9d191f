// Variables of the environment that change where states are kept without a change of code.

/** The region whose bucket every stack with a `StateLocation` uses, while the other region is down. It wins over code: nobody should have to change code then. */
export const REGION_VARIABLE = 'TERRAFORM_STATE_REGION';

/** The id of the stack whose state stays in a file until the buckets are there. */
export const BOOTSTRAP_VARIABLE = 'TERRAFORM_STATE_BOOTSTRAP';

/** Variables of the environment of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;
