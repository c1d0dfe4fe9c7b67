import { asEntities, asIstockLicenses, asLinks } from './as-stated-lists.ts'
import type { Mapping } from './mapping.ts'
import { asFlag } from './readings.ts'
import type { Values } from './values.ts'

type AssetValues = Values<keyof Mapping['asset']>

/** Reads how an asset is offered. */
export const offerFields = (values: AssetValues) => ({
  callForImage: values.read('call_for_image', asFlag),
  isAiEditable: values.read('is_ai_editable', asFlag),
  isIstockExclusive: values.read('istock_exclusive', asFlag),
  istockLicenses: values.json('istock_licenses', asIstockLicenses),
})

/** Reads what an asset refers to. */
export const referenceFields = (values: AssetValues) => ({
  contributorName: values.text('contributor'),
  entities: values.json('entity_details', asEntities),
  links: values.json('links', asLinks),
})
