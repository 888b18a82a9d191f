// Times as people say them.

/** Seconds in words, such as `28 min 30 s`. Above an hour seconds are left out. */
export function inWords(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const parts = [[hours, 'h'], [minutes, 'min'], [hours > 0 ? 0 : rest, 's']].filter(([value]) => value !== 0);
  return parts.length === 0 ? '0 s' : parts.map(part => part.join(' ')).join(' ');
}
