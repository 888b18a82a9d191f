// What a DNS name looks like that a host or a zone can have.
// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html

/** The characters that a DNS name can have altogether, without the dot at its end. */
export const LONGEST_DNS_NAME = 253;

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** What a name would need and does not have to be that of a host or a zone; undefined for a sound one. */
export function dnsNameNeeds(name: string, longest: number = LONGEST_DNS_NAME): string | undefined {
  const sound = name.includes('.') && name.split('.').every(label => LABEL.test(label));
  if (!sound) return 'labels of 1 to 63 lower-case letters, digits and hyphens needed, no hyphen first or last, divided by dots, none at the end';
  return name.length <= longest ? undefined : `at most ${longest} characters needed, not ${name.length}`;
}

/** Whether a name is that of a zone, or below it. */
export function isInZone(name: string, zoneName: string): boolean {
  return name === zoneName || name.endsWith(`.${zoneName}`);
}
