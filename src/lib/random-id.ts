import { randomFillSync } from 'node:crypto'

/** Asking for random bytes costs more than all else that a short id takes, so many are asked for at once. */
const POOL_BYTES = 3000

const pool = Buffer.alloc(POOL_BYTES)
let used = POOL_BYTES

/** Returns an id that nobody can guess: this many random bytes, at most 100, in base64url. */
export function randomId(bytes: number): string {
  if (used + bytes > POOL_BYTES) {
    randomFillSync(pool)
    used = 0
  }
  used += bytes
  return pool.toString('base64url', used - bytes, used)
}
