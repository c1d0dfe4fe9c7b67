import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../programs.ts'
import { say } from '../report.ts'
import { timed } from '../timed.ts'
import { openProcessSide } from './process-side.ts'
import type { Side } from './side.ts'

const MANIFEST = fileURLToPath(new URL('tantivy/Cargo.toml', import.meta.url))

/**
 * Opens Tantivy 0.27 over the records of a work folder, which it indexes first unless that has been done; null without
 * Cargo.
 */
export async function openTantivy(work: string): Promise<Side | null> {
  const target = join(work, '..', 'tantivy-program')
  say('Compiling Tantivy …')
  try {
    run('cargo', ['build', '--release', '--quiet', '--manifest-path', MANIFEST, '--target-dir', target])
  } catch (error) {
    say(`Tantivy is left out: Cargo could not compile it. ${error instanceof Error ? error.message : ''}`)
    return null
  }
  const program = join(target, 'release', 'tantivy-side')
  if (!existsSync(join(work, 'tantivy'))) {
    say('Tantivy indexes …')
    const [ms] = await timed(() => run(program, ['index', work]))
    say(`Tantivy indexed in ${Math.round(ms / 1000)} s.`)
  }
  return openProcessSide({ name: 'Tantivy 0.27', strategies: ['auto', 'one', 'two'] }, [
    program,
    'serve',
    work,
  ])
}
