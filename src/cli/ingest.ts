import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { openLibrary } from '../compose.ts'
import { hasLibrary } from '../compose-records.ts'
import type { Config } from '../config.ts'
import { PlannedRecords } from '../ingest/manifest/planned-records.ts'
import { lowerPriority } from '../lib/lower-priority.ts'
import { newestFrame } from '../visual/find-duplicates.ts'
import { EXIT } from './exit-codes.ts'
import { inputsOf } from './ingest-inputs.ts'
import { wordsOf } from './ingest-lines.ts'
import { type IngestFlags, ingestInput, planInput } from './ingest-runs.ts'
import { makeSearchable } from './make-searchable.ts'
import { mappingOf } from './mapping.ts'
import { reportDuplicates } from './report-duplicates.ts'
import { addSettings, configOf, DECODER_SETTINGS, INDEX_SETTINGS, LIBRARY_SETTINGS } from './settings.ts'
import { stopping } from './stopping.ts'
import { WrongUse } from './wrong-use.ts'

type Options = IngestFlags & { plan?: boolean; mapping?: string; duplicates?: boolean }

/** How long work may go on after a stop signal, so that the command ends within two seconds. */
const GRACE_MS = 1200

const STOPPED =
  'Stopped. Everything ingested so far is kept; run the same command again to continue. ' +
  'The search index catches up at the next ingest or when the library is served.\n'

/** `vitrine ingest PATH...`: exit code 3 when something was refused, 1 when it was stopped early. */
export function addIngest(program: Command, setExit: (code: number) => void): void {
  const command = program
    .command('ingest')
    .description('Add pictures and records to the library. Running it again adds nothing twice.')
    .argument(
      '<paths...>',
      'folders with pictures (docs/how-to/formats.md lists the formats); single pictures; manifests: JSON Lines or CSV, plain or gzip',
    )
    .option('--mapping <file>', 'mapping file (YAML): which fields of files and manifests become what')
    .option('--source <name>', 'system whose ids a manifest uses (default: the name of the manifest)')
    .option('--plan', 'show what would be added, changed or refused, and why, without changing anything')
    .option('--in-place', 'use the files where they are instead of copying them into the library')
    .option('--withdraw-gone', 'withdraw assets whose files are no longer in the folder')
    .option('--again', 'ingest files again whose assets were purged')
    .option('--duplicates', 'report which of the pictures that were added look the same as another one')
    .option('--json', 'print one line of JSON for each file or record that changed something, and a summary')
  addSettings(command, [...LIBRARY_SETTINGS, ...INDEX_SETTINGS, ...DECODER_SETTINGS]).action(
    async (paths: string[], options: Options) => setExit(await ingest(paths, options, configOf(options))),
  )
}

async function ingest(paths: string[], options: Options, config: Config): Promise<number> {
  if (options.plan && options.duplicates)
    throw new WrongUse('--duplicates compares what was ingested, so it does not go with --plan.')
  const mapping = await mappingOf(options)
  const toInputs = await inputsOf(paths)
  lowerPriority()
  const target = options.plan ? await libraryForPlan(config) : { config, discard: async () => {} }
  const library = await openLibrary(target.config)
  const stop = stopping(GRACE_MS)
  const startedMs = performance.now()
  const summary: Record<string, number> = {}
  const run = {
    library,
    mapping,
    flags: options,
    signal: stop.signal,
    summary,
    except: config.data,
    maxRenditionBytes: config.maxRenditionBytes,
  }
  const planned = new PlannedRecords()
  const lastFrame = await newestFrame(library.db)
  const isDone = await stop.run(async () => {
    try {
      for (const input of await toInputs(library.db))
        if (!stop.signal.aborted)
          await (options.plan ? planInput(run, input, planned) : ingestInput(run, input))
      if (!options.plan && !stop.signal.aborted) await makeSearchable(library)
      if (options.duplicates && !stop.signal.aborted)
        summary.duplicates = await reportDuplicates(library, lastFrame, options.json ?? false)
    } finally {
      await library.close()
      await target.discard()
    }
  })
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  process.stdout.write(
    options.json ? `${JSON.stringify({ summary })}\n` : `${wordsOf(summary)}, in ${seconds} s\n`,
  )
  if (stop.signal.aborted) process.stderr.write(options.plan ? 'Stopped.\n' : STOPPED)
  // NOTE: unfinished work may be cut off by the exit, since each of its steps is a transaction.
  if (!isDone) process.exit(EXIT.failed)
  if (stop.signal.aborted) return EXIT.failed
  return (summary.refused ?? 0) + (summary.filesRefused ?? 0) > 0 ? EXIT.someRefused : EXIT.success
}

/** A plan does not create a library; without one it is made with an empty library that is deleted afterwards. */
async function libraryForPlan(config: Config): Promise<{ config: Config; discard: () => Promise<void> }> {
  if (await hasLibrary(config)) return { config, discard: async () => {} }
  const data = await mkdtemp(join(tmpdir(), 'vitrine-plan-'))
  return {
    config: { ...config, data, records: null, blobs: null },
    discard: () => rm(data, { recursive: true, force: true }),
  }
}
