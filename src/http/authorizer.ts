// Who is let in by the HTTP entry.

/**
 * Who is let in by the HTTP entry.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export class HttpAuthorizer {
  /**
   * Whoever has a JSON Web Token in the header `Authorization`, as OpenID Connect and OAuth 2.0 give them.
   *
   * Choose an issuer that outlives a region. One that lives in a region of the service, as a Cognito user pool does, is a RISK (DR387).
   *
   * @param issuer who gives the tokens, such as `https://login.example.com/`: the claim `iss`, beginning with `https://`. May be a token.
   * @param audiences whom tokens are for, 1 to 50: one of them is the claim `aud` or `client_id`. May be tokens.
   */
  public static jwt(issuer: string, audiences: string[]): HttpAuthorizer {
    return new HttpAuthorizer(issuer, audiences);
  }

  /** Who gives the tokens. */
  public readonly issuer: string;
  /** Whom tokens are for. */
  public readonly audiences: string[];

  private constructor(issuer: string, audiences: string[]) {
    this.issuer = issuer;
    this.audiences = audiences;
  }
}
