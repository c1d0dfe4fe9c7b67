import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { type Mapping, readMapping } from '../ingest/mapping/mapping.ts'
import { Problem } from '../lib/problem.ts'

/** `vitrine mapping print`, whose output is a mapping file. */
export function addMapping(program: Command): void {
  const mapping = program
    .command('mapping')
    .description('Print which fields of files and manifests become what.')
  mapping
    .command('print')
    .description('Print the effective mapping as a mapping file (YAML).')
    .option('--mapping <file>', 'mapping file (YAML) with the rules that differ from the default')
    .action(async (options: { mapping?: string }) => {
      process.stdout.write((await mappingOf(options)).text)
    })
}

/** The mapping for a command. @throws Problem InvalidMapping when the file cannot be read or is invalid. */
export async function mappingOf({ mapping: file }: { mapping?: string }): Promise<Mapping> {
  if (file === undefined) return readMapping()
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Problem('InvalidMapping', `The mapping file ${file} cannot be read (${error.code}).`)
  })
  return readMapping(text)
}
