import type { Command } from 'commander'
import { openLibrary } from '../compose.ts'
import { ingestFolder, type Outcome } from '../ingest/ingest.ts'
import { catchUp } from '../search/indexer.ts'
import { EXIT } from './program.ts'
import { showProgress } from './progress.ts'
import { addSettings, configOf, DECODER_SETTINGS, LIBRARY_SETTINGS } from './settings.ts'

/** `vitrine ingest FOLDER`: exit code 3 when some files were refused, 1 when it was stopped early. */
export function addIngest(program: Command, setExit: (code: number) => void): void {
  const command = program
    .command('ingest')
    .description('Take the pictures of a folder into the library. Running it again adds nothing twice.')
    .argument('<folder>', 'folder with JPEG, PNG, WebP, TIFF, GIF, AVIF or SVG files')
    .option('--in-place', 'use the files where they lie, in place of a copy in the library')
    .option('--json', 'print one line of JSON for each file that changed something, and a summary')
  addSettings(command, [...LIBRARY_SETTINGS, ...DECODER_SETTINGS]).action(
    async (folder: string, options: { json?: boolean; inPlace?: boolean }) => {
      const config = configOf(options)
      const library = await openLibrary(config)
      const startedMs = performance.now()
      const stopping = new AbortController()
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
      const progress = showProgress('files')
      try {
        const summary = await ingestFolder(library, {
          folder,
          except: config.data,
          inPlace: options.inPlace ?? false,
          maxRenditionBytes: config.maxRenditionBytes,
          signal: stopping.signal,
          onStart: progress.start,
          onOutcome: (outcome) => progress.step(lineOf(outcome, options.json ?? false)),
        })
        await catchUp(library)
        progress.stop()
        const { added, updated, unchanged, noted, refused } = summary
        const words = `${added} added, ${updated} updated, ${unchanged} unchanged, ${noted} known from elsewhere, ${refused} refused`
        const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
        process.stdout.write(
          options.json ? `${JSON.stringify({ summary })}\n` : `${words}, in ${seconds} s\n`,
        )
        if (stopping.signal.aborted) setExit(EXIT.failed)
        else if (refused > 0) setExit(EXIT.someRefused)
      } finally {
        progress.stop()
        await library.close()
      }
    },
  )
}

/** What is printed of one file: refusals always, everything else for programs alone. */
function lineOf(outcome: Outcome, json: boolean): string | null {
  if (json) return outcome.is === 'unchanged' ? null : JSON.stringify(outcome)
  return outcome.is === 'refused' ? `refused ${outcome.path}: ${outcome.reason}` : null
}
