import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { Db } from '../db/database.ts'
import { certificateInRecords } from '../http/tls/certificate-in-records.ts'
import { type CertificateStore, certificateFolder } from '../http/tls/certificate-store.ts'
import { machineNames } from '../http/tls/machine-names.ts'

/** Returns where the local certificate of a library is kept: in the data folder, or in records that several nodes share. */
export function certificateStoreOf(
  db: Db,
  { data, records }: Pick<Config, 'data' | 'records'>,
): CertificateStore {
  const folder = join(data, 'tls')
  return records === null ? certificateFolder(db, folder) : certificateInRecords(db, folder)
}

/**
 * Returns the names that a local certificate should cover: those of this machine. Nodes that share a library also share its
 * certificate, and are reached by the host of `publicUrl`, if there is one.
 */
export function namesToCertify({
  records,
  publicUrl,
  tlsHost,
}: Pick<Config, 'records' | 'publicUrl' | 'tlsHost'>): string[] {
  if (records === null || publicUrl === null) return machineNames(tlsHost)
  return [new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')]
}
