import type { Command } from 'commander'
import { openJobs } from '../background-work.ts'
import { openWorkerLibrary } from '../compose.ts'
import { hasLibrary, recordsPlace } from '../compose-records.ts'
import type { SettingName } from '../config.ts'
import { runIngestJobs } from '../ingest/jobs/run-ingest-jobs.ts'
import { createLogger } from '../lib/log.ts'
import { lowerPriority } from '../lib/lower-priority.ts'
import { addSettings, configOf, DECODER_SETTINGS, LIBRARY_SETTINGS } from './settings.ts'
import { untilStopped } from './until-stopped.ts'
import { WrongUse } from './wrong-use.ts'

/** Settings of what a worker does besides reading files. */
const JOB_SETTINGS = [
  'videoSizes',
  'transcodesAtOnce',
  'transcodeTimeoutSeconds',
  'maxTranscodeBytes',
  'callableNetworks',
  'webhookTimeoutSeconds',
  'maxSpoolBytes',
  'logLevel',
] as const satisfies SettingName[]

/** `vitrine worker`: does the jobs of a library until it is stopped. */
export function addWorker(program: Command): void {
  const command = program
    .command('worker')
    .description(
      'Do the work of a library besides answering requests, until stopped: folders of "vitrine ingest --by-workers", sizes of ' +
        'videos, webhooks. Any number of workers share it.',
    )
  addSettings(command, [...LIBRARY_SETTINGS, ...DECODER_SETTINGS, ...JOB_SETTINGS])
    .option('--json', 'print one line of JSON when the worker is ready')
    .action(async (options: { json?: boolean }) => {
      const config = configOf(options)
      const place = recordsPlace(config)
      if (!(await hasLibrary(config))) throw new WrongUse(`There is no library in ${place}.`)
      const logger = createLogger(config.logLevel)
      lowerPriority()
      const library = await openWorkerLibrary(config)
      try {
        const jobs = await openJobs(library, config, logger)
        const stops = [jobs.start(() => {}), runIngestJobs({ ...library, logger })]
        process.stdout.write(
          options.json
            ? `${JSON.stringify({ records: place })}\n`
            : `Working for the library in ${place}. Ctrl-C finishes the files in hand and stops.\n`,
        )
        await untilStopped()
        await Promise.all(stops.map((stop) => stop()))
      } finally {
        await library.close()
      }
    })
}
