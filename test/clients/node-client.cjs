// A program of an integrator with the official client; prints the results as one line of JSON.
const Api = require('gettyimages-api')

const client = new Api({ apiKey: process.env.GETTY_KEY }, 'localhost', 'localhost')

async function main() {
  const search = await client.searchimagescreative().withPhrase('harbour').withPageSize(5).execute()
  const [image] = search.images
  const detail = await client.images().withId(image.id).execute()
  const missing = await client
    .images()
    .withId('999999999')
    .execute()
    .catch((error) => ({ status: error.statusCode, message: error.message }))
  const countries = await client.countries().execute()
  const user = new Api(
    {
      apiKey: process.env.GETTY_KEY,
      apiSecret: process.env.GETTY_SECRET,
      username: process.env.GETTY_USER,
      password: process.env.GETTY_PASSWORD,
    },
    'localhost',
    'localhost',
  )
  const { products } = await user.customrequest().withMethod('get').withRoute('products').execute()
  const { uri } = await user.downloadsimages().withId(image.id).execute()
  const file = await fetch(uri)
  const bytes = await file.arrayBuffer()
  const history = await user.customrequest().withMethod('get').withRoute('downloads').execute()
  const seen = {
    search: { count: search.result_count, title: image.title },
    detail: { id: detail.images[0].id, artist: detail.images[0].artist },
    missing,
    countries: countries.countries.length,
    products: products.map(({ type }) => type),
    file: {
      type: file.headers.get('content-type'),
      isWhole: bytes.byteLength === Number(file.headers.get('content-length')),
    },
    history: history.downloads.map((it) => ({ id: it.id, user: it.user.username })),
  }
  process.stdout.write(JSON.stringify(seen))
}

main().catch((error) => {
  throw error
})
