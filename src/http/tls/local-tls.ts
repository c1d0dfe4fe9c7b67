import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type LocalCertificate, makeLocalCertificate } from './local-authority.ts'

export type LocalTls = {
  readonly names: readonly string[]
  readonly certificate: string
  readonly key: string
  /** Absolute path of the authority's certificate, for clients to trust. */
  readonly caPath: string
}

const LOCAL_NAMES = ['localhost', '127.0.0.1', '::1']
const LEAST_DAYS_LEFT = 30

/** The certificate of this machine, made at the first start and kept until it is about to expire, lacks a name or is damaged. */
export async function localTls({
  folder,
  extraNames,
  now,
}: {
  folder: string
  extraNames: readonly string[]
  now: Date
}): Promise<LocalTls> {
  const names = [...LOCAL_NAMES, ...extraNames]
  const caPath = join(folder, 'ca.pem')
  const kept = await readKept(folder)
  const made = kept && isGood(kept, names, now) ? kept : await makeAndKeep(folder, names, now)
  return { names, caPath, certificate: made.certificate, key: made.key }
}

async function readKept(folder: string): Promise<LocalCertificate | null> {
  const read = (name: string) => readFile(join(folder, name), 'utf8')
  try {
    const [ca, certificate, key] = await Promise.all([
      read('ca.pem'),
      read('certificate.pem'),
      read('key.pem'),
    ])
    return { ca, certificate, key }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Three files cannot be replaced at once: a stop in between, or a damaged one, leaves what is made anew. */
function isGood(kept: LocalCertificate, names: readonly string[], now: Date): boolean {
  try {
    const leaf = new X509Certificate(kept.certificate)
    const daysLeft = (Date.parse(leaf.validTo) - now.getTime()) / 86_400_000
    const covered = names.every((name) => leaf.checkHost(name) ?? leaf.checkIP(name))
    const belongs =
      leaf.checkPrivateKey(createPrivateKey(kept.key)) && leaf.verify(new X509Certificate(kept.ca).publicKey)
    return daysLeft > LEAST_DAYS_LEFT && covered && belongs
  } catch {
    return false
  }
}

async function makeAndKeep(folder: string, names: readonly string[], now: Date): Promise<LocalCertificate> {
  const made = await makeLocalCertificate(names, now)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const files = { 'key.pem': made.key, 'certificate.pem': made.certificate, 'ca.pem': made.ca }
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, `${name}.partial`), content, { mode: 0o600 })
  for (const name of Object.keys(files)) await rename(join(folder, `${name}.partial`), join(folder, name))
  return made
}
