// The expressions of schedules, of EventBridge's rules and AWS Backup's.
// https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html

// https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
const MOST_CHARACTERS = 256;

/** Whether a text is a rate or cron expression. Values are checked field by field; whether a date ever comes is not. */
export function isSchedule(text: string): boolean {
  return text.length <= MOST_CHARACTERS && (isRate(text) || isCron(text));
}

function isRate(text: string): boolean {
  const [, value, unit] = /^rate\(([1-9]\d{0,9}) (minute|hour|day|minutes|hours|days)\)$/.exec(text) ?? [];
  return value !== undefined && unit.endsWith('s') === (value !== '1');
}

const MONTHS = 'JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC';
const DAYS = 'SUN|MON|TUE|WED|THU|FRI|SAT';

/** A field of a cron expression. */
interface CronField {
  readonly least: number;
  readonly most: number;
  /** Names beside the numbers. */
  readonly names?: string;
  /** What else may stand there, alone. */
  readonly special?: RegExp;
}

const FIELDS: CronField[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31, special: /^(\?|L|LW|([1-9]|[12]\d|3[01])W)$/ },
  { least: 1, most: 12, names: MONTHS },
  { least: 1, most: 7, names: DAYS, special: new RegExp(`^(\\?|L|([1-7]|${DAYS})L|([1-7]|${DAYS})#[1-5])$`) },
  { least: 1970, most: 2199 },
];
const DAY_OF_MONTH = 2;
const DAY_OF_WEEK = 4;

/** Whether a text is a cron expression, as EventBridge and AWS Backup take it. */
export function isCron(text: string): boolean {
  const fields = /^cron\((.+)\)$/.exec(text)?.[1].split(' ') ?? [];
  if (fields.length !== FIELDS.length) return false;
  // One of the two says the day, the other that it does not.
  if ((fields[DAY_OF_MONTH] === '?') === (fields[DAY_OF_WEEK] === '?')) return false;
  return fields.every((field, position) => FIELDS[position].special?.test(field) || field.split(',').every(part => isPart(part, FIELDS[position])));
}

function isPart(part: string, { least, most, names }: CronField): boolean {
  const [range, step, ...more] = part.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === '*') return true;
  const ends = range.split('-');
  return ends.length <= 2 && ends.every(end => (names !== undefined && new RegExp(`^(${names})$`).test(end))
    || (/^\d+$/.test(end) && Number(end) >= least && Number(end) <= most));
}
