import type { Command } from 'commander'
import { hasLibrary, openLibrary } from '../compose.ts'
import { type Config, SETTINGS, type SettingName } from '../config.ts'
import { createLogger } from '../lib/log.ts'
import { type RunningServer, startServer } from '../serve.ts'
import { addSettings, configOf } from './settings.ts'
import { untilStopped } from './until-stopped.ts'

/** `vitrine serve`: production. No demo, nothing open but what the owner opened. */
export function addServe(program: Command): void {
  const command = program.command('serve').description('Serve the library until a stop signal.')
  addSettings(command, Object.keys(SETTINGS) as SettingName[])
    .option('--json', 'print one line of JSON when the server answers')
    .action(async (options: { json?: boolean }) => {
      const config = configOf(options)
      const logger = createLogger(config.logLevel)
      const isNew = !hasLibrary(config)
      const library = await openLibrary(config)
      if (isNew) tellOfNew(config)
      try {
        const server = await startServer(library, config, { logger })
        const { http, https, ca } = server
        const ready = { http, https, ca, data: config.data }
        if (config.gallery) tellOfClean(config)
        process.stdout.write(options.json ? `${JSON.stringify(ready)}\n` : welcome(config, server))
        if (server.uncovered.length > 0) tellOfUncovered(server.uncovered, config)
        await untilStopped()
        await server.stop()
      } finally {
        await library.close()
      }
    })
}

const CLEAN = {
  thumb: 'thumbs (170 px)',
  preview: 'thumbs and previews (up to 506 px)',
  comp: 'thumbs, previews and comps (up to 612 px)',
}

/** What the owner agrees to by opening the gallery. */
function tellOfClean({ galleryClean }: Config): void {
  process.stderr.write(
    `In the gallery, visitors see ${CLEAN[galleryClean]} without a watermark; --gallery-clean changes that.\n`,
  )
}

/** An empty folder may be the first start in a container, but also a name that was mistyped. */
function tellOfNew({ data }: Config): void {
  process.stderr.write(
    `There was no library in ${data}: a new, empty one was made there.\n` +
      `If that is the wrong folder, stop and name the right one with --data. Else fill it:\n` +
      `  vitrine ingest FOLDER --data ${data}\n  vitrine keys create --name NAME --data ${data}\n`,
  )
}

function welcome(config: Config, { http, https, remote, ca }: RunningServer): string {
  const base = config.publicUrl?.replace(/\/+$/, '') ?? http
  const lines = {
    Library: config.data,
    Gallery: config.gallery ? `${base}/` : 'closed; --gallery true opens it to everybody',
    API: config.publicUrl === null ? `${http}/v3/  and  ${https}/v3/` : `${base}/v3/`,
    Docs: `${base}/docs`,
    Elsewhere: remote.map((address) => `${address}/`).join('  '),
    CA: ca ?? '',
  }
  return Object.entries(lines)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name.padEnd(10)}${value}\n`)
    .join('')
}

/** The certificate that clients already trust is kept, so a new name of the machine is only reported. */
function tellOfUncovered(names: readonly string[], { data }: Config): void {
  process.stderr.write(
    `The certificate is not for ${names.join(', ')}: clients that call this server so will refuse it.\n` +
      `To have one that is, run "vitrine tls renew --data ${data}" with the same --tls-host; all clients then have ` +
      'to trust its new authority.\n',
  )
}
