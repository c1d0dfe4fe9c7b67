import type { Command } from 'commander'
import { stringify } from 'yaml'
import { SETTINGS, type SettingName } from '../config.ts'
import { withoutPassword } from '../lib/without-password.ts'
import { refusalsOf } from '../serve/checks.ts'
import { EXIT } from './exit-codes.ts'
import { addSettings, configOf } from './settings.ts'

/**
 * `vitrine config`: prints an equivalent settings file. Reports what `serve` would refuse, with the exit code of wrong
 * use.
 */
export function addShowConfig(program: Command, setExit: (code: number) => void): void {
  const command = program.command('config').description('Print the effective settings as a settings file.')
  addSettings(command, Object.keys(SETTINGS) as SettingName[])
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const config = configOf(options)
      // Output of this command is what people send when they ask for help.
      const { records, limits } = config
      const shown = {
        ...config,
        records: records && withoutPassword(records),
        limits: limits && withoutPassword(limits),
      }
      process.stdout.write(options.json ? `${JSON.stringify(shown)}\n` : stringify(shown))
      const refusals = await refusalsOf(config)
      for (const refusal of refusals) process.stderr.write(`"vitrine serve" would refuse this: ${refusal}\n`)
      if (refusals.length > 0) setExit(EXIT.wrongUse)
    })
}
