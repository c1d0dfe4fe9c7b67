import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '../db/database.ts'
import { readReceipt, type SignedReceipt } from '../downloads/find-receipt.ts'
import { isReceiptLink } from '../downloads/receipt-link.ts'
import type { Clock } from '../lib/clock.ts'
import { escapeHtml } from '../lib/escape-html.ts'
import { HttpProblem } from './http-problem.ts'
import type { Links } from './links.ts'
import { languageOfPage } from './oauth/page-language.ts'
import { sendPlainPage } from './oauth/plain-page.ts'
import type { PageLanguage } from './oauth/sign-in-words.ts'
import { KEYS_PATH } from './receipt-keys.ts'
import { RECEIPT_WORDS } from './receipt-words.ts'

type PageRequest = FastifyRequest<{ Params: { id: string }; Querystring: Record<string, unknown> }>

/** Shows receipts to people by signed link, ready to be printed; no key is needed, because the link itself grants access. */
export function addReceiptPage(
  app: FastifyInstance,
  services: { readonly db: Db; readonly linkSecret: string; readonly now: Clock },
  linksFor: (request: FastifyRequest) => Links,
): void {
  app.get('/receipts/:id', async (request: PageRequest, reply: FastifyReply) => {
    const { id } = request.params
    if (!isReceiptLink(services.linkSecret, { id, query: request.query }, services.now()))
      throw new HttpProblem('Forbidden')
    const found = await readReceipt(services.db, id)
    if (!found) throw new HttpProblem('NotFound', 'There is no such receipt.')
    const language = languageOfPage(request)
    const { title, signature, verify } = RECEIPT_WORDS[language]
    const address = verify.replace('{address}', linksFor(request).api(KEYS_PATH))
    const rows = factsOf(found, language).map(
      ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`,
    )
    const content =
      `<dl class="facts">${rows.join('')}</dl>` +
      `<h2>${escapeHtml(signature)}</h2><p class="soft">${escapeHtml(address)}</p><p class="code">${found.jws}</p>`
    return sendPlainPage(reply, { language, title, content }, "'none'")
  })
}

/** What the receipt says, in the order in which it is shown; what it does not state is left out. */
function factsOf(
  { receipt, refundedMs }: SignedReceipt,
  language: PageLanguage,
): [name: string, value: string][] {
  const { asset, file, customer, user, agreement, product, charge, credit } = receipt
  const words = RECEIPT_WORDS[language]
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' })
  const pixels = file.width === null ? '' : `, ${file.width} × ${file.height}`
  const facts: [name: string, value: string | null][] = [
    [words.id, receipt.id],
    [words.time, time.format(new Date(receipt.time))],
    [words.picture, `${asset.title} (${asset.id})`],
    [words.size, `${file.size_name}, ${file.type.toUpperCase()}${pixels}`],
    [words.customer, customer.name],
    [words.user, user?.name ?? null],
    [words.agreement, `${agreement.name}, ${words.version.replace('{n}', String(agreement.version))}`],
    [words.product, `${product.type} (${product.id})`],
    [words.credits, charge.credits === 0 ? null : String(charge.credits)],
    [words.refunded, refundedMs === null ? null : time.format(refundedMs)],
    [words.project, receipt.project_code],
    [words.notes, receipt.notes],
    [words.credit, credit.credit_line],
    [words.copyright, credit.copyright],
    [words.licence, credit.web_statement],
    [words.file, file.sha256],
    [words.pixels, asset.pixels_hash],
  ]
  return facts.filter((fact): fact is [string, string] => fact[1] !== null)
}
