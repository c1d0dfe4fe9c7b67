// Licenses the first picture of a mountain that the user's agreement covers, and saves its file. VITRINE_SECRET,
// VITRINE_USER and VITRINE_PASSWORD are those of a customer; the server prints them for the demo customer.

import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { connect } from '@vitrine/client'

const client = connect({
  url: process.env.VITRINE_URL ?? 'http://localhost:8080',
  key: process.env.VITRINE_KEY ?? '',
  secret: process.env.VITRINE_SECRET ?? '',
  username: process.env.VITRINE_USER ?? '',
  password: process.env.VITRINE_PASSWORD ?? '',
})

const { images } = await client.searchCreativeImages({ phrase: 'mountain', fields: ['id'], page_size: 1 })
const [image] = images
if (image?.id == null) throw new Error('No picture of a mountain may be licensed.')

const { uri } = await client.downloadImage({ id: image.id })
const file = await client.fetchFile(uri, {
  onProgress: ({ received, bytes }) => process.stdout.write(`\r${received} of ${bytes} bytes`),
})
const name = file.name ?? `${image.id}.jpg`
await pipeline(file.stream, createWriteStream(name))
console.log(`\nSaved as ${name}`)

for await (const { id, date_downloaded } of client.each('getDownloads'))
  console.log(`Downloaded ${id} on ${date_downloaded}`)
