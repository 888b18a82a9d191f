// What the makers of a network's parts have in common.

import type { Construct } from 'constructs';
import type { ScopeFacts, Sites } from '../sites/sites';

/** Where the resources of a site's network go, and what they are made with. */
export interface Build {
  /** The layer. */
  readonly layer: Construct;
  /** The layer's part for the site. */
  readonly part: Construct;
  readonly sites: Sites;
  readonly facts: ScopeFacts;
  readonly tags: Record<string, string>;
}

/** Tags of something that has a name only as a tag. */
export function named({ tags }: Build, name: string): Record<string, string> {
  return { ...tags, Name: name };
}
