import type { Asset, AssetKeyword } from '../../catalogue/asset.ts'
import type { StatedEntity } from '../../catalogue/stated-lists.ts'
import { foldName } from '../../lib/text.ts'

/** Presents a keyword of an asset. */
export const presentKeyword = ({ id, text, type, relevance }: AssetKeyword) => ({
  keyword_id: String(id),
  text,
  type,
  relevance,
})

/**
 * Presents the keywords of an asset with the entities of the same name (contract 8.1, Keyword; its version of 2026 has
 * dropped these members, so they are sent only together with `entity_details`).
 */
export function presentKeywordsWithEntities(
  keywords: readonly AssetKeyword[],
  { entities }: Pick<Asset, 'entities'>,
) {
  const stated = (entities === null ? [] : JSON.parse(entities)) as StatedEntity[]
  const byName = Map.groupBy(stated, ({ name }) => foldName(name ?? ''))
  return keywords.map((keyword) => {
    const named = byName.get(foldName(keyword.text)) ?? byName.get(foldName(keyword.word)) ?? []
    return {
      ...presentKeyword(keyword),
      entity_types: named.map(({ type }) => type).filter((type) => type !== null),
      entity_uris: named.map(({ uri }) => uri),
    }
  })
}
