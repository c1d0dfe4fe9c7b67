import type { Command } from 'commander'
import { SETTINGS, type SettingName } from '../config.ts'
import { type DevServer, resetDev, startDev } from '../dev.ts'
import { showProgress } from './progress.ts'
import { addSettings } from './settings.ts'
import { untilStopped } from './until-stopped.ts'

type Options = { json?: boolean; key?: string } & Record<string, unknown>

/** `vitrine dev`, which `npm start` runs, serves a demo library; `vitrine dev reset` restores its initial state. */
export function addDev(program: Command): void {
  const dev = program
    .command('dev')
    .description('Serve a demo library on loopback, for development and tests.')
    .option('--key <key>', 'API key of the demo customer, for clients that already have one')
    .option('--json', 'print one line of JSON when the server is ready and the whole library is searchable')
  addSettings(dev, Object.keys(SETTINGS) as SettingName[]).action(
    async ({ json, key, ...settings }: Options) => {
      const progress = showProgress('pictures')
      let stage = ''
      const server = await startDev({
        settings,
        ...(key !== undefined && { key }),
        onProgress(current, _done, total) {
          if (current !== stage) {
            progress.stop()
            process.stderr.write(`Making the demo library: ${current} ${total} pictures …\n`)
            progress.start(total)
          }
          stage = current
          progress.step(null)
        },
      })
      progress.stop()
      const { http, https, ca, data, demo } = server
      process.stdout.write(json ? `${JSON.stringify({ http, https, ca, data, demo })}\n` : welcome(server))
      await untilStopped()
      await server.stop()
    },
  )
  addSettings(dev.command('reset').description('Restore the initial state of the demo library.'), [
    'data',
  ]).action(async (_options: unknown, command: Command) => {
    await resetDev({ data: command.optsWithGlobals().data })
    process.stdout.write('The demo library is back in its initial state.\n')
  })
}

function welcome({ http, https, ca, demo }: DevServer): string {
  return `
  Vitrine is serving its demo library.

  Gallery   ${http}/
  API       ${http}/v3/  and  ${https}/v3/
  Docs      ${http}/docs
  Key       ${demo.key}
  Secret    ${demo.secret}
  User      ${demo.username}, password ${demo.password}
  CA        ${ca}

  curl -H 'Api-Key: ${demo.key}' '${http}/v3/search/images/creative?phrase=mountain'

`
}
