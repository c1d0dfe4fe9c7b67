import assert from 'node:assert/strict'
import { it } from 'node:test'
import { SEGMENTS } from '../../src/catalogue/segments.ts'
import { GRAPHICAL_STYLES } from '../../src/catalogue/trade-lists.ts'

it('the gallery offers every graphical style and part of the news that the library has', async () => {
  const choice: string = new URL('../../web/choice.js', import.meta.url).href
  const { OFFERED } = (await import(choice)) as { OFFERED: Record<string, string[]> }
  assert.deepEqual(OFFERED.graphical_styles!.toSorted(), GRAPHICAL_STYLES.toSorted())
  assert.deepEqual(OFFERED.editorial_segments!.toSorted(), SEGMENTS.toSorted())
})
