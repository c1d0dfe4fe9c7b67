import type { Library } from '../compose.ts'
import { type IngestOptions, ingestFolder } from '../ingest/ingest.ts'
import { ingestByWorkers } from '../ingest/jobs/ingest-by-workers.ts'
import { ingestManifest } from '../ingest/manifest/ingest-manifest.ts'
import { planManifest } from '../ingest/manifest/plan-manifest.ts'
import type { PlannedRecords } from '../ingest/manifest/planned-records.ts'
import { type Preview, previewManifest } from '../ingest/manifest/preview-manifest.ts'
import type { Mapping } from '../ingest/mapping/mapping.ts'
import { planFolder } from '../ingest/plan-folder.ts'
import type { Input } from './ingest-inputs.ts'
import { lineOf, noteLinesOf, notesOf, planLineOf, type Reported, warningOf } from './ingest-lines.ts'
import { previewText, unusedText } from './preview-text.ts'
import { printable } from './printable.ts'
import { showProgress } from './progress.ts'
import { sentenceOf } from './sentence-of.ts'

/** The options of `vitrine ingest` that say how to ingest. */
export type IngestFlags = {
  json?: boolean
  inPlace?: boolean
  withdrawGone?: boolean
  again?: boolean
  source?: string
  byWorkers?: boolean
}

/** What all folders and manifests of one `vitrine ingest` share. */
export type Run = {
  readonly library: Library
  /** The library's own data folder, which is never ingested. */
  readonly except: string
  readonly maxRenditionBytes: number
  readonly mapping: Mapping
  readonly flags: IngestFlags
  readonly signal: AbortSignal
  /** Number of files and records by outcome, updated during the run. */
  readonly summary: Record<string, number>
}

/** Notes on records are often all of one kind, so only the first are printed; the summary counts the rest. */
const MAX_NOTES_SHOWN = 3

/** Counts that a summary includes even when they are 0. */
const COUNTED = {
  folder: ['added', 'updated', 'unchanged', 'noted', 'gone', 'refused'],
  manifest: ['added', 'updated', 'unchanged', 'refused', 'filesRefused'],
  plan: ['added', 'updated', 'unchanged', 'noted', 'refused'],
} as const

/** Ingests one input, and prints the outcome of its files or records. */
export async function ingestInput(run: Run, input: Input): Promise<void> {
  const { library, except, maxRenditionBytes, mapping, flags, signal } = run
  const { inPlace = false, again = false, withdrawGone = false, json = false } = flags
  const count = counter(run, input.kind === 'manifest' ? 'manifest' : 'folder')
  const progress = showProgress(input.kind === 'manifest' ? 'records' : 'files')
  let notesLeft = json ? 0 : MAX_NOTES_SHOWN
  let isAllRefused = true
  const onOutcome = (outcome: Reported) => {
    count(outcome)
    if (outcome.is !== 'refused') isAllRefused = false
    const notes = notesLeft > 0 ? noteLinesOf(outcome).slice(0, notesLeft) : []
    notesLeft -= notes.length
    progress.step([lineOf(outcome, json), ...notes].filter((text) => text !== null).join('\n') || null)
  }
  const options = { mapping, signal, onOutcome }
  try {
    if (input.kind === 'manifest') {
      progress.start(null)
      const manifestOptions = { ...options, ...input, ...sourceOf(flags) }
      await ingestManifest(library, manifestOptions)
      if (isAllRefused && !json && !signal.aborted)
        progress.step(unusedText(await previewManifest(manifestOptions)))
    } else {
      const folderOptions = {
        inPlace,
        again,
        withdrawGone,
        except,
        maxRenditionBytes,
        onStart: progress.start,
      }
      const whole = { ...options, ...folderOptions, ...input }
      await (flags.byWorkers ? withWorkers(library, whole) : ingestFolder(library, whole))
    }
  } finally {
    progress.stop()
  }
}

const CONTINUED = 'The ingest of this folder that an earlier command began is continued.\n'
const waitingFor = (reason: Error) =>
  `${sentenceOf(reason)}. The ingest waits, and goes on when that has passed.\n`
const GOES_ON = 'The ingest goes on.\n'
const NO_WORKER =
  'No worker works on this folder. Start "vitrine worker" with the same records and pictures, on any machine that sees the ' +
  'folder at the same path; if one is running, its log says why it does not.\n'

/** Has workers ingest a folder; shows on standard error how many files are found. */
async function withWorkers(library: Library, options: IngestOptions): Promise<void> {
  const finding = showProgress('files found')
  finding.start(null)
  try {
    await ingestByWorkers(library, {
      ...options,
      onContinued: () => void process.stderr.write(CONTINUED),
      onPlanned: (files) => finding.update(files),
      onStart(files) {
        finding.stop()
        options.onStart?.(files)
      },
      onIdle: () => void process.stderr.write(NO_WORKER),
      onWaiting: (reason) => void process.stderr.write(reason ? waitingFor(reason) : GOES_ON),
    })
  } finally {
    finding.stop()
  }
}

/** Prints what would happen to each file or record of an input; `planned` has the records of earlier inputs. */
export async function planInput(run: Run, input: Input, planned: PlannedRecords): Promise<void> {
  const { library, except, mapping, flags, signal } = run
  const { again = false, withdrawGone = false, json = false } = flags
  const count = counter(run, 'plan')
  const onPreview = (preview: Preview) =>
    void process.stdout.write(json ? `${printable(JSON.stringify({ preview }))}\n` : previewText(preview))
  const outcomes =
    input.kind === 'manifest'
      ? planManifest(library, { mapping, signal, planned, onPreview, ...input, ...sourceOf(flags) })
      : planFolder(library, { mapping, signal, except, again, withdrawGone, ...input })
  for await (const outcome of outcomes) {
    count(outcome)
    process.stdout.write(`${planLineOf(outcome, json)}\n`)
  }
}

function counter({ summary }: Run, what: keyof typeof COUNTED): (outcome: { is: string }) => void {
  const add = (name: string, count: number) => {
    summary[name] = (summary[name] ?? 0) + count
  }
  for (const name of COUNTED[what]) add(name, 0)
  return (outcome) => {
    add(outcome.is, 1)
    if (what === 'manifest' && 'fileRefused' in outcome) add('filesRefused', 1)
    if (warningOf(outcome) !== null) add('warned', 1)
    for (const { is } of notesOf(outcome)) add(is, 1)
  }
}

const sourceOf = ({ source }: IngestFlags) => (source === undefined ? {} : { source })
