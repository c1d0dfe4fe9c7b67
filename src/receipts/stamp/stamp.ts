import { hash } from 'node:crypto'
import type { Insertion } from './carrier.ts'

/** The kind of statement that a stamp is, in the header of its signature. */
export const STAMP_TYPE = 'vitrine-stamp'

/** What a stamp states. It names nobody, because delivered files are published. */
export type StampClaims = {
  /** The id of the receipt. */
  readonly receipt: string
  readonly time: string
  /** SHA-256 and length of the file without the stamp. */
  readonly sha256: string
  readonly bytes: number
  /** Where one block was inserted into that file. */
  readonly inserted_at: number
  /** SHA-256 of that block, without the stamp in it, and of the bytes that replace those of `replaced`. */
  readonly inserted_sha256: string
  /** Bytes of the file without the stamp (Base64) that others replace, and where they are in it. */
  readonly replaced: readonly { readonly at: number; readonly bytes: string }[]
}

/** What stands for the stamp when the block with it is hashed. */
export const blankStamp = (length: number): string => '0'.repeat(length)

/** The hash of what was put into a file; its block has a blank stamp. */
export const hashOf = ({ block, overwrites }: Insertion): string =>
  hash('sha256', Buffer.concat([block, ...overwrites.map(({ bytes }) => bytes)]), 'hex')
