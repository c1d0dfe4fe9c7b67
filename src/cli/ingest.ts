import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { hasLibrary, openLibrary } from '../compose.ts'
import type { Config } from '../config.ts'
import type { PlannedEvents } from '../ingest/manifest/plan-manifest.ts'
import { lowerPriority } from '../lib/lower-priority.ts'
import { waitForIndex } from '../search/wait-for-index.ts'
import { EXIT } from './exit-codes.ts'
import { inputsOf } from './ingest-inputs.ts'
import { wordsOf } from './ingest-lines.ts'
import { type IngestFlags, plan, take } from './ingest-runs.ts'
import { mappingOf } from './mapping.ts'
import { showProgress } from './progress.ts'
import { addSettings, configOf, DECODER_SETTINGS, LIBRARY_SETTINGS } from './settings.ts'
import { stopping } from './stopping.ts'

type Options = IngestFlags & { plan?: boolean; mapping?: string }

/** How long what is under way may take after a stop signal; together with a start and an end it is two seconds. */
const GRACE_MS = 1200

const STOPPED =
  'Stopped. What was taken in stays, and the same command goes on from there. ' +
  'The search index catches up when the library is served or ingested into.\n'

/** `vitrine ingest PATH...`: exit code 3 when some were refused, 1 when it was stopped early. */
export function addIngest(program: Command, setExit: (code: number) => void): void {
  const command = program
    .command('ingest')
    .description('Take pictures and records into the library. Running it again adds nothing twice.')
    .argument(
      '<paths...>',
      'folders with JPEG, PNG, WebP, TIFF, GIF, AVIF or SVG files; single pictures; manifests: JSON Lines or CSV, plain or gzip',
    )
    .option('--mapping <file>', 'mapping file (YAML): what fields of files and manifests become')
    .option('--source <name>', "whose ids a manifest's are; its own name when left out")
    .option('--plan', 'show what would be added, changed or refused, and why, and change nothing')
    .option('--in-place', 'use the files where they lie, in place of a copy in the library')
    .option('--withdraw-gone', 'withdraw pictures whose files are in the folder no more')
    .option('--again', 'take in files again whose pictures were purged')
    .option('--json', 'print one line of JSON for each file or record that changed something, and a summary')
  addSettings(command, [...LIBRARY_SETTINGS, ...DECODER_SETTINGS]).action(
    async (paths: string[], options: Options) => setExit(await ingest(paths, options, configOf(options))),
  )
}

async function ingest(paths: string[], options: Options, config: Config): Promise<number> {
  const mapping = await mappingOf(options)
  const toInputs = await inputsOf(paths)
  lowerPriority()
  const place = options.plan ? await placeForPlan(config) : { config, discard: async () => {} }
  const library = await openLibrary(place.config)
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
  const events: PlannedEvents = new Map()
  const isDone = await stop.run(async () => {
    try {
      for (const input of await toInputs(library.db))
        if (!stop.signal.aborted) await (options.plan ? plan(run, input, events) : take(run, input))
      if (!options.plan && !stop.signal.aborted) await index(library)
    } finally {
      await library.close()
      await place.discard()
    }
  })
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  process.stdout.write(
    options.json ? `${JSON.stringify({ summary })}\n` : `${wordsOf(summary)}, in ${seconds} s\n`,
  )
  if (stop.signal.aborted) process.stderr.write(options.plan ? 'Stopped.\n' : STOPPED)
  // NOTE: work that has not ended in time ends with the process: each of its steps is a transaction.
  if (!isDone) process.exit(EXIT.failed)
  if (stop.signal.aborted) return EXIT.failed
  return (summary.refused ?? 0) + (summary.filesRefused ?? 0) > 0 ? EXIT.someRefused : EXIT.well
}

/** A plan makes no library where there is none: it is made against an empty one that goes at once. */
async function placeForPlan(config: Config): Promise<{ config: Config; discard: () => Promise<void> }> {
  if (hasLibrary(config)) return { config, discard: async () => {} }
  const data = await mkdtemp(join(tmpdir(), 'vitrine-plan-'))
  return { config: { ...config, data }, discard: () => rm(data, { recursive: true, force: true }) }
}

async function index(library: Parameters<typeof waitForIndex>[0]): Promise<void> {
  const progress = showProgress('changes indexed')
  try {
    let started = false
    await waitForIndex(library, (done, total) => {
      if (!started) progress.start(total)
      started = true
      progress.update(done)
    })
  } finally {
    progress.stop()
  }
}
