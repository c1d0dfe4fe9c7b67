import { OAuthRefusal } from '../../access/oauth-refusal.ts'

type Form = Readonly<Record<string, string>>

/**
 * Adds the credentials of HTTP Basic to the form of a token request (RFC 6749, 2.3.1).
 *
 * @throws OAuthRefusal when they cannot be read, or the form has other ones.
 */
export function withClientCredentials(form: Form, authorization: string | undefined): Form {
  const basic = /^basic +(?<encoded>\S+)$/i.exec(authorization?.trim() ?? '')?.groups?.encoded
  if (basic === undefined) return form
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(basic, 'base64').toString()) ?? []
  if (id === undefined || secret === undefined)
    throw new OAuthRefusal('invalid_client', 'The header Authorization has no readable Basic credentials.')
  const found = { client_id: decoded(id), ...(secret !== '' && { client_secret: decoded(secret) }) }
  const isOther = Object.entries(found).some(([name, value]) => (form[name] ?? value) !== value)
  if (isOther)
    throw new OAuthRefusal(
      'invalid_request',
      'The header Authorization and the body name different clients or secrets.',
    )
  return { ...form, ...found }
}

/** RFC 6749 has both parts form-encoded; clients that send them as they are send no `%` or `+` in ours. */
function decoded(text: string): string {
  return new URLSearchParams(`v=${text.replaceAll('&', '%26')}`).get('v')!
}
