// The longest time between two runs of a cron schedule.

const DAY_SECONDS = 86_400;
const FIRST_DAY = Date.UTC(2024, 0, 1) / 1000;
/** A leap year, and one that is none. */
const DAYS = 2 * 365 + 1;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

// Planning asks for the same ones again and again, and looking through two years takes milliseconds.
const found = new Map<string, number | undefined>();

/** Seconds; undefined where the schedule runs less than twice in two years. It is a cron expression of EventBridge's form; years are not looked at. */
export function longestGapSeconds(schedule: string): number | undefined {
  if (!found.has(schedule)) found.set(schedule, lookedThrough(schedule));
  return found.get(schedule);
}

function lookedThrough(schedule: string): number | undefined {
  const [minutes, hours, dayOfMonth, months, dayOfWeek] = (/^cron\((.+)\)$/.exec(schedule)?.[1] ?? '').split(' ');
  if (dayOfWeek === undefined) return undefined;
  const times = valuesOf(hours, 0, 23).flatMap(hour => valuesOf(minutes, 0, 59).map(minute => hour * 3600 + minute * 60));
  const inMonths = valuesOf(months, 1, 12, MONTHS, 1);
  const runs = Array.from({ length: DAYS }, (_, day) => FIRST_DAY + day * DAY_SECONDS)
    .filter(start => inMonths.includes(new Date(start * 1000).getUTCMonth() + 1) && isDay(new Date(start * 1000), dayOfMonth, dayOfWeek))
    .flatMap(start => times.map(time => start + time));
  const gaps = runs.slice(1).map((run, position) => run - runs[position]);
  return gaps.length === 0 ? undefined : gaps.reduce((longest, gap) => Math.max(longest, gap));
}

function isDay(day: Date, dayOfMonth: string, dayOfWeek: string): boolean {
  const [date, last] = [day.getUTCDate(), new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate()];
  if (dayOfWeek === '?') {
    if (dayOfMonth === 'L') return date === last;
    // The weekday next to a date is at most two days away from it; as long from one month to the next, give or take those.
    const near = /^(?:L|(\d+))W$/.exec(dayOfMonth);
    return near ? date === Number(near[1] ?? last) : valuesOf(dayOfMonth, 1, 31).includes(date);
  }
  const weekday = day.getUTCDay() + 1;
  const [, name, special, which] = /^(\w+?)(L|#(\d))$/.exec(dayOfWeek) ?? [];
  if (special === undefined || dayOfWeek === 'L') return dayOfWeek === 'L' ? weekday === 7 : valuesOf(dayOfWeek, 1, 7, WEEKDAYS, 1).includes(weekday);
  const inWeek = valuesOf(name, 1, 7, WEEKDAYS, 1).includes(weekday);
  return inWeek && (special === 'L' ? date > last - 7 : Math.ceil(date / 7) === Number(which));
}

function valuesOf(field: string, least: number, most: number, names: string[] = [], firstName: number = 0): number[] {
  const number = (text: string) => (names.includes(text) ? names.indexOf(text) + firstName : Number(text));
  const values = field.split(',').flatMap(part => {
    const [range, step] = part.split('/');
    const [from, to] = range === '*' || range === '?' ? [least, most] : range.split('-').map(number);
    const until = to ?? (step === undefined ? from : most);
    return Array.from({ length: most - least + 1 }, (_, position) => least + position)
      .filter(value => isBetween(value, from, until) && (value - from) % Number(step ?? 1) === 0);
  });
  return [...new Set(values)].sort((one, other) => one - other);
}

// FRI-MON goes over the end of the week.
function isBetween(value: number, from: number, until: number): boolean {
  return from <= until ? value >= from && value <= until : value >= from || value <= until;
}
