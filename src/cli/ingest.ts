import { stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { type Library, openLibrary } from '../compose.ts'
import { ingestFolder } from '../ingest/ingest.ts'
import { ingestManifest } from '../ingest/manifest/ingest-manifest.ts'
import { type ManifestFormat, manifestFormat } from '../ingest/manifest/open-manifest.ts'
import { type PlannedEvents, planManifest } from '../ingest/manifest/plan-manifest.ts'
import type { Mapping } from '../ingest/mapping/mapping.ts'
import { planFolder } from '../ingest/plan-folder.ts'
import { giveWay } from '../lib/give-way.ts'
import { waitForIndex } from '../search/wait-for-index.ts'
import { lineOf, planLineOf, type Reported, wordsOf } from './ingest-lines.ts'
import { mappingOf } from './mapping.ts'
import { EXIT } from './program.ts'
import { showProgress } from './progress.ts'
import { addSettings, configOf, DECODER_SETTINGS, LIBRARY_SETTINGS } from './settings.ts'

type Options = { json?: boolean; plan?: boolean; inPlace?: boolean; mapping?: string; source?: string }
type Input = { readonly path: string; readonly format: ManifestFormat | null }
type Run = {
  readonly library: Library
  readonly except: string
  readonly maxRenditionBytes: number
  readonly mapping: Mapping
  readonly options: Options
  readonly signal: AbortSignal
}

/** `vitrine ingest FOLDER_OR_MANIFEST...`: exit code 3 when some were refused, 1 when it was stopped early. */
export function addIngest(program: Command, setExit: (code: number) => void): void {
  const command = program
    .command('ingest')
    .description('Take pictures and records into the library. Running it again adds nothing twice.')
    .argument(
      '<folder-or-manifest...>',
      'folders with JPEG, PNG, WebP, TIFF, GIF, AVIF or SVG files; manifests: JSON Lines or CSV, plain or gzip',
    )
    .option('--mapping <file>', 'mapping file (YAML): what fields of files and manifests become')
    .option('--source <name>', "whose ids a manifest's are; its own name when left out")
    .option('--plan', 'show what would be added, changed or refused, and why, and change nothing')
    .option('--in-place', 'use the files where they lie, in place of a copy in the library')
    .option('--json', 'print one line of JSON for each file or record that changed something, and a summary')
  addSettings(command, [...LIBRARY_SETTINGS, ...DECODER_SETTINGS]).action(
    async (paths: string[], options: Options) => {
      const config = configOf(options)
      const mapping = await mappingOf(options)
      const inputs = await Promise.all(paths.map(toInput))
      giveWay()
      const library = await openLibrary(config)
      const stopping = new AbortController()
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
      const { maxRenditionBytes } = config
      const run = {
        library,
        except: config.data,
        maxRenditionBytes,
        mapping,
        options,
        signal: stopping.signal,
      }
      const startedMs = performance.now()
      const summary: Record<string, number> = {}
      const plannedEvents: PlannedEvents = new Map()
      try {
        for (const input of inputs) {
          const found = options.plan ? await plan(run, input, plannedEvents) : await take(run, input)
          for (const [name, count] of Object.entries(found)) summary[name] = (summary[name] ?? 0) + count
        }
        if (!options.plan) await waitForIndex(library)
        const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
        process.stdout.write(
          options.json ? `${JSON.stringify({ summary })}\n` : `${wordsOf(summary)}, in ${seconds} s\n`,
        )
        if (stopping.signal.aborted) setExit(EXIT.failed)
        else if ((summary.refused ?? 0) + (summary.filesRefused ?? 0) > 0) setExit(EXIT.someRefused)
      } finally {
        await library.close()
      }
    },
  )
}

async function toInput(path: string): Promise<Input> {
  const found = await stat(path).catch(() => null)
  if (found === null) throw new Error(`There is no folder and no manifest ${path}.`)
  if (found.isDirectory()) return { path, format: null }
  const format = await manifestFormat(path)
  if (format === null) throw new Error(`${path} is neither a folder nor a manifest (JSON Lines or CSV).`)
  return { path, format }
}

async function take(
  { library, except, maxRenditionBytes, mapping, options, signal }: Run,
  { path, format }: Input,
) {
  const progress = showProgress(format === null ? 'files' : 'records')
  const onOutcome = (outcome: Reported) => progress.step(lineOf(outcome, options.json ?? false))
  try {
    if (format === null)
      return await ingestFolder(library, {
        ...{ folder: path, except, mapping, signal, onOutcome, maxRenditionBytes },
        inPlace: options.inPlace ?? false,
        onStart: progress.start,
      })
    progress.start(null)
    const { source } = options
    return await ingestManifest(library, {
      ...{ manifest: path, format, mapping, signal, onOutcome },
      ...(source !== undefined && { source }),
    })
  } finally {
    progress.stop()
  }
}

async function plan(
  { library, except, mapping, options, signal }: Run,
  { path, format }: Input,
  events: PlannedEvents,
): Promise<Record<string, number>> {
  const { source } = options
  const planned =
    format === null
      ? planFolder(library, { folder: path, except, mapping, signal })
      : planManifest(
          library,
          { manifest: path, format, mapping, signal, ...(source !== undefined && { source }) },
          events,
        )
  const summary: Record<string, number> = { added: 0, updated: 0, unchanged: 0, noted: 0, refused: 0 }
  for await (const outcome of planned) {
    summary[outcome.is] = (summary[outcome.is] ?? 0) + 1
    process.stdout.write(`${planLineOf(outcome, options.json ?? false)}\n`)
  }
  return summary
}
