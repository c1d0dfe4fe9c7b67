import type { Command } from 'commander'
import { SETTINGS, type SettingName } from '../config.ts'
import { examine, type Finding } from '../doctor.ts'
import { EXIT } from './exit-codes.ts'
import { printJson } from './record-commands.ts'
import { addSettings, configOf } from './settings.ts'

const SIGNS: Readonly<Record<Finding['state'], string>> = {
  ok: 'ok     ',
  absent: 'absent ',
  failed: 'FAILED ',
}

/** `vitrine doctor`: checks what a server with these settings would use. Exit code 1 when something failed. */
export function addDoctor(program: Command, setExit: (code: number) => void): void {
  addSettings(
    program
      .command('doctor')
      .description(
        'Check the settings, the data folder, records, index, pictures, limits and programs of a server.',
      ),
    Object.keys(SETTINGS) as SettingName[],
  )
    .option('--json', 'print one line of JSON for each finding')
    .action(async (options: { json?: boolean }) => {
      const findings = await examine(configOf(options))
      for (const finding of findings)
        if (options.json) printJson(finding)
        else process.stdout.write(`${SIGNS[finding.state]}${finding.part.padEnd(12)}${finding.says}\n`)
      if (findings.some(({ state }) => state === 'failed')) setExit(EXIT.failed)
    })
}
