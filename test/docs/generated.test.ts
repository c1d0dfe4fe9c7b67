import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { generatedFiles } from '../../docs/generate.ts'

describe('the generated files', () => {
  it('match what the program generates', async () => {
    for (const [path, content] of Object.entries(await generatedFiles())) {
      const committed = await readFile(new URL(`../../${path}`, import.meta.url), 'utf8')
      assert.equal(committed, content, `${path} is out of date: run "npm run docs"`)
    }
  })
})
