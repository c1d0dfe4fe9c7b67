// Prints pictures of mountains. Run it with the address and the key of a server:
//   VITRINE_URL=http://localhost:8080 VITRINE_KEY=… node search.js

import { connect } from '@vitrine/client'

const client = connect({
  url: process.env.VITRINE_URL ?? 'http://localhost:8080',
  key: process.env.VITRINE_KEY ?? '',
})

const { result_count, images } = await client.searchCreativeImages({
  phrase: 'mountain',
  fields: ['id', 'title'],
})
console.log(`${result_count} pictures`)
for (const { id, title } of images) console.log(`${id}  ${title}`)
