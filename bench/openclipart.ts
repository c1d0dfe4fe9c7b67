import { ingestFolder } from '../src/ingest/ingest.ts'
import type { Outcome } from '../src/ingest/outcome.ts'
import { hasOpenClipart, OPEN_CLIPART } from '../test/support/open-clipart.ts'
import { report, round, say } from './support/report.ts'
import { withLibrary } from './support/with-library.ts'

/**
 * Ingests all drawings of Debian's package `openclipart-svg`, and reports files per second, and how many were refused or
 * are shown incompletely, for each reason, with the files.
 */
if (!hasOpenClipart()) {
  say('This benchmark needs the Debian package openclipart-svg.')
  process.exit(2)
}

const outcomes: Outcome[] = []
const startedMs = performance.now()
const summary = await withLibrary((library) =>
  ingestFolder(library, { folder: OPEN_CLIPART, onOutcome: (outcome) => outcomes.push(outcome) }),
)
const tookMs = performance.now() - startedMs
for (const [reason, paths] of Object.entries(byReason(outcomes)))
  say(`${paths.length} × ${reason}\n${paths.map((path) => `    ${path}`).join('\n')}`)
report({
  bench: 'openclipart',
  filesPerSecond: round((outcomes.length * 1000) / tookMs),
  ...summary,
  reasons: Object.fromEntries(
    Object.entries(byReason(outcomes)).map(([reason, { length }]) => [reason, length]),
  ),
})

/** The paths of the files that were refused or have a warning, by reason without its details. */
function byReason(all: readonly Outcome[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {}
  for (const outcome of all) {
    const reason = 'reason' in outcome ? outcome.reason : 'warning' in outcome ? outcome.warning : null
    if (!reason) continue
    const [general] = reason.split(/: | \(/)
    groups[general!] = [...(groups[general!] ?? []), `${outcome.path}: ${reason}`]
  }
  return groups
}
