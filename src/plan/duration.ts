// Seconds as people say them.

/** Hours and minutes, or minutes and seconds, such as `28 min 30 s`. */
export function inWords(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.round(seconds % 60)];
  const parts = [[hours, 'h'], [minutes, 'min'], [hours > 0 ? 0 : rest, 's']].filter(([value]) => value !== 0);
  return parts.length === 0 ? '0 s' : parts.map(part => part.join(' ')).join(' ');
}
