import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Bucket, openBucket } from '../../src/blobs/s3/bucket.ts'
import { freePort } from './free-port.ts'
import { type ServerProcess, serverProcess } from './server-process.ts'

/** versitygw serves a folder by the protocol of S3. It is built once from the Go module proxy (`build-s3-server.ts`). */
export const S3_SERVER = { module: 'github.com/versity/versitygw/cmd/versitygw', version: 'v1.8.0' }
/** The folder of the program. */
export const S3_SERVER_FOLDER = join(homedir(), '.cache', 'vitrine-tests', `versitygw-${S3_SERVER.version}`)
const PROGRAM = join(S3_SERVER_FOLDER, 'versitygw')
const [ACCESS, SECRET] = ['test', 'secret of tests']

/** A server for objects, with one bucket. */
export type S3Server = ServerProcess & {
  /** The address of its bucket, and the variables that tell how to reach it. */
  readonly address: string
  readonly environment: Readonly<Record<string, string>>
  readonly bucket: Bucket
}

/** Starts a server that ends with the test; null where it is not built: then the test is skipped. */
export async function startS3(t: Pick<TestContext, 'after' | 'skip'>): Promise<S3Server | null> {
  if (!existsSync(PROGRAM)) {
    t.skip(
      'versitygw is not built: node bin/with-node.mjs test/support/build-s3-server.ts builds it with Go.',
    )
    return null
  }
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-s3-'))
  // A folder of the server is a bucket.
  await mkdir(join(folder, 'pictures'))
  const port = await freePort()
  const address = 's3://pictures/library'
  const environment = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: ACCESS,
    AWS_SECRET_ACCESS_KEY: SECRET,
  }
  const bucket = openBucket(address, environment)
  const server = serverProcess({
    program: PROGRAM,
    args: ['--access', ACCESS, '--secret', SECRET, '--port', `127.0.0.1:${port}`, '--quiet', 'posix', folder],
    answers: () => bucket.objects.bucketExists(),
  })
  t.after(async () => {
    await server.kill()
    await rm(folder, { recursive: true, force: true })
  })
  await server.start()
  return { address, environment, bucket, ...server }
}
