import { contract } from '../fidelity/contract.ts'

/** A request as a client sends it; `{key}`, `{token}`, `{image}` and the like stand for values of the test. */
export type RecordedRequest = {
  readonly what: string
  readonly line: `${'GET' | 'POST' | 'PUT' | 'DELETE'} /${string}`
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly status: number
  /** What the response must have at least. */
  readonly has?: object
  /** The name under which a member of the response is known to later requests. */
  readonly keeps?: Readonly<Record<string, string>>
}

/** A released client: the headers of each request, and its requests in their order. */
export type RecordedClient = {
  readonly client: string
  readonly headers: Readonly<Record<string, string>>
  readonly requests: readonly RecordedRequest[]
}

const FORM = 'application/x-www-form-urlencoded'
const TOKEN = { status: 200, has: { token_type: 'Bearer' }, keeps: { token: 'access_token' } } as const
const DELIVERY = { status: 200, keeps: { uri: 'uri' } } as const
const USAGES = '{"asset_usages":[{"asset_id":"{image}","quantity":2,"usage_date":"2026-05-31"}]}'
const USED = { status: 201, has: { total_asset_usages_processed: 1, invalid_assets: [] } } as const
const FOUND = { status: 200, has: { result_count: 1, images: [{ id: '{image}' }] } } as const
const HISTORY = { status: 200, has: { result_count: 1, downloads: [{ id: '{image}' }] } } as const
const PRODUCTS = { status: 200, has: { products: [{ type: 'easyaccess', status: 'active' }] } } as const

/** The .NET client names all fields, never a set (clients.md 2). */
const fieldsOf = (enumeration: string, ...others: readonly string[]) =>
  [...contract.enums[enumeration]!.values, ...others].filter((name) => !name.endsWith('_set')).join('%2C')
const DOTNET_SEARCH = fieldsOf('ImagesFieldValues', 'istock_licenses', 'links', 'type')
const DOTNET_DETAIL = fieldsOf('ImageDetailFieldValues', 'type', 'accessrestriction')

const dotnet: RecordedClient = {
  client: '.NET 10.0.0',
  headers: {
    'Api-Key': '{key}',
    Authorization: 'Bearer {token}',
    'User-Agent': 'GettyImagesApiSdk/10.0.0 (Linux 6.1; .NET 9.0.1)',
    'Accept-Language': 'en-US',
    'GI-Country-Code': 'USA',
  },
  requests: [
    {
      what: 'signs in, with the agent as the only header',
      line: 'POST /oauth2/token',
      headers: { 'Content-Type': FORM, 'Api-Key': '', Authorization: '' },
      body: 'client_id={key}&client_secret={secret}&username={user}&password={password}&grant_type=password',
      ...TOKEN,
    },
    {
      what: 'searches with a list of all fields, booleans with capitals and a phrase in lower case',
      line: `GET /v3/search/images?phrase=harbour%20at%20night&fields=${DOTNET_SEARCH}&embed_content_only=False&page=1&page_size=10`,
      ...FOUND,
    },
    {
      what: 'narrows by enumerations in its own spelling',
      line: 'GET /v3/search/images/creative?phrase=harbour&orientations=Horizontal%2CPanoramic_Horizontal&exclude_nudity=True&maxcount=300',
      ...FOUND,
    },
    {
      what: 'reads one image by the address of several',
      line: `GET /v3/images?ids={image}&fields=${DOTNET_DETAIL}`,
      status: 200,
      has: { images: [{ id: '{image}', call_for_image: false }] },
    },
    { what: 'reads the products', line: 'GET /v3/products?fields=download_requirements', ...PRODUCTS },
    { what: 'downloads', line: 'POST /v3/downloads/images/{image}?auto_download=False', ...DELIVERY },
    {
      what: 'reads the history',
      line: 'GET /v3/downloads?company_downloads=False&use_time=False',
      ...HISTORY,
    },
    {
      what: 'reports the usage',
      line: 'PUT /v3/usage-batches/dotnet',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: USAGES,
      ...USED,
    },
    {
      what: 'lists boards by the name of a parameter of its own',
      line: 'GET /v3/boards?page_size=5',
      status: 200,
    },
  ],
}

const java: RecordedClient = {
  client: 'Java 2.1.1',
  headers: {
    'Api-Key': '{key}',
    Authorization: 'Bearer {token}',
    'User-Agent': 'GettyImagesSDK/2.1.1 (Linux; amd64; Java 17)',
    'Accept-Encoding': 'gzip,deflate',
  },
  requests: [
    {
      what: 'signs in, and needs the refresh token',
      line: 'POST /oauth2/token',
      headers: {
        'Content-Type': `${FORM}; charset=UTF-8`,
        'User-Agent': 'Apache-HttpClient/4.5 (Java/17)',
        'Api-Key': '',
        Authorization: '',
      },
      body: 'password={password}&client_secret={secret}&grant_type=password&client_id={key}&username={user}',
      ...TOKEN,
      keeps: { ...TOKEN.keeps, refresh: 'refresh_token' },
    },
    { what: 'searches', line: 'GET /v3/search/images/creative?phrase=harbour&page_size=5', ...FOUND },
    {
      what: 'reads an image with a question mark at the end',
      line: 'GET /v3/images/{image}?',
      status: 200,
      has: { images: [{ id: '{image}' }] },
    },
    {
      what: 'asks for an unknown image',
      line: 'GET /v3/images/0?',
      status: 404,
      has: { ErrorCode: 'ImageNotFound' },
    },
    { what: 'reads the products', line: 'GET /v3/products?', ...PRODUCTS },
    {
      what: 'downloads with an empty body',
      line: 'POST /v3/downloads/images/{image}?auto_download=false',
      headers: { 'Content-Length': '0' },
      ...DELIVERY,
    },
    { what: 'reads the history', line: 'GET /v3/downloads?', ...HISTORY },
    {
      what: 'reports the usage by a request of the integrator',
      line: 'PUT /v3/usage-batches/java?',
      headers: { 'Content-Type': 'application/json; charset=UTF-8' },
      body: USAGES,
      ...USED,
    },
  ],
}

const php: RecordedClient = {
  client: 'PHP 6.0.0',
  headers: {
    'Api-Key': '{key}',
    Authorization: 'Bearer {token}',
    'User-Agent': 'GettyImagesApiSdk/2.0.0 (Linux; PHP 8.3.1)',
    Accept: '*/*',
  },
  requests: [
    {
      what: 'signs in',
      line: 'POST /oauth2/token',
      headers: { 'Content-Type': FORM, 'Api-Key': '', Authorization: '' },
      body: 'client_id={key}&client_secret={secret}&grant_type=password&username={user}&password={password}',
      ...TOKEN,
      keeps: { ...TOKEN.keeps, refresh: 'refresh_token' },
    },
    {
      what: 'gets another token by the refresh token',
      line: 'POST /oauth2/token',
      headers: { 'Content-Type': FORM, 'Api-Key': '', Authorization: '' },
      body: 'client_id={key}&client_secret={secret}&grant_type=refresh_token&refresh_token={refresh}',
      ...TOKEN,
    },
    {
      what: 'searches with a slash before the query',
      line: 'GET /v3/search/images/creative/?phrase=harbour&page_size=5&fields=id%2Ctitle',
      ...FOUND,
    },
    {
      what: 'searches editorial images by dates under their old names',
      line: 'GET /v3/search/images/editorial/?phrase=harbour&start_date=2020-01-01&end_date=2030-01-01',
      status: 200,
      has: { result_count: 0, images: [] },
    },
    {
      what: 'reads several images',
      line: 'GET /v3/images/?ids={image}%2C999999999',
      status: 200,
      has: { images: [{ id: '{image}' }], images_not_found: ['999999999'] },
    },
    { what: 'reads the products', line: 'GET /v3/products/?', ...PRODUCTS },
    {
      what: 'downloads with a body of null',
      line: 'POST /v3/downloads/images/{image}?auto_download=false',
      headers: { 'Content-Type': 'application/json' },
      body: 'null',
      ...DELIVERY,
    },
    {
      what: 'downloads by a redirect, whose header it reads by its spelling',
      line: 'POST /v3/downloads/images/{image}?auto_download=true',
      headers: { 'Content-Type': 'application/json' },
      body: 'null',
      status: 303,
    },
    {
      what: 'reads the history by dates under their old names',
      line: 'GET /v3/downloads/?start_date=2020-01-01&end_date=2100-01-01',
      ...HISTORY,
    },
    {
      what: 'reports the usage',
      line: 'PUT /v3/usage-batches/php',
      headers: { 'Content-Type': 'application/json' },
      body: USAGES,
      ...USED,
    },
  ],
}

const ruby: RecordedClient = {
  client: 'Ruby',
  headers: {
    'Api-Key': '{key}',
    Authorization: 'Bearer {token}',
    'User-Agent': 'GettImagesApiSdk/2.0.0 (linux-gnu ; Ruby 3.2.2)',
    'Content-Type': FORM,
  },
  requests: [
    {
      what: 'signs in, with its key',
      line: 'POST /oauth2/token',
      headers: { Authorization: '' },
      body: 'grant_type=password&client_id={key}&client_secret={secret}&username={user}&password={password}',
      ...TOKEN,
    },
    {
      what: 'reads why it may not sign in',
      line: 'POST /oauth2/token',
      headers: { Authorization: '' },
      body: 'grant_type=password&client_id={key}&client_secret={secret}&username={user}&password=wrong',
      status: 400,
      has: { error: 'invalid_grant' },
      keeps: { why: 'error_description' },
    },
    { what: 'searches in lower case', line: 'GET /v3/search/images?phrase=harbour+at+night', ...FOUND },
    { what: 'reads the products', line: 'GET /v3/products', ...PRODUCTS },
    {
      what: 'downloads with JSON that is labelled as a form',
      line: 'POST /v3/downloads/images/{image}?auto_download=false',
      body: '{"download_notes":"For the cover"}',
      ...DELIVERY,
    },
    { what: 'reads the history', line: 'GET /v3/downloads', ...HISTORY },
    {
      what: 'reports the usage with JSON that is labelled as a form',
      line: 'PUT /v3/usage-batches/ruby',
      body: USAGES,
      ...USED,
    },
  ],
}

const python: RecordedClient = {
  client: 'Python samples',
  headers: {
    'Api-Key': '{key}',
    Authorization: 'Bearer {token}',
    'User-Agent': 'python-requests/2.32.3',
    'Accept-Encoding': 'gzip, deflate',
    Accept: '*/*',
  },
  requests: [
    {
      what: 'signs in as a client',
      line: 'POST /oauth2/token',
      headers: { 'Content-Type': FORM, 'Api-Key': '', Authorization: '' },
      body: 'grant_type=client_credentials&client_id={key}&client_secret={secret}',
      ...TOKEN,
    },
    {
      what: 'searches with a number for an enumeration',
      line: 'GET /v3/search/images/creative?phrase=harbour&orientations=square%2Cvertical&number_of_people=3',
      status: 200,
      has: { result_count: 0 },
    },
    {
      what: 'downloads as a client, without a body',
      line: 'POST /v3/downloads/images/{image}?auto_download=false',
      headers: { 'Content-Length': '0' },
      ...DELIVERY,
    },
    {
      what: 'reads the channels',
      line: 'GET /v3/asset-changes/channels',
      status: 200,
      has: [{ asset_family: 'Creative' }],
    },
    {
      what: 'reads that the customer has no product for AI generation',
      line: 'POST /v3/ai/image-generations',
      headers: { 'Content-Type': 'application/json' },
      body: '{"prompt":"a harbour","negative_prompt":"people","lens_type":"wide_angle","depth_of_field":"deep"}',
      status: 403,
      has: { ErrorCode: 'NoProducts' },
    },
    {
      what: 'reports the usage',
      line: 'PUT /v3/usage-batches/python',
      headers: { 'Content-Type': 'application/json' },
      body: USAGES,
      ...USED,
    },
  ],
}

/** What released clients send, by docs/clients.md. */
export const RECORDED_CLIENTS: readonly RecordedClient[] = [dotnet, java, php, ruby, python]
