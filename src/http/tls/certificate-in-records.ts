import type { Db } from '../../db/database.ts'
import { findSecret, replaceSecret } from '../../db/secrets.ts'
import { type CertificateStore, certificateFolder, saveFiles } from './certificate-store.ts'
import type { LocalCertificate } from './local-authority.ts'

const SECRET = 'tls'

/**
 * Keeps a certificate in the records, so that all nodes of a library serve the same one; `folder` gets a copy of the authority's
 * certificate. One that is in the folder already is taken over: clients may trust it since the library was on one machine.
 */
export function certificateInRecords(db: Db, folder: string): CertificateStore {
  const own = certificateFolder(db, folder)
  const keptIn = async (records: Db) => {
    const secret = await findSecret(records, SECRET)
    return secret === null ? null : (JSON.parse(secret) as LocalCertificate)
  }
  async function read(): Promise<LocalCertificate | null> {
    const kept = await keptIn(db)
    if (kept !== null) await saveFiles(folder, { ca: kept.ca })
    return kept
  }
  return {
    caPath: own.caPath,
    read,
    async update(decide) {
      // NOTE: nodes that start at once take turns in transactions, so that the later ones find what the first has made.
      const decided = await db.transaction().execute(async (tx) => {
        const kept = await keptIn(tx)
        const found = await decide(kept ?? (await own.read()))
        if (found !== kept) await replaceSecret(tx, SECRET, JSON.stringify(found))
        return found
      })
      await saveFiles(folder, { ca: decided.ca })
      return decided
    },
    version: async () => (await findSecret(db, SECRET)) ?? '',
  }
}
