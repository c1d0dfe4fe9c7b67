import type { Segment } from '../../db/tables/assets.ts'
import type { DemoLocation } from './demo-locations.ts'

/** A fictional event of the demo library. */
export type DemoEvent = {
  readonly name: string
  readonly names: Readonly<Record<'de' | 'fr' | 'es' | 'ja', string>>
  /** The event of which it is a part. */
  readonly parent?: DemoEventName
  /** A day, ISO 8601. */
  readonly start: string
  readonly type: string
  readonly place: DemoLocation
  readonly venue: string
  readonly segments: readonly Segment[]
  readonly keywords: readonly string[]
}

const BERGEN: DemoLocation = ['Bergen', 'Vestland', 'Norway', 'NOR']

/** Parents come before their parts. The cities are real; events and venues are not. */
export const DEMO_EVENTS = {
  'aurora-days': {
    name: 'Aurora Days Festival 2025',
    names: {
      de: 'Festival der Nordlichttage 2025',
      fr: 'Festival des Jours d’aurore 2025',
      es: 'Festival Días de Aurora 2025',
      ja: 'オーロラ・デイズ音楽祭2025',
    },
    start: '2025-06-12',
    type: 'Festival',
    place: BERGEN,
    venue: 'Placeholder Park',
    segments: ['entertainment'],
    keywords: ['music', 'festival', 'concert'],
  },
  'aurora-opening': {
    name: 'Aurora Days: Opening Night',
    names: {
      de: 'Nordlichttage: Eröffnungsabend',
      fr: 'Jours d’aurore : soirée d’ouverture',
      es: 'Días de Aurora: noche inaugural',
      ja: 'オーロラ・デイズ：オープニングナイト',
    },
    parent: 'aurora-days',
    start: '2025-06-12',
    type: 'Concert',
    place: BERGEN,
    venue: 'Placeholder Park, great stage',
    segments: ['entertainment'],
    keywords: ['music', 'concert', 'stage'],
  },
  'aurora-lakeside': {
    name: 'Aurora Days: Lakeside Stage',
    names: {
      de: 'Nordlichttage: Bühne am See',
      fr: 'Jours d’aurore : scène du lac',
      es: 'Días de Aurora: escenario del lago',
      ja: 'オーロラ・デイズ：湖畔ステージ',
    },
    parent: 'aurora-days',
    start: '2025-06-14',
    type: 'Concert',
    place: BERGEN,
    venue: 'Placeholder Park, lakeside stage',
    segments: ['entertainment'],
    keywords: ['music', 'concert', 'stage'],
  },
  'lantern-awards': {
    name: 'Glass Lantern Awards 2025',
    names: {
      de: 'Verleihung der Gläsernen Laterne 2025',
      fr: 'Cérémonie de la Lanterne de verre 2025',
      es: 'Premios Farol de Cristal 2025',
      ja: 'ガラスのランタン賞2025',
    },
    start: '2025-02-22',
    type: 'Award ceremony',
    place: ['Lisbon', 'Lisbon', 'Portugal', 'PRT'],
    venue: 'Teatro de Exemplo',
    segments: ['entertainment', 'publicity'],
    keywords: ['award', 'red carpet', 'celebration'],
  },
  'ferry-briefing': {
    name: 'Island Ferry Press Conference',
    names: {
      de: 'Pressekonferenz zur Inselfähre',
      fr: 'Conférence de presse sur le ferry des îles',
      es: 'Rueda de prensa sobre el ferri de las islas',
      ja: '島のフェリーに関する記者会見',
    },
    start: '2025-03-18',
    type: 'Press conference',
    place: ['Lerwick', 'Shetland', 'United Kingdom', 'GBR'],
    venue: 'Sample House',
    segments: ['news'],
    keywords: ['press conference', 'politics', 'transport'],
  },
  'lakeside-run': {
    name: 'Lakeside Run 2025',
    names: {
      de: 'Seeuferlauf 2025',
      fr: 'Course du bord du lac 2025',
      es: 'Carrera del Lago 2025',
      ja: 'レイクサイドラン2025',
    },
    start: '2025-05-04',
    type: 'Race',
    place: ['Interlaken', 'Bern', 'Switzerland', 'CHE'],
    venue: 'Muster Promenade',
    segments: ['sport'],
    keywords: ['running', 'race', 'sport'],
  },
  'lindmark-visit': {
    name: 'State Visit of Queen Isolde of Lindmark',
    names: {
      de: 'Staatsbesuch der Königin Isolde von Lindmark',
      fr: 'Visite d’État de la reine Isolde de Lindmark',
      es: 'Visita de Estado de la reina Isolda de Lindmark',
      ja: 'リンドマルク女王イゾルデの公式訪問',
    },
    start: '2024-09-10',
    type: 'State visit',
    place: ['Amsterdam', 'North Holland', 'Netherlands', 'NLD'],
    venue: 'Paper Palace',
    segments: ['royalty', 'news'],
    keywords: ['royalty', 'palace', 'state visit'],
  },
  'harbour-lift': {
    name: 'Opening of the Harbour Lift, 1934',
    names: {
      de: 'Einweihung des Hafenaufzugs, 1934',
      fr: 'Inauguration de l’ascenseur du port, 1934',
      es: 'Inauguración del ascensor del puerto, 1934',
      ja: '港の昇降機の開業式、1934年',
    },
    start: '1934-06-16',
    type: 'Opening',
    place: ['Porto', 'Porto', 'Portugal', 'PRT'],
    venue: 'Mockup Quay',
    segments: ['archival'],
    keywords: ['history', '1930s', 'harbour'],
  },
} as const satisfies Record<string, Omit<DemoEvent, 'parent'> & { readonly parent?: string }>

/** The name of an event in this file. */
export type DemoEventName = keyof typeof DEMO_EVENTS
