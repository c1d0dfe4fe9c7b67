import { buildS3Server } from './s3-server.ts'

/** Builds the server for tests of buckets beforehand, because that takes minutes. */
const program = await buildS3Server().catch((error: Error) => error.message)
process.stdout.write(`${program ?? 'Go is not installed, so that tests of buckets are skipped.'}\n`)
