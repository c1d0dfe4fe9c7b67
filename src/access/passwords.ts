import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** Argon2id with the first recommended option for memory-constrained servers (RFC 9106, 4): 64 MiB, 3 passes, 4 lanes. */
const PARAMETERS = { memory: 65_536, passes: 3, parallelism: 4, tagLength: 32 } as const
const SALT_BYTES = 16

/** The shortest password that a user may choose. */
export const MIN_PASSWORD_CHARACTERS = 12
/** Longer ones are refused: nobody types them, and each costs time. */
export const MAX_PASSWORD_CHARACTERS = 256

/** Returns whether a text is as long as a password has to be, and not too long. */
export const isAcceptablePassword = (text: string): boolean =>
  [...text].length >= MIN_PASSWORD_CHARACTERS && text.length <= MAX_PASSWORD_CHARACTERS

const derive = promisify(argon2)

type Parameters = { memory: number; passes: number; parallelism: number; tagLength: number }

/** Returns the hash of a password in the PHC string format. It is computed beside the thread that answers. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await derived(password, salt, PARAMETERS)
  const { memory, passes, parallelism } = PARAMETERS
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

/** Returns whether a text is a hash that `isPassword` can check. */
export const isPasswordHash = (text: string): boolean => parse(text) !== null

/**
 * Returns whether a password is the one that was hashed. With null, for a user who does not exist or has no password,
 * it takes as long and returns false.
 */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const parsed = hash === null ? null : parse(hash)
  const { salt, tag, parameters } = parsed ?? NOBODY
  const given = await derived(password, salt, parameters)
  return parsed !== null && timingSafeEqual(given, tag)
}

const NOBODY = {
  salt: Buffer.alloc(SALT_BYTES),
  tag: Buffer.alloc(PARAMETERS.tagLength),
  parameters: PARAMETERS,
}

const PHC =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/

function parse(text: string): { salt: Buffer; tag: Buffer; parameters: Parameters } | null {
  const match = PHC.exec(text)
  if (!match) return null
  const [, memory, passes, parallelism, salt, tag] = match
  const bytes = Buffer.from(tag!, 'base64')
  const costs = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  return { salt: Buffer.from(salt!, 'base64'), tag: bytes, parameters: { ...costs, tagLength: bytes.length } }
}

const derived = (password: string, salt: Buffer, parameters: Parameters): Promise<Buffer> =>
  derive('argon2id', { message: Buffer.from(password.normalize('NFC')), nonce: salt, ...parameters })

/** As the PHC string format has it: without padding. */
const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
