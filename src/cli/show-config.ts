import type { Command } from 'commander'
import { stringify } from 'yaml'
import { SETTINGS, type SettingName } from '../config.ts'
import { addSettings, configOf } from './settings.ts'

/** `vitrine config`: its output is a settings file that says the same. */
export function addShowConfig(program: Command): void {
  const command = program
    .command('config')
    .description('Print the settings that are in force, as a settings file.')
  addSettings(command, Object.keys(SETTINGS) as SettingName[])
    .option('--json', 'print JSON')
    .action((options: { json?: boolean }) => {
      const config = configOf(options)
      process.stdout.write(options.json ? `${JSON.stringify(config)}\n` : stringify(config))
    })
}
