// Names that an engine keeps to itself.

/** Databases and words that RDS is known to refuse as the name of a database. */
export const REFUSED_DATABASE_NAMES: Record<string, string[]> = {
  'aurora-postgresql': ['postgres', 'template0', 'template1', 'rdsadmin', 'catalog', 'db', 'dispatch', 'flag', 'grant', 'identity'],
  'aurora-mysql': ['mysql', 'information_schema', 'performance_schema', 'sys', 'rdsadmin', 'innodb', 'tmp'],
};

/** User names that RDS keeps. */
export const REFUSED_USER_NAMES: Record<string, string[]> = {
  'aurora-postgresql': ['admin', 'user', 'public', 'rdsadmin', 'rdsrepladmin', 'none'],
  'aurora-mysql': ['rdsadmin', 'rdsrepladmin', 'mysql', 'root', 'public'],
};

/**
 * Words that SQL reserves (https://www.postgresql.org/docs/current/sql-keywords-appendix.html,
 * https://dev.mysql.com/doc/refman/8.4/en/keywords.html). RDS refuses some of them, and all need quotes.
 */
export const SQL_WORDS = new Set(`
  all alter analyze and any array as asc authorization between binary both by call case cast check collate column connect constraint create
  cross cube current cursor database default delete desc describe distinct do drop else end except exists explain false fetch filter for
  foreign from full function group grouping groups having if in index inner insert intersect interval into is isolation join key keys lateral
  leading left like limit local lock match merge method natural not null of offset on only or order outer over partition placing primary
  procedure rank read references rename replace returning revoke right row rows schema select session set show similar some sql start
  symmetric system table then to trailing trigger true union unique update usage use user using value values variadic verbose view when
  where window with write
`.trim().split(/\s+/));
