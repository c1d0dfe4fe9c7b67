import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { OPENSEARCH_FOLDER, OPENSEARCH_SOURCE } from './opensearch-program.ts'

/** Compiles the server for tests of OpenSearch, which are skipped without it. It needs Maven and Java 17 or 21. */
const TIMEOUT_MS = 600_000

const run = promisify(execFile)
const folder = `${OPENSEARCH_FOLDER}.${process.pid}`

try {
  if (!existsSync(OPENSEARCH_FOLDER)) await build()
  process.stdout.write(`OpenSearch is in ${OPENSEARCH_FOLDER}.\n`)
} catch (error) {
  process.stdout.write(
    `Tests of OpenSearch are skipped, because it cannot be built: ${(error as Error).message}\n`,
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function build(): Promise<void> {
  const jars = join(folder, 'jars')
  await mkdir(dirname(folder), { recursive: true })
  const copyJars = ['dependency:copy-dependencies', `-DoutputDirectory=${jars}`]
  await run('mvn', ['-B', '-q', '-f', join(OPENSEARCH_SOURCE, 'pom.xml'), ...copyJars], {
    timeout: TIMEOUT_MS,
  })
  const compiler = ['-cp', join(jars, '*'), 'org.eclipse.jdt.internal.compiler.batch.Main']
  const source = join(OPENSEARCH_SOURCE, 'OpenSearchNode.java')
  const libraries = (await readdir(jars)).map((jar) => join(jars, jar)).join(delimiter)
  const options = ['-17', '-nowarn', '-cp', libraries, '-d', folder, source]
  await run('java', [...compiler, ...options], { timeout: TIMEOUT_MS })
  await rename(folder, OPENSEARCH_FOLDER)
}
