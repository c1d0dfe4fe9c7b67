import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { type Mapping, readMapping } from '../ingest/mapping/mapping.ts'
import { Problem } from '../lib/problem.ts'

/** `vitrine mapping print`: which fields of files and manifests become what. Its output is a mapping file. */
export function addMapping(program: Command): void {
  const mapping = program.command('mapping').description('What fields of files and manifests become.')
  mapping
    .command('print')
    .description('Print the mapping that is in force, as a mapping file (YAML).')
    .option('--mapping <file>', 'mapping file (YAML) with the fields that differ')
    .action(async (options: { mapping?: string }) => {
      process.stdout.write((await mappingOf(options)).text)
    })
}

/** The mapping that a command is given. @throws Problem InvalidMapping when there is no such file, or it is wrong. */
export async function mappingOf({ mapping: file }: { mapping?: string }): Promise<Mapping> {
  if (file === undefined) return readMapping()
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Problem('InvalidMapping', `The mapping file ${file} cannot be read (${error.code}).`)
  })
  return readMapping(text)
}
