import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../../db/database.ts'
import type { LocalCertificate } from './local-authority.ts'
import { fingerprint } from './own-certificate.ts'

/** Keeps the local certificate of a library. */
export type CertificateStore = {
  /** Absolute path of the authority's certificate, for clients to trust; the file is there once a certificate is kept. */
  readonly caPath: string
  /** Returns what is kept; null if nothing is. */
  read(): Promise<LocalCertificate | null>
  /** Keeps what `decide` makes of what is kept, and returns that. */
  update(decide: (kept: LocalCertificate | null) => Promise<LocalCertificate>): Promise<LocalCertificate>
  /** Returns a text that changes when something else is kept, whoever has saved it. */
  version(): Promise<string>
}

/** The names of files of a certificate in its folder. */
const FILES = { key: 'key.pem', certificate: 'certificate.pem', ca: 'ca.pem' } as const

/** Keeps a certificate in a folder. Servers of a library that start at once take turns by transactions of its records. */
export function certificateFolder(db: Db, folder: string): CertificateStore {
  const pathOf = (part: keyof typeof FILES) => join(folder, FILES[part])
  async function read(): Promise<LocalCertificate | null> {
    try {
      const [ca, certificate, key] = await Promise.all(
        (['ca', 'certificate', 'key'] as const).map((part) => readFile(pathOf(part), 'utf8')),
      )
      return { ca: ca!, certificate: certificate!, key: key! }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }
  return {
    caPath: pathOf('ca'),
    read,
    update: (decide) =>
      db.transaction().execute(async () => {
        const kept = await read()
        const decided = await decide(kept)
        if (decided !== kept) await saveFiles(folder, decided)
        return decided
      }),
    version: () => fingerprint({ certificate: pathOf('certificate'), key: pathOf('key') }),
  }
}

/** Saves parts of a certificate as the files of a folder. Several cannot be replaced atomically. */
export async function saveFiles(folder: string, parts: Partial<LocalCertificate>): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const files = Object.entries(FILES).flatMap(([part, name]) => {
    const content = parts[part as keyof typeof FILES]
    const path = join(folder, name)
    // Servers that share a folder may save at once.
    return content === undefined ? [] : [{ path, content, partial: `${path}.${randomUUID()}.partial` }]
  })
  try {
    for (const { partial, content } of files) await writeFile(partial, content, { mode: 0o600 })
    for (const { path, partial } of files) await rename(partial, path)
  } finally {
    for (const { partial } of files) await rm(partial, { force: true })
  }
}
