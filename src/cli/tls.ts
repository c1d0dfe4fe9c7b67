import { X509Certificate } from 'node:crypto'
import type { Command } from 'commander'
import { renewLocalTls } from '../http/tls/local-tls.ts'
import { certificateStoreOf, namesToCertify } from '../serve/certificate.ts'
import { ownCertificate } from '../serve/checks.ts'
import { addSettings, configOf } from './settings.ts'
import { withRecords } from './with-records.ts'
import { WrongUse } from './wrong-use.ts'

/** `vitrine tls renew`: a running server serves the new certificate within a second. */
export function addTls(program: Command): void {
  const tls = program.command('tls').description('Manage the local certificate that the server creates.')
  addSettings(
    tls.command('renew').description('Create a new authority and certificate for the names of this machine.'),
    ['data', 'records', 'publicUrl', 'tlsHost', 'tlsCertificate', 'tlsKey'],
  )
    .option('--json', 'print JSON')
    .action(renew)
}

async function renew(options: { json?: boolean }): Promise<void> {
  const config = configOf(options)
  const own = ownCertificate(config)
  if (own !== null)
    throw new WrongUse(
      `The server uses your own certificate, ${own.certificate}: renew it where you obtained it.`,
    )
  const { names, caPath, certificate } = await withRecords(config, (db) =>
    renewLocalTls({
      store: certificateStoreOf(db, config),
      machine: namesToCertify(config),
      now: new Date(),
    }),
  )
  const expires = new Date(new X509Certificate(certificate).validTo).toISOString()
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ ca: caPath, names, expires })}\n`
      : `The new certificate covers ${names.join(', ')} and is valid until ${expires.slice(0, 10)}.\n` +
          `All clients that trusted the old authority have to trust the new one, ${caPath}:\n` +
          'browsers and systems where it was added, and programs that name the file, for example in ' +
          'NODE_EXTRA_CA_CERTS, SSL_CERT_FILE or REQUESTS_CA_BUNDLE.\n',
  )
}
