// Which of the two sites something is of.

/** One of the two sites, by the role that it has in the beginning. */
export type SiteRole = 'primary' | 'standby';
