import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Command, Option } from 'commander'
import { openLibrary } from '../compose.ts'
import { exportCsv, exportSkos } from '../vocabulary/export-vocabulary.ts'
import { type EntryOutcome, importVocabulary } from '../vocabulary/import-vocabulary.ts'
import { describeLocation } from '../vocabulary/keyword-entry.ts'
import { EXIT } from './exit-codes.ts'
import { makeSearchable } from './make-searchable.ts'
import { showProgress } from './progress.ts'
import { addSettings, configOf, INDEX_SETTINGS, LIBRARY_SETTINGS } from './settings.ts'
import { withRecords } from './with-records.ts'

const FORMATS = { csv: exportCsv, skos: exportSkos } as const

/** `vitrine vocabulary import|export`: exit code 3 when something was refused. */
export function addVocabulary(program: Command, setExit: (code: number) => void): void {
  const vocabulary = program
    .command('vocabulary')
    .description('Import and export keywords with their labels, synonyms and broader keywords.')
  addSettings(
    vocabulary
      .command('import')
      .description('Import a vocabulary into the library. Running it again changes nothing.')
      .argument('<file>', 'CSV or SKOS in JSON-LD; "-" is standard input')
      .option('--json', 'print one line of JSON for each refusal, and a summary'),
    [...LIBRARY_SETTINGS, ...INDEX_SETTINGS],
  ).action(async (file: string, options: { json?: boolean }) => {
    if ((await importFile(file, options)) > 0) setExit(EXIT.someRefused)
  })
  addSettings(
    vocabulary
      .command('export')
      .description('Print all keywords of the library in a format that import reads.')
      .addOption(new Option('--format <format>', 'csv or skos').choices(['csv', 'skos']).default('csv')),
    LIBRARY_SETTINGS,
  ).action(async (options: { format: keyof typeof FORMATS }) => {
    await withRecords(configOf({ ...options, format: undefined }), async (db) => {
      try {
        await pipeline(Readable.from(FORMATS[options.format](db)), process.stdout, { end: false })
      } catch (error) {
        // The reader has seen enough (`| head`).
        if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error
      }
    })
  })
}

/** Returns the number of refused keywords. */
async function importFile(file: string, options: { json?: boolean }): Promise<number> {
  if (file !== '-') await requireFile(file)
  const library = await openLibrary(configOf(options))
  const progress = showProgress('keywords')
  try {
    progress.start(null)
    const bytes: AsyncIterable<Uint8Array> = file === '-' ? process.stdin : createReadStream(file)
    const summary = await importVocabulary(library, bytes, (outcome) =>
      progress.step(lineOf(outcome, options.json ?? false)),
    ).catch((error: unknown) => {
      throw new Error(`${file === '-' ? 'Standard input' : file} cannot be imported.`, { cause: error })
    })
    progress.stop()
    await makeSearchable(library)
    const { added, updated, unchanged, merged, refused } = summary
    const words = `${added} added, ${updated} updated, ${unchanged} unchanged, ${merged} plain ones merged, ${refused} refused`
    process.stdout.write(options.json ? `${JSON.stringify({ summary })}\n` : `${words}\n`)
    return refused
  } finally {
    progress.stop()
    await library.close()
  }
}

async function requireFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => null)
  if (found === null) throw new Error(`There is no file ${file}.`)
  if (!found.isFile()) throw new Error(`${file} is not a file.`)
}

function lineOf(outcome: EntryOutcome, json: boolean): string | null {
  if (outcome.is !== 'refused') return null
  const { location, field, reason } = outcome
  if (json) return JSON.stringify({ is: 'refused', ...location, field, reason })
  return `refused ${describeLocation(location)}, ${field}: ${reason}`
}
