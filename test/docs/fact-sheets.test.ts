import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { FACT_SHEETS, withAnchors } from '../../docs/bring-fact-sheets.ts'

const CITING = ['src/**/*.ts', 'web/**/*.js', 'test/**/*.ts', 'bench/**/*.ts', 'migrations/*.ts', '**/*.md']
/** "contract 3.1", "contract 4.3 and 16", "contract 16, Display sizes". */
const CITATION = /\bcontract (\d+(?:\.\d+)?)(?: and (\d+(?:\.\d+)?))?(?:, ([A-Z]\w*(?: [a-z]+)?))?/gi

/** Returns the ids of anchors in docs/contract.md that comments and documents cite. */
function citedAnchors(): { file: string; ids: string[] }[] {
  const files = CITING.flatMap((pattern) => globSync(pattern, { exclude: ['node_modules/**'] }))
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(CITATION)].map(([, first, second, rule]) => ({
      file,
      ids: [first!, ...(second ? [second] : []), ...ruleId(second ?? first!, rule)],
    })),
  )
}

/** A rule is cited by its first words, which begin with a capital letter. */
const ruleId = (section: string, rule: string | undefined) =>
  section === '16' && rule && /^[A-Z]/.test(rule) ? [`16-${rule.toLowerCase().replaceAll(' ', '-')}`] : []

describe('the fact sheets', () => {
  it('have an anchor for each cited section and rule', () => {
    const anchors = [...readFileSync('docs/contract.md', 'utf8').matchAll(/<a id="([^"]+)">/g)].map(
      ([, id]) => id!,
    )
    const cited = citedAnchors()
    assert.ok(cited.length > 50, 'the pattern finds the citations')
    const isThere = (id: string) => anchors.some((anchor) => id === anchor || id.startsWith(`${anchor}-`))
    const lost = cited.filter(({ ids }) => !ids.every(isThere))
    assert.deepEqual(lost, [])
  })

  it('match the originals beside the test data, if there are any', (t) => {
    const data = process.env.VITRINE_TEST_DATA
    for (const name of FACT_SHEETS) {
      const path = join(data ?? '', '..', name)
      if (!data || !existsSync(path)) {
        t.diagnostic(`${name} does not stand beside the test data: docs/${name} is not compared.`)
        continue
      }
      assert.equal(
        readFileSync(`docs/${name}`, 'utf8'),
        withAnchors(readFileSync(path, 'utf8')),
        `docs/${name} is of another text: run "npm run docs:facts -- FOLDER" and bring its changes over`,
      )
    }
  })
})
