import assert from 'node:assert/strict'
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Functions passed to the page run there, so this program has no types for their globals. */
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

/** Returns the problems that axe finds in the current state of a page. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // biome-ignore lint/suspicious/noExplicitAny: axe defines this global
    const { violations } = await (window as any).axe.run(document)
    return violations.map(
      (found: { id: string; nodes: { html: string }[] }) => `${found.id}: ${found.nodes[0]?.html}`,
    )
  })
}

/** Returns how many pictures the gallery shows. */
export const shownPictures = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelectorAll('#pictures li').length)

/** Returns the total that the gallery shows. */
export const foundPictures = (page: Page): Promise<number> =>
  page.evaluate(() => Number(/\d+/.exec(document.getElementById('status').textContent)![0]))

/** Scrolls by mouse wheel until so many pictures are shown. */
export async function scrollTo(page: Page, total: number): Promise<void> {
  for (let count = await shownPictures(page); count < total; count = await shownPictures(page)) {
    await page.mouse.wheel(0, 100_000)
    await page.waitForFunction((had) => document.querySelectorAll('#pictures li').length > had, count)
  }
}

/** Presses a key, starting at the first picture, until all pictures are shown and the focus is in the last row. */
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

/** Waits until the gallery has found so many, as in `3 pictures`. The same words may stand elsewhere on the page. */
export async function untilCounted(page: Page, count: string): Promise<void> {
  await page
    .locator('#status')
    .filter({ hasText: new RegExp(`^${count}(?!s)`) })
    .waitFor()
}
