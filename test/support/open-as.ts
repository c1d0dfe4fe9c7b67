import type { TestContext } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { openBrowser } from './browser.ts'
import type { TestCustomer } from './customers.ts'
import { signInToGallery } from './gallery-session.ts'
import type { Served } from './library.ts'

/** Opens a page of the gallery in a browser of its own, for a user or a visitor. Null if there is no browser. */
export async function openAs(
  t: TestContext,
  server: Pick<Served, 'http'>,
  path: string,
  { user = null, ...options }: { user?: TestCustomer | null } & BrowserContextOptions = {},
): Promise<Page | null> {
  const browser = await openBrowser(t)
  if (!browser) return null
  const context = await browser.newContext({ locale: 'en', ...options })
  if (user !== null) {
    const { cookies } = await signInToGallery(server, user)
    const pairs = cookies.split('; ').map((cookie) => cookie.split('='))
    await context.addCookies(pairs.map(([name, value]) => ({ name: name!, value: value!, url: server.http })))
  }
  const page = await context.newPage()
  await page.goto(server.http + path)
  return page
}
