import { ANY_TOKEN, USER_TOKEN } from '../../../access/admission.ts'
import type { Answers } from '../../answer.ts'
import { optionalJsonBody } from '../../body.ts'
import { companyWide } from '../../company-scope.ts'
import { AssetDownloadHistoryResults, DownloadAnswer, DownloadData } from '../../schemas/downloads.ts'
import { flag } from '../../schemas/parameters.ts'
import type { Waiting } from '../waiting-operation.ts'
import { ofProduct, text } from './waiting-parameters.ts'

const answers: Answers = {
  200: { schema: DownloadAnswer },
  303: { headers: { Location: 'Address of the file.' } },
}
/** NOTE: a client token is enough for some keys only (contract 2.5); the others are refused later. */
const download = {
  body: optionalJsonBody(DownloadData),
  invalidCode: 'MissingRequiredQueryParameters',
  answers,
  access: ANY_TOKEN,
} as const

/** Downloads of videos (contract 7), by method and address. */
export const DOWNLOADS: Readonly<Record<string, Waiting>> = {
  'POST /v3/downloads/videos/{id}': {
    ...download,
    operationId: 'downloadVideo',
    summary: 'Download a video',
    query: {
      ...ofProduct,
      auto_download: flag(
        'Whether the answer redirects to the file (303) or contains its address (200).',
        false,
      ),
      size: text('Name of an available size.'),
    },
  },
}

/** The operation that returns the download history of a video. */
export const VIDEO_DOWNLOADS: Waiting = {
  operationId: 'getVideoDownloads',
  summary: 'Downloads of a video',
  query: { company_downloads: companyWide },
  answers: { 200: { schema: AssetDownloadHistoryResults } },
  access: USER_TOKEN,
}
