import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { abilitiesOf } from '../access/abilities.ts'
import { galleryPass } from '../access/gallery-pass.ts'
import type { KeyRing } from '../access/key-ring.ts'
import { findTexts, inLanguage } from '../catalogue/asset.ts'
import { eventName, findEventRecords, hasEvents } from '../catalogue/events.ts'
import { findVisibleImage, findVisibleOfAnyKind } from '../catalogue/find-visible.ts'
import type { RightsDefaults } from '../catalogue/stated-rights.ts'
import type { TextLanguages } from '../catalogue/text-languages.ts'
import { WEB_FOLDER } from '../lib/package.ts'
import { readAssetId } from './asset-ids.ts'
import { HttpProblem } from './http-problem.ts'
import type { Links } from './links.ts'
import { negotiateLanguage } from './negotiate-language.ts'
import { type PageContent, sendPage } from './page.ts'
import { assetPage, eventPage } from './page-content.ts'
import { modulePreloads } from './page-modules.ts'
import { addSharedPictures, type SharedPictureServices } from './shared-picture.ts'

/** Sends a page to a browser that requested something that does not exist; null for programs, which get JSON. */
export type SendNotFoundPage = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> | null

/** What the gallery needs. */
export type GalleryServices = Omit<SharedPictureServices, 'abilities'> & {
  readonly keys: KeyRing
  readonly galleryKey: string
  readonly textLanguages: TextLanguages
  /** Signs the pass of the page. */
  readonly linkSecret: string
  readonly linksFor: (request: FastifyRequest) => Links
  readonly rightsDefaults: RightsDefaults
}

type PageRequest = FastifyRequest<{ Params: { id: string }; Querystring: { lang?: string } }>
type MakeContent = (request: PageRequest) => Promise<Omit<PageContent, 'hasEvents'>>

/**
 * Serves the gallery, a plain client of the public API with a key of its own in its page. The addresses of pictures and
 * events have the same page, with metadata for search engines and messengers in its head.
 */
export function addGallery(app: FastifyInstance, services: GalleryServices): SendNotFoundPage {
  const { db, keys, galleryKey, linkSecret } = services
  const page = readFileSync(join(WEB_FOLDER, 'index.html'), 'utf8')
    .replace('{{key}}', galleryKey)
    .replace('{{modules}}', modulePreloads('main.js'))
  const notFoundPage = readFileSync(join(WEB_FOLDER, 'not-found.html'), 'utf8')
  const abilities = () => abilitiesOf(keys.find(galleryKey) ?? { abilities: '[]' })
  const sendNotFoundPage: SendNotFoundPage = (request, reply) =>
    wantsPage(request) ? sendNotFound(request, reply) : null

  async function sendNotFound(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const content = { title: 'Page not found – Vitrine', hasEvents: await hasEvents(db) }
    return sendPage(request, reply.code(404), notFoundPage, content)
  }

  function addPage(url: string, makeContent: MakeContent): void {
    app.get(url, async (request: PageRequest, reply) => {
      try {
        const content = await makeContent(request)
        return sendPage(request, reply, page.replace('{{pass}}', galleryPass(linkSecret, services.now())), {
          ...content,
          hasEvents: await hasEvents(db),
        })
      } catch (error) {
        const isNotFound = error instanceof HttpProblem && error.code === 'NotFound'
        const page = isNotFound && sendNotFoundPage(request, reply)
        if (page) return page
        throw error
      }
    })
  }

  /** The language in the query of a page's address. */
  const languageOf = ({ query }: PageRequest) =>
    negotiateLanguage([query.lang].flat()[0], services.textLanguages.current())

  const findPicture = (request: FastifyRequest, id: number | null) =>
    findVisibleImage(db, id, services.viewerOf(request))

  addSharedPictures(app, { ...services, abilities })
  addPage('/', async () => ({ title: 'Vitrine' }))
  addPage('/events', async () => ({ title: 'Events' }))
  addPage('/downloads', async () => ({ title: 'My downloads' }))
  addPage('/agreements', async () => ({ title: 'My agreements' }))
  addPage('/boards', async () => ({ title: 'My boards' }))
  addPage('/similar/:id', async () => ({ title: 'Similar pictures' }))
  addPage('/by-image/:id', async () => ({ title: 'Similar pictures' }))
  // What boards are called is only for those who may see them.
  addPage('/boards/:id', async () => ({ title: 'Board' }))
  addPage('/boards/shared/:id', async () => ({ title: 'Board' }))
  addPage('/detail/:slug/:id', async (request) => {
    const id = readAssetId(request.params.id)
    const viewer = services.viewerOf(request)
    const asset = await findVisibleOfAnyKind(db, id, viewer)
    if (!asset) throw new HttpProblem('NotFound', 'There is no picture or video at this address.')
    const others = (await findTexts(db, [asset.id])).get(asset.id) ?? []
    const texts = inLanguage(asset, languageOf(request), others)
    return assetPage(asset, texts, {
      links: services.linksFor(request),
      abilities: abilities(),
      rightsDefaults: services.rightsDefaults,
    })
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
  return sendNotFoundPage
}

/** Browsers ask for HTML explicitly; a program that accepts anything gets JSON. */
const wantsPage = ({ method, headers }: FastifyRequest) =>
  (method === 'GET' || method === 'HEAD') && (headers.accept ?? '').includes('text/html')
