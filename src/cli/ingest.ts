import { mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { openBlobs, openLibrary } from '../compose.ts'
import { hasLibrary } from '../compose-records.ts'
import type { Config } from '../config.ts'
import { endRun } from '../ingest/jobs/run.ts'
import { PlannedRecords } from '../ingest/manifest/planned-records.ts'
import { findSourceFolder } from '../ingest/source-folder.ts'
import { lowerPriority } from '../lib/lower-priority.ts'
import { newestFrame } from '../visual/find-duplicates.ts'
import { EXIT } from './exit-codes.ts'
import { inputsOf } from './ingest-inputs.ts'
import { wordsOf } from './ingest-lines.ts'
import { type IngestFlags, ingestInput, planInput } from './ingest-runs.ts'
import { makeSearchable } from './make-searchable.ts'
import { mappingOf } from './mapping.ts'
import { printable } from './printable.ts'
import { reportDuplicates } from './report-duplicates.ts'
import { addSettings, configOf, DECODER_SETTINGS, INDEX_SETTINGS, LIBRARY_SETTINGS } from './settings.ts'
import { stopping } from './stopping.ts'
import { withRecords } from './with-records.ts'
import { WrongUse } from './wrong-use.ts'

type Options = IngestFlags & { plan?: boolean; cancel?: boolean; mapping?: string; duplicates?: boolean }

/** How long work may go on after a stop signal, so that the command ends within two seconds. */
const GRACE_MS = 1200

const STOPPED =
  'Stopped. Everything ingested so far is kept; run the same command again to continue. ' +
  'The search index catches up at the next ingest or when the library is served.\n'

const STOPPED_BY_WORKERS =
  'Stopped. Workers go on with the files that were found; run the same command again for the rest and the report, or with ' +
  '--cancel to give up what is not ingested yet.\n'

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
    .option('--by-workers', 'have "vitrine worker" ingest folders, on any number of machines')
    .option('--cancel', 'give up what workers have not ingested yet of folders')
    .option('--json', 'print one line of JSON for each file or record that changed something, and a summary')
  addSettings(command, [...LIBRARY_SETTINGS, ...INDEX_SETTINGS, ...DECODER_SETTINGS]).action(
    async (paths: string[], options: Options) => setExit(await ingest(paths, options, configOf(options))),
  )
}

async function ingest(paths: string[], options: Options, config: Config): Promise<number> {
  if (options.plan && options.duplicates)
    throw new WrongUse('--duplicates compares what was ingested, so it does not go with --plan.')
  if (options.byWorkers && options.plan)
    throw new WrongUse('--plan changes nothing, so it does not go with --by-workers.')
  if (options.cancel) return cancelIngests(paths, config)
  const mapping = await mappingOf(options)
  const toInputs = await inputsOf(paths)
  if (options.byWorkers) await refuseOtherThanFolders(paths)
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
  if (stop.signal.aborted) process.stderr.write(stoppedText(options))
  // NOTE: unfinished work may be cut off by the exit, since each of its steps is a transaction.
  if (!isDone) process.exit(EXIT.failed)
  if (stop.signal.aborted) return EXIT.failed
  return (summary.refused ?? 0) + (summary.filesRefused ?? 0) > 0 ? EXIT.someRefused : EXIT.success
}

function stoppedText({ plan, byWorkers }: Options): string {
  if (plan) return 'Stopped.\n'
  return byWorkers ? STOPPED_BY_WORKERS : STOPPED
}

/** @throws WrongUse for manifests and single pictures. */
async function refuseOtherThanFolders(paths: readonly string[]): Promise<void> {
  for (const path of paths)
    if (!(await stat(path)).isDirectory())
      throw new WrongUse(
        `Workers ingest folders, and ${path} is none. Ingest it without --by-workers: a manifest before the folder with ` +
          'its files.',
      )
}

/** `vitrine ingest FOLDER... --cancel` */
async function cancelIngests(folders: readonly string[], config: Config): Promise<number> {
  await withRecords(config, async (db) => {
    const blobs = await openBlobs(config)
    for (const folder of folders) {
      const source = await findSourceFolder(db, await realpath(folder).catch(() => folder))
      const left = source && (await endRun({ db, blobs }, source))
      process.stdout.write(
        left === null
          ? `Workers are not ingesting ${printable(folder)}.\n`
          : `Cancelled. ${left} files of ${printable(folder)} were not ingested; the others stay.\n`,
      )
    }
  })
  return EXIT.success
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
