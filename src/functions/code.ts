// Where the code of a function comes from.

import type { SiteValues } from '../sites/site';

/** How a folder becomes a zip file. */
export interface DirectoryProps {
  /**
   * What is left out, as paths below the folder, their names separated by `/` on every system: `*` stands for any part of a name, `?` for one
   * character, and `**` between slashes for any folders, such as `['**\/*.test.js', '**\/__pycache__', 'docs/**']`. A folder that matches is left out with
   * all that it holds. Refused are other wildcards (`{}`, `[]`, `!`, a backslash), and paths that begin or end with `/` or hold `.` or `..`.
   *
   * @default - nothing, not even names that begin with a dot
   */
  readonly excludes?: string[];
}

/** A zip file in S3. */
export interface CodeObject {
  /** The bucket, in the region of the function. May be a token. */
  readonly bucket: string;
  /** The key. May be a token. */
  readonly key: string;
  /**
   * The version. With it, Terraform sees new code; without, `key` must change with the code. May be a token.
   *
   * @default - the newest
   */
  readonly objectVersion?: string;
}

/** A zip file in S3 in each region. */
export interface CodeObjects {
  /** The primary's. */
  readonly primary: CodeObject;
  /**
   * The standby's.
   *
   * @default - the strategy deploys no function there
   */
  readonly standby?: CodeObject;
}

/** What a `FunctionCode` consists of. */
export type CodeFacts =
  | { readonly kind: 'directory'; readonly path: string; readonly excludes: string[] }
  | { readonly kind: 'zip'; readonly path: string }
  | { readonly kind: 'text'; readonly fileName: string; readonly text: string }
  | { readonly kind: 's3'; readonly objects: CodeObjects }
  | { readonly kind: 'image'; readonly uris: SiteValues };

/** The code of a function. Each region has its own copy, so that it needs nothing of the other. */
export class FunctionCode {
  /**
   * A folder, as a zip file of the same bytes wherever and whenever it is made: names in order, no times, every file executable, and symbolic links
   * replaced by what they lead to. A relative path starts at the working directory.
   *
   * Refused are a folder that is missing or without files, 250 MB (262,144,000 bytes) and more, a zip file of more than 50 MB (52,428,800 bytes), links
   * that lead out of the folder or nowhere, and what is neither a file nor a folder. More code goes through S3 or an image.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
   */
  public static fromDirectory(path: string, props?: DirectoryProps): FunctionCode {
    return new FunctionCode({ kind: 'directory', path, excludes: props?.excludes ?? [] });
  }

  /**
   * A zip file, which is deployed as it is: at most 50 MB (52,428,800 bytes), and less than 250 MB (262,144,000 bytes) unpacked. A relative path starts at the
   * working directory. A file that is damaged, encrypted or in the Zip64 format is refused.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
   */
  public static fromZip(path: string): FunctionCode {
    return new FunctionCode({ kind: 'zip', path });
  }

  /** A zip file in a bucket of each region. */
  public static fromS3(objects: CodeObjects): FunctionCode {
    return new FunctionCode({ kind: 's3', objects });
  }

  /** A container image in a repository of each region, such as `111122223333.dkr.ecr.us-east-1.amazonaws.com/api@sha256:...`. May be tokens. */
  public static fromImage(uris: SiteValues): FunctionCode {
    return new FunctionCode({ kind: 'image', uris });
  }

  /**
   * One file with a text of the library's own.
   *
   * @internal
   */
  public static _ofText(fileName: string, text: string): FunctionCode {
    return new FunctionCode({ kind: 'text', fileName, text });
  }

  /** @internal */
  public readonly _facts: CodeFacts;

  private constructor(facts: CodeFacts) {
    this._facts = facts;
  }
}
