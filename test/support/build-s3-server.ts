import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { S3_SERVER, S3_SERVER_FOLDER } from './s3-server.ts'

/** Builds the server for tests of buckets, which are skipped without it. */
const TIMEOUT_MS = 600_000

const { module, version } = S3_SERVER
try {
  const options = { env: { ...process.env, GOBIN: S3_SERVER_FOLDER }, timeout: TIMEOUT_MS }
  await promisify(execFile)('go', ['install', `${module}@${version}`], options)
  process.stdout.write(`versitygw ${version} is in ${S3_SERVER_FOLDER}.\n`)
} catch (error) {
  process.stdout.write(
    `Tests of buckets are skipped, because versitygw cannot be built: ${(error as Error).message}\n`,
  )
}
