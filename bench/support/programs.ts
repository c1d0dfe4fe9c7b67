import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Runs a program to its end. @throws Error with what it printed to standard error, if it fails */
export function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
}

/** Returns the first number of what a program says of its version; 0 if it cannot be run. */
export function versionOf(command: string): number {
  try {
    return Number(
      /\d+/.exec(execFileSync(command, ['--version'], { encoding: 'utf8', stdio: 'pipe' }))?.[0] ?? 0,
    )
  } catch {
    return 0
  }
}

/**
 * Compiles a Java program into a folder, together with the libraries that the `pom.xml` beside it names, which Maven gets
 * once. Returns the class path.
 *
 * @param source the folder of the program, with a slash at its end
 */
export async function compileJava(
  folder: string,
  { javac, source, file }: { readonly javac: string; readonly source: string; readonly file: string },
): Promise<string> {
  const jars = join(folder, 'jars')
  await mkdir(folder, { recursive: true })
  if (!existsSync(jars))
    run('mvn', [
      '-B',
      '-q',
      '-f',
      `${source}pom.xml`,
      'dependency:copy-dependencies',
      `-DoutputDirectory=${jars}`,
    ])
  run(javac, ['-nowarn', '-cp', join(jars, '*'), '-d', folder, `${source}${file}`])
  return `${folder}${delimiter}${join(jars, '*')}`
}
