import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Functions that are handed to the page run there, in a world of which this program has no types. */
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const document: any
// biome-ignore lint/suspicious/noExplicitAny: see above
declare const window: any

/** Waits until the first pictures of the gallery can be seen. */
export const firstRowShown = (page: Page) =>
  page.waitForFunction(() => {
    const pictures = [...document.querySelectorAll('#pictures img')]
    return (
      pictures.length > 3 &&
      pictures.slice(0, 4).every((picture) => picture.complete && picture.naturalWidth > 0)
    )
  })

/** What axe finds wrong with a page as it is now. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe puts itself there
    const { violations } = await (window as any).axe.run(document)
    return violations.map(
      (found: { id: string; nodes: { html: string }[] }) => `${found.id}: ${found.nodes[0]?.html}`,
    )
  })
}
