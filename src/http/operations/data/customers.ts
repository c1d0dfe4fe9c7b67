import { USER_TOKEN } from '../../../access/admission.ts'
import { jsonBody } from '../../body.ts'
import { companyWide } from '../../company-scope.ts'
import { AcquireLicenses, AssetLicensingResponse } from '../../schemas/licensing.ts'
import { OrderDetail, PreviousAssetPurchases } from '../../schemas/purchases.ts'
import type { Waiting } from '../waiting-operation.ts'
import { between, count, page } from './waiting-parameters.ts'

/** Users, their products, purchases and licences (contract 7), by method and address. */
export const CUSTOMERS: Readonly<Record<string, Waiting>> = {
  'GET /v3/purchased-assets': {
    operationId: 'getPurchasedAssets',
    summary: 'Assets that were purchased individually',
    query: {
      ...between,
      company_purchases: companyWide,
      page,
      page_size: count(1, 100, 75, 'Purchases per page.'),
    },
    answers: { 200: { schema: PreviousAssetPurchases } },
    access: USER_TOKEN,
  },
  'GET /v3/orders/{id}': {
    operationId: 'getOrder',
    summary: 'Metadata of an order',
    answers: { 200: { schema: OrderDetail } },
    access: USER_TOKEN,
  },
  'POST /v3/asset-licensing/{assetId}': {
    operationId: 'licenseAsset',
    summary: 'Buy extended licences',
    body: jsonBody(AcquireLicenses),
    invalidCode: 'InvalidRequestParameters',
    answers: { 200: { schema: AssetLicensingResponse } },
    access: USER_TOKEN,
  },
}
