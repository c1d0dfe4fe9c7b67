import { Type } from 'typebox'
import { Text } from './nullable.ts'

/** The user of a request, and the collections available to them (contract 8.6). */

const names = {
  first_name: Text({ examples: ['Ada'] }),
  middle_name: Text({ examples: [null] }),
  last_name: Text({ examples: ['Example'] }),
}

/** The user who downloaded or generated something. */
export const User = Type.Object({ username: Text({ examples: ['ada'] }), ...names }, { title: 'User' })

/** The name of the user. */
export const CustomerInfoResponse = Type.Object(names, { title: 'CustomerInfoResponse' })

const Collection = Type.Object(
  {
    id: Type.Integer({ examples: [1] }),
    code: Text({ examples: ['VDW'] }),
    name: Text({ examples: ['Vitrine Daylight'] }),
    asset_family: Text({ examples: ['creative'] }),
    license_model: Text({ examples: ['royaltyfree'] }),
    product_types: Type.Array(Type.String(), { examples: [['premiumaccess']] }),
  },
  { title: 'Collection' },
)
/** The collections that are available to a customer. */
export const CollectionsList = Type.Object(
  { collections: Type.Array(Collection) },
  { title: 'CollectionsList' },
)
