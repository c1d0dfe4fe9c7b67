/** A mutation of a line, and the test file that must fail because of it. Paths are relative to the repository. */
export type Mutant = {
  readonly file: string
  /** The whole line without indentation; it occurs exactly once in the file. */
  readonly line: string
  readonly becomes: string
  readonly killedBy: string
}

const PAGING = 'test/journeys/paging.test.ts'
const VISIBILITY = 'test/journeys/visibility.test.ts'
const VISIBILITY_RULES = 'test/records/visibility.test.ts'
const KINDS_OF_MEDIA = 'test/journeys/kinds-of-media.test.ts'
const TERRITORIES = 'test/journeys/territories.test.ts'
const FILTERS = 'test/journeys/filters.test.ts'
const INDEX = 'test/contracts/fts5-index.test.ts'
const EMBEDDED_INDEX = 'test/contracts/embedded-index.test.ts'
const ENGINES = 'test/search/engines-agree.test.ts'
const VOCABULARY = 'test/journeys/vocabulary.test.ts'
const FOLLOWED = 'test/search/followed-index.test.ts'
const PHRASES = 'test/journeys/phrases.test.ts'
const REFUSALS = 'test/gate/early-refusals.test.ts'
const BOUNDS = 'test/gate/bounds.test.ts'
const COUNTING = 'test/journeys/downloads/counting.test.ts'
const PERIODS = 'test/journeys/downloads/periods.test.ts'
const DELIVERY = 'test/journeys/downloads/delivery.test.ts'
const COVERAGE = 'test/records/coverage.test.ts'
const SEARCH_WITH_TOKEN = 'test/journeys/rights/search-with-token.test.ts'
const DOWNLOAD_FIELDS = 'test/journeys/rights/download-fields.test.ts'
const GALLERY_SESSION = 'test/journeys/oauth/gallery-session.test.ts'
const SIGN_IN = 'test/journeys/oauth/sign-in-page.test.ts'
const CODES = 'test/journeys/oauth/authorization-code.test.ts'
const TOKENS = 'test/journeys/oauth/access-tokens.test.ts'
const BOARDS = 'test/journeys/boards/boards.test.ts'
const BOARD_SHARING = 'test/journeys/boards/sharing.test.ts'
const BOARD_COMMENTS = 'test/journeys/boards/comments.test.ts'
const WEBHOOK_RULES = 'test/records/webhook-rules.test.ts'
const SEND_EVENTS = 'test/journeys/send-events.test.ts'
const STATED_FIELDS = 'test/journeys/stated-fields.test.ts'

const mutants = (
  file: string,
  killedBy: string,
  ...lines: readonly (readonly [line: string, becomes: string])[]
) => lines.map(([line, becomes]) => ({ file, killedBy, line, becomes }))

/** Mutations of visibility, paging, ranking, callers, limits, access tokens, boards and webhooks. */
export const MUTANTS: readonly Mutant[] = [
  // Visibility.
  ...mutants(
    'src/catalogue/visibility.ts',
    VISIBILITY,
    [`if (withdrawnMs !== null) return 'withdrawn'`, `if (withdrawnMs === 0) return 'withdrawn'`],
    [
      `return visibleFromMs !== null && visibleFromMs > now.getTime() ? 'embargoed' : 'visible'`,
      `return visibleFromMs !== null && visibleFromMs >= now.getTime() ? 'embargoed' : 'visible'`,
    ],
    [
      `if (visibleUntilMs !== null && visibleUntilMs <= now.getTime()) return 'expired'`,
      `if (visibleUntilMs !== null && visibleUntilMs < now.getTime()) return 'expired'`,
    ],
    [
      `return stateOf(asset, now) === 'visible' && isOffered(territoriesOfAsset(asset), country)`,
      `return stateOf(asset, now) === 'visible'`,
    ],
  ),
  ...mutants(
    'src/catalogue/visibility.ts',
    VISIBILITY_RULES,
    ['const nowMs = now.getTime()', 'const nowMs = now.getTime() - 1'],
    ['const nowMs = now.getTime()', 'const nowMs = now.getTime() + 1'],
  ),
  ...mutants(
    'src/search/visible-filters.ts',
    VISIBILITY,
    [`{ field: 'visibleFromMs', to: now.getTime() },`, `{ field: 'visibleFromMs', to: now.getTime() - 1 },`],
    [
      `{ field: 'visibleUntilMs', from: now.getTime() + 1 },`,
      `{ field: 'visibleUntilMs', from: now.getTime() },`,
    ],
    ['...(number === null ? [] : [{ offeredIn: number }]),', '...(number === null ? [] : []),'],
  ),
  ...mutants('src/renditions/rendition.ts', VISIBILITY, ['.where(visibleAt(nowMs, null)),', ',']),
  ...mutants('src/catalogue/find-visible.ts', KINDS_OF_MEDIA, [
    'return (await findVisibleAssets(db, ids, viewer)).filter((asset) => asset.mediaKind === mediaKind)',
    'return await findVisibleAssets(db, ids, viewer)',
  ]),
  ...mutants('src/search/visible-filters.ts', KINDS_OF_MEDIA, [
    `{ field: 'mediaKind', in: [mediaKind] },`,
    '',
  ]),
  ...mutants(
    'src/catalogue/territories.ts',
    VISIBILITY,
    ['return { deny: [...new Set([...one.deny, ...other.deny])] }', 'return one'],
    [
      `if ('allow' in one) return { allow: one.allow.filter((country) => isOffered(other, country)) }`,
      `if ('allow' in one) return one`,
    ],
  ),
  ...mutants('src/catalogue/territories.ts', TERRITORIES, [
    'if (isOfferedNowhere(territories)) return false',
    'if (isOfferedNowhere(null)) return false',
  ]),
  ...mutants('src/access/key-ring.ts', BOUNDS, [
    'return expiresMs === null || expiresMs > now.getTime()',
    'return expiresMs === null || expiresMs >= now.getTime()',
  ]),
  ...mutants('src/access/key-ring.ts', 'test/journeys/customers/signing-up.test.ts', [
    'if (revokedMs !== null || customerEndedMs !== null) return false',
    'if (revokedMs !== null) return false',
  ]),
  ...mutants('src/access/password-links.ts', 'test/journeys/customers/password-link.test.ts', [
    ".where('expiresMs', '>', now.getTime())",
    ".where('expiresMs', '>', 0)",
  ]),
  ...mutants('src/renditions/signed-link.ts', BOUNDS, [
    'if (expiresMs <= now.getTime()) return null',
    'if (expiresMs < now.getTime()) return null',
  ]),

  // Paging.
  ...mutants(
    'src/http/paging.ts',
    PAGING,
    ['offset: (page - 1) * page_size,', 'offset: page * page_size,'],
    [
      'const last = total === 0 ? reachable : Math.min(Math.ceil(total / page_size), reachable)',
      'const last = total === 0 ? reachable : Math.min(Math.floor(total / page_size), reachable)',
    ],
    ['if (page <= last) return', 'if (page <= last + 1) return'],
  ),
  ...mutants('src/http/schemas/parameters.ts', PAGING, [
    'export const MAX_RESULTS_DEEP = 10_000',
    'export const MAX_RESULTS_DEEP = 10_100',
  ]),
  ...mutants(
    'src/search/fts5/compile-best.ts',
    INDEX,
    ['if (rows.length !== expected) return false', 'if (rows.length > expected) return false'],
    [
      'return counts.found <= candidatesOf(query, counts) || rows.at(-1)!.score < rows[0]!.last',
      'return true',
    ],
  ),
  ...mutants('src/http/operations/events.ts', 'test/journeys/editorial.test.ts', [
    'const MAX_PAGE = 50',
    'const MAX_PAGE = 51',
  ]),

  // Ranking.
  ...mutants(
    'src/search/ranking.ts',
    INDEX,
    ['title: { weight: 2, averageTerms: 9 },', 'title: { weight: 1, averageTerms: 9 },'],
    ['export const COLOUR_SHARE_BONUS = 400', 'export const COLOUR_SHARE_BONUS = 4'],
    ['return weight / (1 + Math.log(Math.max(1, documents)))', 'return weight'],
  ),
  ...mutants('src/search/ranking.ts', INDEX, [
    'export const OWN_COUNTRY_SHARE = 26',
    'export const OWN_COUNTRY_SHARE = 0',
  ]),
  ...mutants('src/search/indexer.ts', VOCABULARY, [
    "if (changes.some(({ subject }) => subject === 'keyword')) keywords.parts.forget()",
    '',
  ]),
  ...mutants('src/search/embedded/query/lifts.ts', TERRITORIES, [
    "own: boostedCountry == null ? null : documentsWith(place, valueKey('country', boostedCountry)),",
    'own: null,',
  ]),
  ...mutants(
    'src/search/ranking.ts',
    INDEX,
    [
      'const QUALITY_SHARES: Readonly<Record<number, number>> = { 1: 0.05, 2: 0.025 }',
      'const QUALITY_SHARES: Readonly<Record<number, number>> = { 1: 0, 2: 0 }',
    ],
    ['const POPULARITY_SHARE = 0.1', 'const POPULARITY_SHARE = 0'],
  ),
  ...mutants('src/search/ranking.ts', EMBEDDED_INDEX, [
    'const FRESHNESS_SHARE = 20',
    'const FRESHNESS_SHARE = 100',
  ]),
  ...mutants('src/search/ranking.ts', PAGING, [
    'let h = (id ^ Math.imul(day + 1, 0x9e3779b1)) >>> 0',
    'let h = id >>> 0',
  ]),
  ...mutants('src/search/fts5/compile-query.ts', ENGINES, [
    `export const NEWEST = 'd.createdMs desc, d.id desc'`,
    `export const NEWEST = 'd.createdMs desc, d.id'`,
  ]),
  ...mutants(
    'src/search/fts5/compile-query.ts',
    INDEX,
    [`const first = query.picturedFirst ? 'd.pixels = 0, ' : ''`, `const first = ''`],
    [
      `return { sql: 'd.createdMs nulls last, d.id', values: [] }`,
      `return { sql: 'd.createdMs, d.id', values: [] }`,
    ],
  ),
  ...mutants('src/search/embedded/query/merge-pages.ts', ENGINES, [
    'if (created !== compared) return created > compared',
    '',
  ]),
  ...mutants('src/search/embedded/query/intersection.ts', ENGINES, [
    'for (const { list, count: length } of lists) kernels.clearBits(list, length, bits)',
    '',
  ]),
  ...mutants('src/search/embedded/query/explain.ts', ENGINES, ['scratch.keep(list, 0)', '']),
  ...mutants('src/search/embedded/query/complete.ts', EMBEDDED_INDEX, [
    'const [first] = spellings([...filled, ...others], folded)',
    'const [first] = spellings(filled, folded)',
  ]),
  ...mutants('src/search/embedded/live-index.ts', FOLLOWED, [
    '...withoutAll([{ segment: merged, deleted: null }], deletedMeanwhile),',
    '{ segment: merged, deleted: null },',
  ]),
  ...mutants('src/search/embedded/store/snapshot.ts', FOLLOWED, [
    "if (sum !== hash('sha256', json)) throw new DamagedSegment()",
    '',
  ]),
  ...mutants('src/search/embedded/query/tiers.ts', EMBEDDED_INDEX, [
    "if (picturedFirst || sort.by === 'quality') tiers = split(documentsWith(place, BARE_KEY)).reverse()",
    '',
  ]),
  ...mutants('src/search/fts5/compile-text.ts', INDEX, ['const FIRST = 100_000', 'const FIRST = 0']),
  ...mutants('src/search/search.ts', PHRASES, [
    'if (result.total >= text.relaxedBelow) return all',
    'if (result.total > text.relaxedBelow) return all',
  ]),
  ...mutants('src/search/parse-phrase.ts', PHRASES, ['const FEW_PICTURES = 50', 'const FEW_PICTURES = 51']),

  // Callers.
  ...mutants(
    'src/http/caller.ts',
    'test/gate/callers.test.ts',
    [
      `state: \`\${client.abilities} \${country} \${galleryClean} \${rights?.state}\`,`,
      `state: \`\${client.abilities} \${galleryClean} \${rights?.state}\`,`,
    ],
    [
      `state: \`\${client.abilities} \${country} \${galleryClean} \${rights?.state}\`,`,
      `state: \`\${country} \${galleryClean} \${rights?.state}\`,`,
    ],
  ),

  // Rights.
  ...mutants(
    'src/rights/coverage.ts',
    COVERAGE,
    [
      `if (startsMs > now.getTime()) return 'not_started'`,
      `if (startsMs >= now.getTime()) return 'not_started'`,
    ],
    [
      `return endsMs !== null && endsMs <= now.getTime() ? 'ended' : null`,
      `return endsMs !== null && endsMs < now.getTime() ? 'ended' : null`,
    ],
    [`if (families && !families.includes(asset.family)) return 'family'`, ''],
    [`if (collections && !collections.includes(asset.collectionCode)) return 'collection'`, ''],
    [
      `if (brands && !brands.includes(asset.brand ?? 'gettyimages')) return 'brand'`,
      `if (brands && !brands.includes(asset.brand ?? 'istockphoto')) return 'brand'`,
    ],
    [
      'const licenseModel = asset.licenseModel ?? defaults.licenseModel',
      'const licenseModel = asset.licenseModel',
    ],
    [
      'if (licenseModels && (licenseModel === null || !licenseModels.includes(licenseModel)))',
      'if (licenseModels && licenseModel !== null && !licenseModels.includes(licenseModel))',
    ],
  ),
  ...mutants('src/rights/coverage.ts', DOWNLOAD_FIELDS, [
    'largestSize === undefined || isWithin(size, largestSize)',
    'largestSize === undefined || size === largestSize',
  ]),
  ...mutants(
    'src/search/covered-filters.ts',
    COVERAGE,
    [
      'if (alternatives.some((filters) => filters.length === 0)) return []',
      'if (alternatives.every((filters) => filters.length === 0)) return []',
    ],
    ['return distinct.size === 1 ? first : [{ anyOf: [...distinct.values()] }]', 'return first'],
  ),
  ...mutants('src/rights/terms.ts', COVERAGE, [
    '...(terms.collections && { collections: terms.collections.map((code) => code.toUpperCase()) }),',
    '',
  ]),
  ...mutants('src/rights/find-licensable.ts', SEARCH_WITH_TOKEN, [
    'return coverage === null ? ofKind : ofKind.filter((asset) => isCovered(coverage, asset))',
    'return ofKind',
  ]),
  ...mutants('src/rights/rights-book.ts', SEARCH_WITH_TOKEN, [
    `return { products, allProducts, defaults, state: \`\${customerId} \${revision} \${clauses}\` }`,
    `return { products, allProducts, defaults, state: \`\${customerId} \${revision}\` }`,
  ]),
  ...mutants('src/http/caller.ts', SEARCH_WITH_TOKEN, [
    `state: \`\${client.abilities} \${country} \${galleryClean} \${rights?.state}\`,`,
    `state: \`\${client.abilities} \${country} \${galleryClean}\`,`,
  ]),
  ...mutants('src/renditions/display-sizes.ts', DOWNLOAD_FIELDS, [
    "isCovered || abilities.has('unwatermarked') ? ALL : CLEAN_UP_TO[galleryClean ?? 'thumb']",
    "abilities.has('unwatermarked') ? ALL : CLEAN_UP_TO[galleryClean ?? 'thumb']",
  ]),
  ...mutants('src/http/search-viewer.ts', DOWNLOAD_FIELDS, [
    'wanted.some(([type, id]) => it.type === type && (id === undefined || it.id === Number(id)))',
    'wanted.some(([type]) => it.type === type)',
  ]),
  ...mutants('src/http/parameters-by-ability.ts', 'test/journeys/rights/explain.test.ts', [
    'const hidden = limited.filter(({ ability }) => !abilities.has(ability)).map(({ name }) => name)',
    'const hidden = limited.filter(({ ability }) => abilities.has(ability)).map(({ name }) => name)',
  ]),

  // Changes by the same process.
  ...mutants('src/catalogue/while-unchanged.ts', 'test/gate/following.test.ts', [
    'if (known?.state.revision === state.revision && known.state.position === state.position)',
    'if (known)',
  ]),
  ...mutants('src/db/revisions.ts', 'test/gate/following.test.ts', [
    'raised?.add(name)',
    'raised?.has(name)',
  ]),

  // Limits.
  ...mutants('src/catalogue/download-sizes.ts', FILTERS, [
    "{ name: 'medium', maxPixels: 3 * MEGAPIXEL, dpi: 300 },",
    "{ name: 'medium', maxPixels: 2 * MEGAPIXEL, dpi: 300 },",
  ]),
  ...mutants('src/http/operations/images.ts', BOUNDS, ['const MAX_IDS = 100', 'const MAX_IDS = 101']),
  ...mutants('src/http/parameters.ts', BOUNDS, [
    'export const MAX_LIST_ITEMS = 100',
    'export const MAX_LIST_ITEMS = 101',
  ]),
  ...mutants('src/http/routes.ts', REFUSALS, [
    'export const MAX_PART_LENGTH = 2000',
    'export const MAX_PART_LENGTH = 4000',
  ]),
  ...mutants('src/http/check-request.ts', REFUSALS, [
    'export const MAX_HEADER_BYTES = 16_384',
    'export const MAX_HEADER_BYTES = 65_536',
  ]),
  ...mutants('src/access/throttle.ts', BOUNDS, [
    'const isAdmitted = count <= qps',
    'const isAdmitted = count <= qps + 1',
  ]),
  ...mutants(
    'src/renditions/ladder.ts',
    BOUNDS,
    [
      `{ name: 'thumb', bound: { longestSidePx: 170 }, mediaType: 'image/jpeg', watermark: false },`,
      `{ name: 'thumb', bound: { longestSidePx: 180 }, mediaType: 'image/jpeg', watermark: false },`,
    ],
    ['bound: { areaPx: 170_667, longestSidePx: 506 },', 'bound: { longestSidePx: 506 },'],
  ),
  // Receipts and stamps.
  ...mutants(
    'src/receipts/verify.ts',
    'test/journeys/downloads/receipts.test.ts',
    [
      `return jws.isSignedBy(key) ? null : 'Its signature is wrong.'`,
      `return jws.isSignedBy(key) ? null : null`,
    ],
    [
      `if (receipt !== undefined && !isDeepStrictEqual(receipt, jws.payload))`,
      `if (receipt !== undefined && isDeepStrictEqual(receipt, null))`,
    ],
  ),
  ...mutants('src/receipts/verify.ts', 'src/receipts/stamp/stamp-file.test.ts', [
    `if (jws.type !== type) return 'It is signed as something else.'`,
    `if (jws.type === '') return ''`,
  ]),
  ...mutants(
    'src/receipts/stamp/take-out.ts',
    'src/receipts/stamp/stamp-file.test.ts',
    [`return hash.digest('hex') === sha256`, `return sha256.length > 0`],
    [
      `hashOf({ block: withChecksums(blank), overwrites }) === claims.inserted_sha256 &&`,
      `claims.inserted_sha256.length > 0 &&`,
    ],
    [`block.equals(withChecksums(block))`, `block.length > 0`],
  ),
  ...mutants('src/downloads/find-receipt.ts', 'test/journeys/downloads/receipts.test.ts', [
    `return found?.receipt.customer.id === customerId ? found : null`,
    `return customerId ? found : null`,
  ]),
  // Sign-in, codes and access tokens.
  ...mutants(
    'src/access/authorization-request.ts',
    SIGN_IN,
    [
      'return (JSON.parse(redirectUris) as string[]).includes(uri)',
      'return (JSON.parse(redirectUris) as string[]).some((known) => uri.startsWith(known))',
    ],
    ['if (challenge === null && client.isPublic === 1)', 'if (challenge === null && client.isPublic === 2)'],
  ),
  ...mutants(
    'src/http/oauth/form-cookie.ts',
    SIGN_IN,
    ["if ((request.headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin') return false", ''],
    [
      'return cookie !== null && token !== undefined && isFormToken(secret, cookie, token)',
      'return cookie !== null && token !== undefined',
    ],
  ),
  ...mutants('src/access/sign-in.ts', SIGN_IN, [
    'if (customerId !== null && user.customerId !== customerId) return null',
    '',
  ]),
  ...mutants(
    'src/access/codes.ts',
    CODES,
    ['if (found.usedMs !== null) {', 'if (found.usedMs === 0) {'],
    [
      'return found.expiresMs > now.getTime() ? { ...found, userId: found.userId! } : null',
      'return found.expiresMs >= now.getTime() ? { ...found, userId: found.userId! } : null',
    ],
  ),
  ...mutants('src/access/codes.ts', 'test/records/two-databases.test.ts', [
    ".where('usedMs', 'is', null)",
    '',
  ]),
  ...mutants('src/access/oauth-model.ts', CODES, [
    'if (secret === null) return client.isPublic === 1',
    'if (secret === null) return true',
  ]),
  ...mutants(
    'src/access/bearer.ts',
    TOKENS,
    ['if (found === null || found.clientId !== client.id)', 'if (found === null)'],
    [
      `if (found.expiresMs <= now.getTime()) throw new Problem('AuthorizationTokenRequired', TOKEN_FAULTS.expired)`,
      `if (found.expiresMs < now.getTime()) throw new Problem('AuthorizationTokenRequired', TOKEN_FAULTS.expired)`,
    ],
  ),
  ...mutants(
    'src/access/tokens.ts',
    TOKENS,
    [".where('authorization.revokedMs', 'is', null)", ''],
    [".where('token.kind', '=', kind)", ''],
  ),
  ...mutants(
    'src/access/count-guesses.ts',
    'test/journeys/oauth/token-endpoint.test.ts',
    [
      "const PER_ACCOUNT: AttemptLimit = { keyPrefix: 'account', points: 10, duration: WINDOW_SECONDS }",
      "const PER_ACCOUNT: AttemptLimit = { keyPrefix: 'account', points: 11, duration: WINDOW_SECONDS }",
    ],
    [
      "const PER_ADDRESS: AttemptLimit = { keyPrefix: 'address', points: 100, duration: WINDOW_SECONDS }",
      "const PER_ADDRESS: AttemptLimit = { keyPrefix: 'address', points: 101, duration: WINDOW_SECONDS }",
    ],
  ),

  // Counting, repeats and deliveries.
  ...mutants('src/downloads/charge.ts', COUNTING, [
    'if (used >= limit + overageLimit) throw usedUp(product, now)',
    'if (used > limit + overageLimit) throw usedUp(product, now)',
  ]),
  ...mutants(
    'src/downloads/charge.ts',
    PERIODS,
    [`.where('dayMs', '>=', startMs)`, `.where('dayMs', '>', startMs)`],
    [`.where('dayMs', '<', endMs),`, ','],
  ),
  ...mutants(
    'src/downloads/idempotency.ts',
    COUNTING,
    [`.where('idempotentRequest.sender', '=', sender)`, ''],
    [`.where('idempotentRequest.atMs', '>', afterMs)`, ''],
    ['if (known.requestHash !== requestHash)', 'if (known.requestHash === null)'],
  ),
  ...mutants(
    'src/downloads/record-download.ts',
    COUNTING,
    [
      'const known = idempotency && (await findByKey(tx, downloaderName(download), idempotency, now))',
      'const known = null',
    ],
    ['if (idempotency) await keepKey(tx, result, { idempotency, now })', ''],
  ),
  ...mutants(
    'src/downloads/repeats.ts',
    COUNTING,
    [
      `eb.or([eb('atMs', '>', within.afterMs), eb('readyMs', '>', within.afterMs), eb('blob', 'is', null)]),`,
      `eb.or([eb('atMs', '>', 0)]),`,
    ],
    [`.where('atMs', '<', within.beforeMs)`, ''],
  ),
  ...mutants(
    'src/access/gallery-session.ts',
    GALLERY_SESSION,
    [
      'if (found === null || found.clientId !== clientId || secondsLeft <= 0) return null',
      'if (found === null || found.clientId !== clientId) return null',
    ],
    ['if (found !== null) await revokeAuthorizations(db, { id: found.authorizationId }, now)', ''],
  ),
  ...mutants('src/http/session/return-address.ts', GALLERY_SESSION, [
    "return origin === BASE && PLACES.test(pathname) ? pathname + search : '/'",
    "return PLACES.test(pathname) ? asked : '/'",
  ]),
  ...mutants('src/http/session/session-endpoints.ts', GALLERY_SESSION, [
    "done(isSameOrigin(request) ? undefined : new HttpProblem('Forbidden'))",
    'done()',
  ]),
  ...mutants(
    'src/http/session/sign-in-to-gallery.ts',
    GALLERY_SESSION,
    ['if (before !== null) await endSession(services.db, before, services.now())', ''],
    [
      "if (!isOwnForm(request, token, services.linkSecret)) return showAgain({ status: 403, word: 'expired' })",
      '',
    ],
  ),
  ...mutants('src/http/gate.ts', GALLERY_SESSION, [
    'return isSameOrigin(request) && (isReading || isUpload || bearerToken(headers.authorization) !== null)',
    'return isSameOrigin(request)',
  ]),
  ...mutants('src/db/shared-transaction.ts', 'test/records/shared-transaction.test.ts', [
    'await tx.executeQuery(UNDO).catch(() => {',
    'await tx.executeQuery(RELEASE).catch(() => {',
  ]),
  ...mutants('src/downloads/expiring-signature.ts', COUNTING, [
    'return Number(expires) * 1000 > now.getTime()',
    'return true',
  ]),
  ...mutants('src/downloads/expiring-signature.ts', DELIVERY, [
    'if (!isEqualInConstantTime(String(signature), expected)) return false',
    '',
  ]),
  ...mutants('src/downloads/deliver.ts', DELIVERY, [
    "if (!asset || !isVisible(asset, { now, country: null })) return { is: 'gone' }",
    "if (!asset) return { is: 'gone' }",
  ]),
  ...mutants('src/renditions/original.ts', DELIVERY, [
    '): boolean => now.size === size && now.mtimeMs === modifiedMs',
    '): boolean => now.size === size',
  ]),
  // Boards.
  ...mutants(
    'src/boards/roles.ts',
    BOARD_SHARING,
    [`editor: ['view', 'change', 'comment'],`, `editor: ['view', 'change', 'comment', 'share'],`],
    [`viewer: ['view'],`, `viewer: ['view', 'comment'],`],
    [`invited: ['view'],`, `invited: ['view', 'change'],`],
  ),
  ...mutants('src/boards/roles.ts', BOARD_COMMENTS, [
    `may(role, 'comment') && (isAuthor || role === 'owner')`,
    `may(role, 'comment')`,
  ]),
  ...mutants(
    'src/boards/board.ts',
    BOARD_SHARING,
    [`if (!may(board.role, right)) throw new Problem('InsufficientAccess', REFUSALS[right])`, ''],
    [`.where('userId', '=', person.id)`, ''],
    [`.where('foldedName', '=', foldUsername(person.username))`, ''],
  ),
  ...mutants('src/boards/board.ts', BOARDS, [
    `if (ownerId === person.id) return 'owner'`,
    `if (ownerId !== '') return 'owner'`,
  ]),
  // Webhooks.
  ...mutants(
    'src/webhooks/signing.ts',
    WEBHOOK_RULES,
    [
      'if (formerSecretUntilMs !== null && formerSecretUntilMs > at.getTime()) versions.push(secretVersion - 1)',
      '',
    ],
    [
      'if (formerSecretUntilMs !== null && formerSecretUntilMs > at.getTime()) versions.push(secretVersion - 1)',
      'if (formerSecretUntilMs !== null) versions.push(secretVersion - 1)',
    ],
    ['const timestamp = String(Math.floor(at.getTime() / 1000))', 'const timestamp = String(at.getTime())'],
    [
      "const mac = createHmac('sha256', derive(key, endpoint.id, version))",
      "const mac = createHmac('sha256', derive(key, '', version))",
    ],
  ),
  ...mutants('src/webhooks/messages.ts', WEBHOOK_RULES, ['.where(isFree(now))', '']),
  ...mutants(
    'src/webhooks/record-attempt.ts',
    WEBHOOK_RULES,
    [`.where('leasedBy', '=', holder)`, ''],
    ['if (numUpdatedRows === 0n) return null', ''],
    ['attempts: error === null ? attempts : attempts + 1,', 'attempts,'],
    ['const gap = GAPS_MS[attempts]', 'const gap = GAPS_MS[0]'],
    ['const MAX_FAILING_MS = 5 * DAY', 'const MAX_FAILING_MS = 50 * DAY'],
  ),
  ...mutants(
    'src/sends/find-send-events.ts',
    SEND_EVENTS,
    [
      "const after = afterMs === null ? ofCustomer : ofCustomer.where('sentMs', '>', afterMs)",
      "const after = afterMs === null ? ofCustomer : ofCustomer.where('sentMs', '>=', afterMs)",
    ],
    [".where('customerId', '=', customerId)", ".where('customerId', '<>', '')"],
    ['const whole = events.filter(({ sentMs }) => sentMs < next)', 'const whole = events.slice(0, limit)'],
  ),
  ...mutants('src/downloads/prices.ts', STATED_FIELDS, [
    'if (own === null) return prices',
    'if (own !== null) return prices',
  ]),
  ...mutants('src/http/represent/kept-members.ts', 'test/gate/callers.test.ts', [
    'if (made?.selection === selection && made.links === links && made.state === state) return made.presented',
    'if (made?.selection === selection && made.links === links) return made.presented',
  ]),
  ...mutants('src/catalogue/asset-reader.ts', 'test/records/kept-assets.test.ts', [
    'return known?.asset === asset ? known.made : null',
    'return known?.made ?? null',
  ]),
]
