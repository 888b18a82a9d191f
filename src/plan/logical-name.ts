// What the things of a service may be called: physical names and the ids of constructs are made of it.

/** Whether a text is a name of lower-case letters, digits and single hyphens, a letter first, no hyphen last. A child of a construct cannot be called `constructor`. */
export function isLogicalName(text: string, longest: number): boolean {
  return text.length <= longest && /^(?!constructor$)[a-z](?!.*--)[a-z0-9-]*(?<!-)$/.test(text);
}
