import fastify from 'fastify'
import { ACCESS_TOKEN_SECONDS, addToken, createAuthorization, newToken } from '../../src/access/tokens.ts'
import { openDatabase } from '../../src/db/database.ts'

/**
 * The baseline: a Fastify route that makes the same rows of a token as durably, without checking anything. Run as a separate
 * process: `bare-tokens.ts RECORDS CLIENT`; prints its base address.
 */
const [records, clientId] = process.argv.slice(2)
const db = openDatabase(records!)
const app = fastify()
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
app.post('/oauth2/token', async (_request, reply) => {
  const token = newToken()
  const now = new Date()
  const expiresMs = now.getTime() + ACCESS_TOKEN_SECONDS * 1000
  await db.transaction().execute(async (tx) => {
    const owner = { clientId: clientId!, userId: null, grantType: 'client_credentials' }
    const authorizationId = await createAuthorization(tx, { ...owner, expiresMs, now })
    await addToken(tx, { token, authorizationId, kind: 'access', expiresMs })
  })
  return reply.type('application/json;charset=UTF-8').send(JSON.stringify({ access_token: token }))
})
process.stdout.write(`${await app.listen({ port: 0, host: '127.0.0.1' })}\n`)
process.once('SIGTERM', () => process.exit(0))
