// A program of an integrator with the official client; prints the results as one line of JSON.
const { GETTY_PACKAGE, GETTY_KEY, GETTY_SECRET, GETTY_USER, GETTY_PASSWORD } = process.env
const Api = require(GETTY_PACKAGE)

const connect = (credentials) => new Api({ apiKey: GETTY_KEY, ...credentials }, 'localhost', 'localhost')

/** What works without a user; version 6.0.0 cannot be used with the key alone. */
async function asVisitor() {
  const client = connect(GETTY_PACKAGE === 'gettyimages-api' ? {} : { apiSecret: GETTY_SECRET })
  const search = await client.searchimagescreative().withPhrase('harbour').withPageSize(5).execute()
  const [image] = search.images
  const detail = await client.images().withId(image.id).execute()
  const missing = await client
    .images()
    .withId('999999999')
    .execute()
    .catch((error) => ({ status: error.statusCode, message: error.message }))
  const { countries } = await client.countries().execute()
  const { videos } = await client.searchvideoscreative().withPhrase('harbour').execute()
  const video = await client.videos().withId(videos[0].id).withResponseField('clip_length').execute()
  return {
    search: { count: search.result_count, title: image.title },
    detail: { id: detail.images[0].id, artist: detail.images[0].artist },
    missing,
    countries: countries.length,
    video: { title: videos[0].title, clip_length: video.clip_length },
  }
}

/** A day of a picture editor: find, collect, download, report, follow the changes. */
async function asUser() {
  const user = connect({ apiSecret: GETTY_SECRET, username: GETTY_USER, password: GETTY_PASSWORD })
  const send = (method, route, { query = {}, body = null } = {}) =>
    user
      .customrequest()
      .withMethod(method)
      .withRoute(route)
      .withQueryParameters(query)
      .withBody(body)
      .execute()
  const { images } = await user.searchimagescreative().withPhrase('harbour').execute()
  const { id } = images[0]
  const { products } = await send('get', 'products')
  const { id: board } = await send('post', 'boards', { body: { name: 'Cover' } })
  await send('put', `boards/${board}/assets`, { body: [{ asset_id: id }] })
  const { assets } = await send('get', `boards/${board}`)
  const { uri } = await user.downloadsimages().withId(id).execute()
  const file = await fetch(uri)
  const bytes = await file.arrayBuffer()
  const { downloads } = await send('get', 'downloads', { query: { page_size: 5 } })
  const usage = { asset_id: id, quantity: 1, usage_date: '2026-05-31' }
  const reported = await send('put', 'usage-batches/june', { body: { asset_usages: [usage] } })
  return {
    products: products.map(({ type }) => type),
    board: assets.map((asset) => asset.id),
    file: {
      type: file.headers.get('content-type'),
      isWhole: bytes.byteLength === Number(file.headers.get('content-length')),
    },
    history: downloads.map((it) => ({ id: it.id, user: it.user.username })),
    reported: reported.total_asset_usages_processed,
    changes: await followChanges(send),
    deleted: await send('delete', `boards/${board}`),
  }
}

/** Reads all channels to their end, confirming each change set. */
async function followChanges(send) {
  const seen = []
  for (const { channel_id } of await send('get', 'asset-changes/channels'))
    for (;;) {
      const set = await send('put', 'asset-changes/change-sets', { query: { channel_id, batch_size: 1 } })
      if (set.change_set_id === null) break
      seen.push(...set.changed_assets.map((it) => `${it.id} ${it.asset_lifecycle}`))
      await send('delete', `asset-changes/change-sets/${set.change_set_id}`)
    }
  return seen
}

async function main() {
  const seen = { visitor: await asVisitor(), user: await asUser() }
  process.stdout.write(JSON.stringify(seen))
}

main().catch((error) => {
  throw error
})
