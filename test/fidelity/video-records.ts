import { contract } from './contract.ts'
import { keywordRecords, type NamedRecord, person, place, word } from './named-records.ts'

/** The parameters of searches for videos whose values are keywords of a type. */
const KEYWORD_PARAMETERS = {
  age_of_people: ['Age', 'AgeOfPeopleFilterType'],
  compositions: ['Composition', 'CompositionsFilterType'],
  ethnicity: ['Ethnicity', 'EthnicityFilterType'],
  image_techniques: ['ImageTechnique', 'ImageTechniquesFilterType'],
  number_of_people: ['NumberOfPeople', 'NumberOfPeopleFilterType'],
  viewpoints: ['Viewpoint', 'ViewpointsFilterType'],
} as const
/** Frame sizes with at least the lines of each format (contract 16, Download sizes). */
const FORMATS = { sd: [720, 576], hd_web: [1280, 720], hd: [1920, 1080], '4k': [3840, 2160] } as const

const RELEASED = JSON.stringify({
  model: { status: 'MR-UMR', ids: [] },
  property: { status: 'PR-NAP', ids: [] },
  minorModelAge: null,
})
/** Videos with each value of each filter; `collections` are those of the affiliate programme and of the product. */
export function* videoRecordsOf(
  family: 'creative' | 'editorial',
  collections: { readonly affiliate: string; readonly premium: string },
  events?: Readonly<Record<'run' | 'final', number>>,
): Generator<NamedRecord> {
  const named = (title: string) =>
    ({ family, mediaKind: 'video', title: `${family} video ${title}` }) as const
  yield { ...named('control') }
  yield* keywordRecords(KEYWORD_PARAMETERS, named)
  yield* technicalRecords(named)
  yield { ...named('of iStock alone'), isIstockExclusive: 1 }
  yield { ...named('not of iStock alone'), isIstockExclusive: 0 }
  yield { ...named('by Ada'), artist: 'Ada Example' }
  yield { ...named('by Bo'), artist: 'Bo Sample', collection: collections.premium }
  yield { ...named('of water'), keywords: [word('water'), word('boat'), place('Bergen')] }
  yield { ...named('of water and ice'), keywords: [word('water'), word('ice'), place('Oslo')] }
  for (const what of ['nudity', 'death', 'profanity', 'drugs', 'suggestive', 'gore'])
    yield { ...named(`sensitive ${what}`), keywords: [word(what)], carries: { sensitive: [what] } }
  yield { ...named('only in Norway'), territories: JSON.stringify({ allow: ['NOR'] }) }
  if (family === 'creative') {
    yield {
      ...named('of the affiliate programme'),
      collection: collections.affiliate,
      keywords: [word('water'), word('ice')],
    }
    yield {
      ...named('of the affiliate programme, only in Norway'),
      collection: collections.affiliate,
      territories: JSON.stringify({ allow: ['NOR'] }),
    }
    for (const part of ['one', 'two']) yield { ...named(`series ${part}`), series: 'S1' }
    return
  }
  for (const editorialVideoType of ['raw', 'produced'] as const)
    yield { ...named(`type ${editorialVideoType}`), editorialVideoType }
  yield { ...named('start'), eventIds: [events!.run], keywords: [person('Cy Nobody')] }
  yield { ...named('finish'), eventIds: [events!.run, events!.final], keywords: [person('Di Anybody')] }
}

type Naming = (title: string) => Pick<NamedRecord, 'title' | 'family' | 'mediaKind'>

function* technicalRecords(named: Naming): Generator<NamedRecord> {
  for (const ratio of contract.enums.VideoAspectRatioFilterType!.values) {
    const [width, height] = ratio.split(':').map((part) => Number(part) * 50)
    yield { ...named(`ratio ${ratio}`), frameWidth: width!, frameHeight: height! }
  }
  for (const [format, [frameWidth, frameHeight]] of Object.entries(FORMATS))
    yield { ...named(`format ${format}`), frameWidth, frameHeight }
  for (const rate of contract.enums.VideoFrameRates!.values)
    yield { ...named(`rate ${rate}`), frameRate: Number(rate) }
  for (const clipLength of ['00:00:10:00', '00:01:00:00']) yield { ...named(`of ${clipLength}`), clipLength }
  for (const licenseModel of ['rightsready', 'royaltyfree'] as const)
    yield { ...named(licenseModel), licenseModel }
  yield { ...named('released'), releases: RELEASED }
}
