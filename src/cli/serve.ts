import type { Command } from 'commander'
import { openLibrary } from '../compose.ts'
import { SETTINGS, type SettingName } from '../config.ts'
import { createLogger } from '../lib/log.ts'
import { startServer } from '../serve.ts'
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
      const library = await openLibrary(config)
      try {
        const server = await startServer(library, config, { logger })
        const { http, https, ca } = server
        const ready = { http, https, ca, data: config.data }
        process.stdout.write(options.json ? `${JSON.stringify(ready)}\n` : `Serving ${http} and ${https}\n`)
        await untilStopped()
        await server.stop()
      } finally {
        await library.close()
      }
    })
}
