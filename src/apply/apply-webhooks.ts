import { NOTICE_TYPES, type NoticeType } from '../notices/notice.ts'
import {
  addEndpoint,
  changeTypes,
  type Endpoint,
  listEndpoints,
  readWebhookUrl,
} from '../webhooks/endpoints.ts'
import { openWebhookKey, secretOf } from '../webhooks/signing.ts'
import { type Application, at, differences, requireDistinct } from './application.ts'
import type { StatedWebhook } from './customers-file.ts'
import type { Path } from './read-customers-file.ts'

/** Whose webhooks they are; null is the owner of the library. */
type Whose = { readonly id: string; readonly name: string } | null

const ALL_TYPES = Object.keys(NOTICE_TYPES) as NoticeType[]

/**
 * Makes the webhooks of a customer or of the owner what the file says. They are recognised by their addresses. A new one
 * gets a secret, which is given out once.
 */
export async function applyWebhooks(
  application: Application,
  path: Path,
  { customer, stated }: { readonly customer: Whose; readonly stated: readonly StatedWebhook[] },
): Promise<void> {
  const { tx, report } = application
  const of = customer === null ? '' : ` of ${customer.name}`
  const urls: string[] = []
  for (const [index, { url }] of stated.entries())
    urls.push(await at(application, [...path, index, 'url'], async () => readWebhookUrl(url)))
  requireDistinct(application, path, urls)
  const left = (await listEndpoints(tx)).filter(({ customerId }) => customerId === (customer?.id ?? null))
  for (const [index, { types }] of stated.entries()) {
    const url = urls[index]!
    const place = left.findIndex((it) => it.url === url)
    const [known] = place === -1 ? [] : left.splice(place, 1)
    const what = `webhook ${url}${of}`
    if (known) await change(application, { what, known, types })
    else await add(application, { what, url, customerId: customer?.id ?? null, types })
  }
  report.left.push(...left.map(({ id, url }) => `webhook ${url} (${id})${of}`))
}

async function add(
  { tx, now, report }: Application,
  {
    what,
    types = ALL_TYPES,
    ...asked
  }: { what: string; url: string; customerId: string | null; types: readonly NoticeType[] | undefined },
): Promise<void> {
  const endpoint = await addEndpoint(tx, { ...asked, types, now })
  const { id, url } = endpoint
  report.changes.push({ is: 'added', what, details: [] })
  report.issued.push({ is: 'webhook', id, url, secret: secretOf(await openWebhookKey(tx), endpoint) })
}

async function change(
  { tx, report }: Application,
  { what, known, types }: { what: string; known: Endpoint; types: readonly NoticeType[] | undefined },
): Promise<void> {
  if (types === undefined) return
  const { details } = differences<Pick<Endpoint, 'types'>>(known, { types: JSON.stringify(types) })
  if (details.length === 0) return
  await changeTypes(tx, known.id, types)
  report.changes.push({ is: 'changed', what, details })
}
