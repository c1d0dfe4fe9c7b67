import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compileJava, run, versionOf } from '../programs.ts'
import { say } from '../report.ts'
import { timed } from '../timed.ts'
import { openProcessSide } from './process-side.ts'
import type { Side } from './side.ts'

const SOURCE = fileURLToPath(new URL('lucene/', import.meta.url))
const MIN_JAVA = 21
const OPTIONS = [
  '--add-modules',
  'jdk.incubator.vector',
  '--enable-native-access=ALL-UNNAMED',
  '-XX:+UseSerialGC',
]

/**
 * Opens Lucene 10.6 over the records of a work folder, which it indexes first unless that has been done; null without
 * Maven or a JDK of 21 or newer (in JAVA_HOME or the search path).
 */
export async function openLucene(work: string): Promise<Side | null> {
  const bin = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin/') : ''
  if (versionOf(`${bin}javac`) < MIN_JAVA || versionOf('mvn') === 0) {
    say(`Lucene is left out: it needs Maven, and a JDK of ${MIN_JAVA} or newer (JAVA_HOME).`)
    return null
  }
  const classes = await compileJava(join(work, 'lucene-program'), {
    javac: `${bin}javac`,
    source: SOURCE,
    file: 'LuceneSide.java',
  })
  const command = (heap: string, name: string) =>
    [`-Xmx${heap}`, ...OPTIONS, '-cp', classes, 'LuceneSide', name, work] as const
  if (!existsSync(join(work, 'lucene'))) {
    say('Lucene indexes …')
    const [ms] = await timed(() => run(`${bin}java`, command('2g', 'index')))
    say(`Lucene indexed in ${Math.round(ms / 1000)} s.`)
  }
  return openProcessSide({ name: 'Lucene 10.6', strategies: ['auto', 'one', 'two'] }, [
    `${bin}java`,
    ...command('512m', 'serve'),
  ])
}
