import { setTimeout as pause } from 'node:timers/promises'
import type { Command } from 'commander'
import { openWorkerLibrary } from '../compose.ts'
import { hasLibrary, recordsPlace } from '../compose-records.ts'
import type { Config, SettingName } from '../config.ts'
import { followVersions, GOES_ON } from '../db/follow-versions.ts'
import { UnreachableRecords } from '../db/unreachable-records.ts'
import { runIngestJobs } from '../ingest/jobs/run-ingest-jobs.ts'
import { createLogger } from '../lib/log.ts'
import { lowerPriority } from '../lib/lower-priority.ts'
import { openJobs } from '../serve/background-work.ts'
import { sentenceOf } from './sentence-of.ts'
import { addSettings, configOf, DECODER_SETTINGS, LIBRARY_SETTINGS } from './settings.ts'
import { untilStopped } from './until-stopped.ts'

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

/** How often a worker looks for its library, if it is started before the library is made. */
const PAUSE_MS = 1000

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
      const stopped = untilStopped()
      if (!(await untilLibrary(config, stopped))) return
      const logger = createLogger(config.logLevel)
      lowerPriority()
      const library = await openWorkerLibrary(config)
      try {
        const jobs = await openJobs(library, config, logger)
        const stops = [jobs.start(), runIngestJobs({ ...library, logger })]
        process.stdout.write(
          options.json
            ? `${JSON.stringify({ records: place })}\n`
            : `Working for the library in ${place}. Ctrl-C finishes the files in hand and stops.\n`,
        )
        const versions = followVersions(library.db, (migrations) => logger.warn({ migrations }, GOES_ON))
        try {
          await Promise.race([stopped, versions.outdated])
        } finally {
          await Promise.all([versions.stop(), ...stops.map((stop) => stop())])
        }
      } finally {
        await library.close()
      }
    })
}

/** Waits until the library exists and can be reached. Returns false if the worker is stopped before. */
async function untilLibrary(config: Config, stopped: Promise<void>): Promise<boolean> {
  const isStopped = stopped.then(() => true)
  let told = ''
  do {
    const missing = await whatIsMissing(config)
    if (missing === null) return true
    if (missing !== told) process.stderr.write(`${missing}\n`)
    told = missing
  } while (!(await Promise.race([isStopped, pause(PAUSE_MS, false)])))
  return false
}

async function whatIsMissing(config: Config): Promise<string | null> {
  const place = recordsPlace(config)
  try {
    if (await hasLibrary(config)) return null
    return `There is no library in ${place} yet. Waiting for the command or the server that makes it.`
  } catch (error) {
    if (!(error instanceof UnreachableRecords)) throw error
    return `${sentenceOf(error)}: ${place}. Waiting until they can.`
  }
}
