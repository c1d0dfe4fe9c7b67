import type { FastifyRequest } from 'fastify'
import { OAuthRefusal } from '../../access/oauth-refusal.ts'

const FORM_TYPE = 'application/x-www-form-urlencoded'

/**
 * The fields of a form in the body of a request.
 *
 * @throws OAuthRefusal invalid_request when it is no form, or names a field twice (RFC 6749, 3.2).
 */
export function readForm({ body, headers }: FastifyRequest): Record<string, string> {
  const mediaType = (headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  if (mediaType !== FORM_TYPE)
    throw new OAuthRefusal('invalid_request', `The body must be a form with Content-Type ${FORM_TYPE}.`)
  const form: Record<string, string> = Object.create(null)
  for (const [name, value] of new URLSearchParams(Buffer.isBuffer(body) ? body.toString() : '')) {
    if (name in form)
      throw new OAuthRefusal('invalid_request', `The field ${name.slice(0, 40)} is given twice.`)
    form[name] = value
  }
  return form
}
