import { Type } from 'typebox'
import { USER_TOKEN } from '../../access/admission.ts'
import { type Asset, findTexts, inLanguage } from '../../catalogue/asset.ts'
import { findVisibleAssets } from '../../catalogue/find-visible.ts'
import type { Db } from '../../db/database.ts'
import { findDownloads } from '../../downloads/history.ts'
import type { ChargingRules } from '../../downloads/record-download.ts'
import type { Clock } from '../../lib/clock.ts'
import { NO_BODY } from '../body.ts'
import { operation } from '../operation.ts'
import { checkPage, pageOf } from '../paging.ts'
import { presentOwnDownload } from '../represent/own-download.ts'
import { OwnDownloadsAnswer } from '../schemas/own-downloads.ts'
import { listPaging } from '../schemas/parameters.ts'

type Services = {
  readonly db: Db
  readonly rules: ChargingRules
  readonly linkSecret: string
  readonly now: Clock
}

/** Everything that the user has downloaded, with receipts. */
export const ownDownloads = ({ db, rules, linkSecret, now }: Services) =>
  operation({
    method: 'GET',
    url: '/v1/downloads',
    operationId: 'getOwnDownloads',
    summary: 'Everything that the user has downloaded, newest first',
    description: 'Unlike /v3/downloads, of all times, by all kinds of products, and with receipts.',
    tag: 'Vitrine',
    path: Type.Object({}),
    query: Type.Object(listPaging(30, 'Downloads per page.')),
    body: NO_BODY,
    answers: { 200: { schema: OwnDownloadsAnswer } },
    access: USER_TOKEN,
    caching: 'none',
    problems: ['AuthorizationTokenRequired', 'UnauthorizedToAccessResource', 'InvalidPage'],
    async handle({ caller, query, links, language }) {
      const owner = { customerId: caller.customer!.id, userId: caller.person!.id }
      const which = { ...owner, page: pageOf(query), withRefunded: true }
      const { total, downloads } = await findDownloads(db, which)
      checkPage(query, total)
      const moment = now()
      const ids = [...new Set(downloads.map(({ assetId }) => assetId))]
      const visible = await findVisibleAssets(db, ids, { now: moment, country: caller.country })
      const texts = await findTexts(db, ids)
      const assets = new Map<number, Asset>(
        visible.map((asset) => [asset.id, inLanguage(asset, language, texts.get(asset.id) ?? [])]),
      )
      const context = { links, linkSecret, windowMs: rules.repeatWindowMs, now: moment }
      return {
        status: 200,
        body: {
          result_count: total,
          downloads: downloads.map((it) => presentOwnDownload(it, assets.get(it.assetId) ?? null, context)),
        },
      }
    },
  })
