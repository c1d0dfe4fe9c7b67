import type { Content } from '../../src/receipts/stamp/carrier.ts'

/** Bytes as a file of which any part can be read. */
export const contentOf = (bytes: Uint8Array): Content => ({
  bytes: bytes.length,
  read: async (at, length) => bytes.subarray(at, at + length),
})

/** All bytes of such a file. */
export const wholeOf = async ({ read, bytes }: Content): Promise<Buffer> => Buffer.from(await read(0, bytes))
