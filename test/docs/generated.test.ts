import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { generatedDocuments } from '../../docs/generate.ts'

describe('the generated documents', () => {
  it('say what the program says of itself', async () => {
    for (const [name, content] of Object.entries(await generatedDocuments())) {
      const committed = await readFile(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
      assert.equal(committed, content, `docs/${name} is out of date: run "npm run docs"`)
    }
  })
})
