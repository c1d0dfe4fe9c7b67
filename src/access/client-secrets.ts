import { hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db } from '../db/database.ts'
import type { ClientSecretTable } from '../db/tables/access.ts'
import { Problem } from '../lib/problem.ts'
import { alternatives } from '../lib/text.ts'

/** The record of a client secret. */
export type ClientSecret = Selectable<ClientSecretTable>

const SECRET_BYTES = 32
const PREFIX_LENGTH = 6
/** So that a secret can be replaced while the old one is still in use. */
const MAX_ACTIVE = 2

/** Makes a secret of 256 random bits. It does not begin with a hyphen: commands would take it for an option. */
export function newSecret(): string {
  const secret = randomBytes(SECRET_BYTES).toString('base64url')
  return secret.startsWith('-') ? newSecret() : secret
}

/** SHA-256: enough for a secret, which is random and long. */
export const hashSecret = (secret: string): string => hash('sha256', secret, 'hex')

/** What stands for the first characters of a secret that is known only by its hash. */
export const shownHash = (secretHash: string): string => `+${secretHash.slice(0, PREFIX_LENGTH - 1)}`

/**
 * Gives a client another secret, by its hash and first characters.
 *
 * @throws Problem InvalidClient when it has two active ones already.
 */
export async function addSecret(
  tx: Db,
  { clientId, secretHash, prefix, now }: { clientId: string; secretHash: string; prefix: string; now: Date },
): Promise<void> {
  if ((await activeSecrets(tx, clientId)).length >= MAX_ACTIVE)
    throw new Problem(
      'InvalidClient',
      `The client ${clientId} has two active secrets; end one with "vitrine keys end-secret" first.`,
    )
  const createdMs = now.getTime()
  await tx
    .insertInto('clientSecret')
    .values({ secretHash, clientId, prefix: prefix.slice(0, PREFIX_LENGTH), createdMs, endedMs: null })
    .execute()
}

/** The secrets of a client that are accepted, oldest first. */
export function activeSecrets(db: Db, clientId: string): Promise<ClientSecret[]> {
  return db
    .selectFrom('clientSecret')
    .selectAll()
    .where('clientId', '=', clientId)
    .where('endedMs', 'is', null)
    .orderBy('createdMs')
    .execute()
}

/** Returns whether a secret is an active one of the client. */
export async function isSecretOf(db: Db, clientId: string, secret: string): Promise<boolean> {
  const given = Buffer.from(hashSecret(secret))
  const active = await activeSecrets(db, clientId)
  return active.some(({ secretHash }) => timingSafeEqual(Buffer.from(secretHash), given))
}

/**
 * Ends the active secret of a client that begins so.
 *
 * @throws Problem InvalidClient when there is none, or more than one.
 */
export async function endSecret(tx: Db, clientId: string, prefix: string, now: Date): Promise<void> {
  const active = await activeSecrets(tx, clientId)
  const found = active.filter((secret) => secret.prefix.startsWith(prefix.slice(0, PREFIX_LENGTH)))
  const known = active.map((secret) => `${secret.prefix}…`)
  if (found.length !== 1)
    throw new Problem(
      'InvalidClient',
      known.length === 0
        ? `The key ${clientId} has no active secret.`
        : `Name one of the active secrets of ${clientId} by how it begins: ${alternatives(known)}.`,
    )
  await tx
    .updateTable('clientSecret')
    .set({ endedMs: now.getTime() })
    .where('secretHash', '=', found[0]!.secretHash)
    .execute()
}
