/** A refusal with one of the error codes of RFC 6749 (4.1.2.1 and 5.2). */
export class OAuthRefusal extends Error {
  override readonly name: string = 'OAuthRefusal'
  readonly code: string

  constructor(code: string, description: string) {
    super(description)
    this.code = code
  }
}
