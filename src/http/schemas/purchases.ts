import { Type } from 'typebox'
import { Text, UtcTime } from './nullable.ts'

/** Assets that were purchased individually, and their orders (contract 8.6). */

const PreviousAssetPurchase = Type.Object(
  {
    asset_id: Text({ examples: ['100000001'] }),
    asset_type: Text({ description: 'image or video', examples: ['image'] }),
    date_purchased: UtcTime(),
    download_uri: Text({ examples: ['https://images.example.org/v3/downloads/images/100000001'] }),
    file_size_in_bytes: Text({
      description: 'Null for an order, which does not say how large the file was.',
      examples: ['2226077'],
    }),
    license_model: Text({ examples: ['rightsmanaged'] }),
    order_id: Text({ examples: ['1001'] }),
    purchased_by: Text({ examples: ['Ada Example'] }),
    size_name: Text({ examples: ['xx_large'] }),
    thumb_uri: Text({ examples: ['https://images.example.org/renditions/100000001/thumb/…'] }),
  },
  { title: 'PreviousAssetPurchase' },
)
/** A page of purchased assets. */
export const PreviousAssetPurchases = Type.Object(
  { result_count: Type.Integer({ examples: [1] }), previous_purchases: Type.Array(PreviousAssetPurchase) },
  { title: 'PreviousAssetPurchases' },
)

const OrderNotes = Type.Object(
  {
    licensee_name: Text({ examples: ['Example Press'] }),
    ordered_by: Text({ examples: ['Ada Example'] }),
    project_title: Text({ examples: ['Spring campaign'] }),
    purchase_order_number: Text({ examples: ['PO-17'] }),
  },
  { title: 'OrderNotes' },
)
const OrderedAsset = Type.Object({ id: Text({ examples: ['100000001'] }) }, { title: 'OrderedAsset' })

/** An order. */
export const OrderDetail = Type.Object(
  {
    id: Text({ examples: ['1001'] }),
    invoice_number: Text({ examples: ['2026-17'] }),
    order_date: UtcTime(),
    end_client: Text({ examples: ['Example Press'] }),
    notes: OrderNotes,
    assets: Type.Array(OrderedAsset),
  },
  { title: 'OrderDetail' },
)
