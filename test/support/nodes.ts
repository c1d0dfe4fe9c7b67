import { startCommand } from './cli.ts'
import { writeSmallPictures } from './downloads.ts'
import { emptyLibrary, ingestAndIndex, type TestLibrary, temporaryFolder } from './library.ts'
import { newDatabase } from './postgres-databases.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'
import { type S3Server, startS3 } from './s3-server.ts'

type Lifetime = { after(done: () => Promise<void>): void }

/** A library for several nodes: its records are in PostgreSQL and its pictures in a bucket. */
export type SharedLibrary = {
  readonly postgres: PostgresServer
  readonly s3: S3Server
  readonly library: TestLibrary
  /** The variables by which nodes and commands find it. */
  readonly settings: Readonly<Record<string, string>> & { readonly VITRINE_RECORDS: string }
}

/** Makes such a library with so many small pictures; null where one of the servers is not installed. */
export async function shareLibrary(
  lifetime: Lifetime & { skip(reason: string): void },
  pictures: number,
): Promise<SharedLibrary | null> {
  const postgres = await startPostgres(lifetime)
  const s3 = await startS3(lifetime)
  if (postgres === null || s3 === null) return null
  const records = await newDatabase(postgres.address('postgres'), await temporaryFolder(lifetime))
  const folder = await temporaryFolder(lifetime)
  await writeSmallPictures(folder, pictures)
  Object.assign(process.env, s3.environment)
  const library = await emptyLibrary(lifetime, { records, blobs: s3.address })
  await ingestAndIndex(library, folder)
  await library.index.close()
  const settings = { VITRINE_RECORDS: records, VITRINE_BLOBS: s3.address, ...s3.environment }
  return { postgres, s3, library, settings }
}

/** Starts a node of such a library, with a data folder and free ports of its own unless the settings name them. */
export async function startNode(
  t: Lifetime,
  { settings }: Pick<SharedLibrary, 'settings'>,
  more: Readonly<Record<string, string>> = {},
) {
  const data = more.VITRINE_DATA ?? (await temporaryFolder(t))
  const node = await startCommand(t, ['serve'], {
    VITRINE_DATA: data,
    VITRINE_PORT: '0',
    VITRINE_TLS_PORT: '0',
    ...settings,
    ...more,
  })
  const { http, https, ca } = node.ready
  return { ...node, http: http!, https: https!, ca: ca!, data }
}
