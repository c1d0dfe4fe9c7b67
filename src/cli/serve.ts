import type { Command } from 'commander'
import { openLibrary } from '../compose.ts'
import { hasLibrary, recordsPlace } from '../compose-records.ts'
import { type Config, SETTINGS, type SettingName } from '../config.ts'
import { createLogger } from '../lib/log.ts'
import { type RunningServer, startServer } from '../serve/serve.ts'
import { addSettings, configOf } from './settings.ts'
import { untilStopped } from './until-stopped.ts'

/** `vitrine serve`: the production server, without a demo and open only as far as the owner opens it. */
export function addServe(program: Command): void {
  const command = program.command('serve').description('Serve the library until stopped.')
  addSettings(command, Object.keys(SETTINGS) as SettingName[])
    .option('--json', 'print one line of JSON when the server is ready')
    .action(async (options: { json?: boolean }) => {
      const config = configOf(options)
      const logger = createLogger(config.logLevel)
      const isNew = !(await hasLibrary(config))
      const library = await openLibrary(config)
      if (isNew) tellOfNew(config)
      try {
        const server = await startServer(library, config, { logger })
        const { http, https, ca } = server
        const ready = { http, https, ca, data: config.data }
        if (config.gallery) tellOfClean(config)
        process.stdout.write(options.json ? `${JSON.stringify(ready)}\n` : welcome(config, server))
        if (server.uncovered.length > 0) tellOfUncovered(server.uncovered, config)
        await Promise.race([untilStopped(), server.failed]).finally(() => server.stop())
      } finally {
        await library.close()
      }
    })
}

const CLEAN_SIZES = {
  thumb: 'thumbs (170 px)',
  preview: 'thumbs and previews (up to 506 px)',
  comp: 'thumbs, previews and comps (up to 612 px)',
}

/** Tells the owner what an open gallery shows without a watermark. */
function tellOfClean({ galleryClean }: Config): void {
  process.stderr.write(
    `In the gallery, visitors see ${CLEAN_SIZES[galleryClean]} without a watermark; --gallery-clean changes that.\n`,
  )
}

/** An empty folder may be the first start in a container, but also a mistyped name. */
function tellOfNew(config: Config): void {
  const [place, option] = [recordsPlace(config), config.records === null ? '--data' : '--records']
  process.stderr.write(
    `There was no library in ${place}, so a new, empty one was created.\n` +
      `If this is the wrong place, stop and give the right one with ${option}. Otherwise fill it:\n` +
      `  vitrine ingest FOLDER ${option} ${place}\n  vitrine keys create --name NAME ${option} ${place}\n`,
  )
}

function welcome(config: Config, { http, https, remote, ca }: RunningServer): string {
  const base = config.publicUrl?.replace(/\/+$/, '') ?? http
  const lines = {
    Library: recordsPlace(config),
    Gallery: config.gallery ? `${base}/` : 'closed; --gallery true opens it to everyone',
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
    `The certificate does not cover ${names.join(', ')}: clients that use these names will refuse it.\n` +
      `To make one that does, run "vitrine tls renew --data ${data}" with the same --tls-host; all clients then have ` +
      'to trust its new authority.\n',
  )
}
