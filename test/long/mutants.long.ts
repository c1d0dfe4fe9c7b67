import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { join, relative } from 'node:path'
import { before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../support/library.ts'
import { suiteLifetime } from '../support/suite-lifetime.ts'
import { MUTANTS, type Mutant } from './mutants.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const LEFT_OUT = ['node_modules', '.git', 'dist']
/** Timeout of one test file. */
const TIMEOUT_MS = 120_000
/** Many tests wait for a server rather than for a processor. */
const AT_ONCE = 2

/** A failed test in the Test Anything Protocol. */
const FAILURE = /^ *not ok /m

type Run = {
  readonly result: 'passed' | 'failed' | 'took too long'
  readonly output: string
}

describe('a mutation', { concurrency: AT_ONCE }, () => {
  const lifetime = suiteLifetime()
  /** Copies of the program that no test is using. */
  const free: string[] = []
  before(async () => {
    for (let count = 0; count < AT_ONCE; count++)
      free.push(await copyProgram(await temporaryFolder(lifetime)))
  })
  const withCopy = async (work: (copy: string) => Promise<void>) => {
    const copy = free.pop()!
    await work(copy).finally(() => free.push(copy))
  }

  for (const file of new Set(MUTANTS.map(({ killedBy }) => killedBy)))
    it(`is not there to begin with: ${file} passes`, () =>
      withCopy(async (copy) => {
        const { result, output } = await runTest(copy, file)
        assert.equal(result, 'passed', output)
      }))

  for (const mutant of MUTANTS)
    it(`is noticed in ${mutant.file}: ${mutant.becomes || `without ${mutant.line}`}`, () =>
      withCopy(async (copy) => {
        const path = join(copy, mutant.file)
        const right = await readFile(path, 'utf8')
        await writeFile(path, applied(mutant, right))
        try {
          const { result } = await runTest(copy, mutant.killedBy)
          assert.equal(result, 'failed', `${mutant.killedBy} ${result} although the line is wrong`)
        } finally {
          await writeFile(path, right)
        }
      }))
})

/** Copies the program without what is installed, which the copy shares. Returns the path of the copy. */
async function copyProgram(folder: string): Promise<string> {
  const copy = join(folder, 'vitrine')
  await cp(ROOT, copy, {
    recursive: true,
    filter: (path) => !LEFT_OUT.includes(relative(ROOT, path)),
  })
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'dir')
  return copy
}

/** Returns the source with the line changed. Fails if the line does not occur exactly once, or the result is not valid. */
function applied({ file, line, becomes }: Mutant, source: string): string {
  const lines = source.split('\n')
  const places = lines.flatMap((it, index) => (it.trim() === line ? [index] : []))
  assert.equal(places.length, 1, `${file} has this line ${places.length} times, so mend the list: ${line}`)
  const changed = lines.with(places[0]!, becomes).join('\n')
  stripTypeScriptTypes(changed)
  return changed
}

/** Runs one test file in the copy, until a test fails. */
async function runTest(copy: string, file: string): Promise<Run> {
  // Otherwise the inner run would consider itself part of the outer one.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  // A process that is killed leaves its files behind, which go with the copy.
  const TMPDIR = join(copy, '..')
  const args = ['--test-reporter=tap', file]
  const child = spawn(process.execPath, args, { cwd: copy, env: { ...env, TMPDIR }, detached: true })
  let output = ''
  let hasFailed = false
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      if (!hasFailed && FAILURE.test(output)) {
        hasFailed = true
        end(child)
      }
    })
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    end(child)
  }, TIMEOUT_MS)
  const [code] = await once(child, 'close')
  clearTimeout(timer)
  if (isLate) return { result: 'took too long', output }
  return { result: code === 0 ? 'passed' : 'failed', output }
}

/** Kills a process and its children, unless it has just ended. */
function end({ pid }: ChildProcess): void {
  try {
    process.kill(-pid!, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
