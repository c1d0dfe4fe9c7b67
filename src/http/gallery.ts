import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { abilitiesOf } from '../access/abilities.ts'
import { galleryPass } from '../access/gallery-pass.ts'
import type { KeyRing } from '../access/key-ring.ts'
import { findTexts, inLanguage } from '../catalogue/asset.ts'
import { eventName, findEventRecords, hasEvents } from '../catalogue/events.ts'
import { findVisibleImage } from '../catalogue/find-visible.ts'
import type { TextLanguages } from '../catalogue/text-languages.ts'
import { WEB_FOLDER } from '../lib/package.ts'
import { readAssetId } from './asset-ids.ts'
import { sendText } from './caching.ts'
import { HttpProblem } from './http-problem.ts'
import type { Links } from './links.ts'
import { negotiateLanguage } from './negotiate-language.ts'
import { type PageContent, sendPage } from './page.ts'
import { eventPage, picturePage } from './page-content.ts'
import { addSharedPictures, type SharedPictureServices } from './shared-picture.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Sends a page to a browser that asked for something that is not there; null for programs, which get JSON. */
export type AnswerLost = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | null

/** What the gallery needs. */
export type GalleryServices = Omit<SharedPictureServices, 'abilities'> & {
  readonly keys: KeyRing
  readonly galleryKey: string
  readonly textLanguages: TextLanguages
  /** Signs the pass of the page. */
  readonly linkSecret: string
  readonly linksFor: (request: FastifyRequest) => Links
}

type PageRequest = FastifyRequest<{ Params: { id: string }; Querystring: { lang?: string } }>
type Show = (request: PageRequest) => Promise<Omit<PageContent, 'hasEvents'>>

/**
 * The gallery: a plain client of the public API, with a key of its own in its page. The address of a picture has
 * the same page, with what search engines and messengers read about the picture in its head, and so have the events.
 */
export function addGallery(app: FastifyInstance, services: GalleryServices): AnswerLost {
  const { db, keys, galleryKey, linkSecret } = services
  const page = readFileSync(join(WEB_FOLDER, 'index.html'), 'utf8').replace('{{key}}', galleryKey)
  const lostPage = readFileSync(join(WEB_FOLDER, 'not-found.html'), 'utf8')
  const abilities = () => abilitiesOf(keys.find(galleryKey) ?? { abilities: '[]' })
  const answerLost: AnswerLost = (request, reply) => (wantsPage(request) ? sendLost(request, reply) : null)

  async function sendLost(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const content = { title: 'Page not found – Vitrine', hasEvents: await hasEvents(db) }
    return sendPage(request, reply.code(404).header('vary', 'accept'), lostPage, content)
  }

  function addPage(url: string, show: Show): void {
    app.get(url, async (request: PageRequest, reply) => {
      try {
        const content = await show(request)
        return sendPage(request, reply, page.replace('{{pass}}', galleryPass(linkSecret, services.now())), {
          ...content,
          hasEvents: await hasEvents(db),
        })
      } catch (error) {
        const isLost = error instanceof HttpProblem && error.code === 'NotFound'
        const lost = isLost && answerLost(request, reply)
        if (lost) return lost
        throw error
      }
    })
  }

  /** The language that the address of a page names. */
  const languageOf = ({ query }: PageRequest) =>
    negotiateLanguage([query.lang].flat()[0], services.textLanguages.current())

  const findPicture = (request: FastifyRequest, id: number | null) =>
    findVisibleImage(db, id, services.viewerOf(request))

  addFilesOfPages(app)
  addSharedPictures(app, { ...services, abilities })
  addPage('/', async () => ({ title: 'Vitrine' }))
  addPage('/events', async () => ({ title: 'Events' }))
  addPage('/detail/:slug/:id', async (request) => {
    const asset = await findPicture(request, readAssetId(request.params.id))
    if (!asset) throw new HttpProblem('NotFound', 'There is no picture at this address.')
    const others = (await findTexts(db, [asset.id])).get(asset.id) ?? []
    const said = inLanguage(asset, languageOf(request), others)
    return picturePage(asset, said, { links: services.linksFor(request), abilities: abilities() })
  })
  addPage('/events/:id', async (request) => {
    const id = readAssetId(request.params.id)
    const record = id === null ? undefined : (await findEventRecords(db, [id])).get(id)
    if (!record) throw new HttpProblem('NotFound', 'There is no event at this address.')
    const hero = await findPicture(request, record.event.heroAssetId)
    const name = eventName(record, languageOf(request))
    const event = { id: record.event.id, name, hero }
    return eventPage(event, { links: services.linksFor(request), abilities: abilities() })
  })
  return answerLost
}

/** Styles, scripts and the icon. */
function addFilesOfPages(app: FastifyInstance): void {
  for (const name of readdirSync(WEB_FOLDER).filter((file) => TYPES[extname(file)])) {
    const content = readFileSync(join(WEB_FOLDER, name), 'utf8')
    app.get(`/gallery/${name}`, (request, reply) =>
      sendText(request, reply, { content, type: TYPES[extname(name)]! }),
    )
  }
}

/** A browser says that it wants a page; a program that takes anything gets what programs get. */
const wantsPage = ({ method, headers }: FastifyRequest) =>
  (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html')
