import assert from 'node:assert/strict'
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

/** How many pictures the gallery shows. */
export const shownPictures = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelectorAll('#pictures li').length)

/** How many pictures the gallery says that there are. */
export const foundPictures = (page: Page): Promise<number> =>
  page.evaluate(() => Number(/\d+/.exec(document.getElementById('status').textContent)![0]))

/** Turns the wheel until so many pictures are shown. */
export async function scrollTo(page: Page, total: number): Promise<void> {
  for (let count = await shownPictures(page); count < total; count = await shownPictures(page)) {
    await page.mouse.wheel(0, 100_000)
    await page.waitForFunction((had) => document.querySelectorAll('#pictures li').length > had, count)
  }
}

/** Presses a key, from the first picture on, until all pictures are shown and the focus is in the last row. */
export async function moveToLast(page: Page, key: string, total: number): Promise<void> {
  await page.locator('#pictures a').first().focus()
  const isInLastRow = () =>
    page.evaluate((count) => {
      const items = [...document.querySelectorAll('#pictures li')]
      return (
        items.length === count && document.activeElement.parentElement.offsetTop === items.at(-1).offsetTop
      )
    }, total)
  for (let moves = 0; !(await isInLastRow()); moves++) {
    assert.ok(moves < 3 * total, `${key} does not reach the last of ${total} pictures`)
    await page.keyboard.press(key)
  }
}
