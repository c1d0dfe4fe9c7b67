import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The fact sheets that are kept outside of the repository and copied into docs/. */
export const FACT_SHEETS = ['contract.md', 'clients.md'] as const

/**
 * Returns a fact sheet as it stands in docs/: with the SHA-256 of the text that it was copied from, and an anchor for
 * each numbered section (`contract.md#3.1`) and each rule of section 16 (`contract.md#16-paging`).
 */
export function withAnchors(text: string): string {
  let section = ''
  const lines = text.split('\n').map((line) => {
    const number = /^#{2,3} (\d+(?:\.\d+)?)\.? /.exec(line)?.[1]
    if (number !== undefined) {
      section = number
      return `${anchor(number)}\n\n${line}`
    }
    if (section !== '16') return line
    return line.replaceAll(RULE, (bold, rule: string) => `${anchor(`16-${toAnchor(rule)}`)}${bold}`)
  })
  const sha256 = createHash('sha256').update(text).digest('hex')
  return `<!-- Copied by "npm run docs:facts" from a text with the SHA-256 ${sha256}. Do not edit. -->\n\n${lines.join('\n')}`
}

/** "**Paging.**" at the beginning of a line or of a sentence. */
const RULE = /(?<=^|\. )\*\*([^*]+?)\.?\*\*/g

const anchor = (id: string) => `<a id="${id}"></a>`
const toAnchor = (title: string) => title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')

if (import.meta.main) {
  const folder = process.argv[2]
  if (folder === undefined)
    throw new Error('Which folder holds the fact sheets? npm run docs:facts -- FOLDER')
  for (const name of FACT_SHEETS) {
    await writeFile(new URL(name, import.meta.url), withAnchors(await readFile(join(folder, name), 'utf8')))
  }
}
