import type { Canvas } from '../paint.ts'
import type { News, Shape } from '../scene.ts'
import { archive } from '../scenes/archive.ts'
import { gala } from '../scenes/gala.ts'
import { palace } from '../scenes/palace.ts'
import { podium } from '../scenes/podium.ts'
import { race } from '../scenes/race.ts'
import { stage } from '../scenes/stage.ts'
import { DEMO_EVENTS, type DemoEventName } from './demo-events.ts'
import type { DemoLocation } from './demo-locations.ts'

/** One editorial picture of the demo library. */
export type NewsPicture = {
  readonly title: string
  readonly caption: string
  readonly keywords: readonly string[]
  readonly shape: Shape
  readonly artist: string
  readonly collection: string
  readonly place: DemoLocation
  readonly news: News
  readonly draw: (canvas: Canvas) => string
}

/** Fictional names, made of placeholder words. */
const QUARTET = ['Lotte Ipsum', 'Dolor Amet', 'Finn Filler']
const WINNERS = ['Tess Dummy', 'Juno Testcase', 'Una Variable']
const ROYALS = ['Queen Isolde of Lindmark', 'Prince Anselm of Lindmark']

/** The photographer and the collection of each event. */
const DESKS = {
  'aurora-days': ['Pia Platzhalter', 'Vitrine Stage'],
  'aurora-opening': ['Pia Platzhalter', 'Vitrine Stage'],
  'aurora-lakeside': ['Kit Specimen', 'Vitrine Stage'],
  'lantern-awards': ['Pia Platzhalter', 'Vitrine Stage'],
  'ferry-briefing': ['Nell Sample', 'Vitrine News'],
  'lakeside-run': ['Kit Specimen', 'Vitrine Arena'],
  'lindmark-visit': ['Nell Sample', 'Vitrine News'],
  'harbour-lift': ['Studio Beispiel', 'Vitrine Archive'],
} as const satisfies Record<DemoEventName, readonly [artist: string, collection: string]>

type Shot = readonly [
  event: DemoEventName,
  dayOfEvent: number,
  title: string,
  caption: string,
  shape: Shape,
  people: readonly string[],
  keywords: readonly string[],
  draw: (canvas: Canvas) => string,
]

const MUSIC = ['concert', 'stage', 'musician', 'light', 'night']
const CARPET = ['red carpet', 'celebration', 'evening gown', 'fashion', 'awards ceremony']
const PRESS = ['press conference', 'politics', 'microphone', 'indoors', 'journalist']
const RUN = ['running', 'race', 'athlete', 'competition', 'sport']
const CROWN = ['royalty', 'palace', 'ceremony', 'tradition', 'state visit']
const PAST = ['black and white', '1930s', 'history', 'harbour', 'archival']

const SHOTS: readonly Shot[] = [
  [
    'aurora-opening',
    0,
    'Three musicians in violet light',
    'The Lorem Quartet, one short, opens the festival.',
    'wide',
    QUARTET,
    [...MUSIC, 'three people', 'guitar'],
    stage('band', 'violet'),
  ],
  [
    'lakeside-run',
    0,
    'The first three at the finish',
    'The tape breaks; the first three are within a second.',
    'wide',
    WINNERS,
    [...RUN, 'three people', 'finish line', 'city'],
    race('finish'),
  ],
  [
    'lantern-awards',
    0,
    'Guests on the red carpet',
    'Five guests stop for the photographers.',
    'wide',
    ['Mira Beispiel', 'Otto Placeholder'],
    [...CARPET, 'group of people', 'photographer'],
    gala('carpet'),
  ],
  [
    'ferry-briefing',
    0,
    'The minister for islands speaks',
    'Vera Muster announces a ferry for every island.',
    'wide',
    ['Vera Muster'],
    [...PRESS, 'one person', 'speech'],
    podium('speaker', 'blue'),
  ],
  [
    'lindmark-visit',
    0,
    'The royal family waves from the balcony',
    'Queen Isolde of Lindmark and her hosts greet the crowd.',
    'wide',
    ROYALS,
    [...CROWN, 'three people', 'crowd', 'waving'],
    palace('balcony'),
  ],
  [
    'harbour-lift',
    0,
    'The harbour lift on its first day',
    'Porto sees its lift of iron for the first time.',
    'tall',
    [],
    [...PAST, 'tower', 'city', 'group of people'],
    archive('lift'),
  ],

  [
    'aurora-opening',
    0,
    'Lotte Ipsum alone with the microphone',
    'The singer in the last song of the evening.',
    'tall',
    ['Lotte Ipsum'],
    [...MUSIC, 'one person', 'singer'],
    stage('singer', 'ember'),
  ],
  [
    'lakeside-run',
    0,
    'The field sets out below the mountains',
    'Four thousand start at sunrise on the promenade.',
    'panorama',
    [],
    [...RUN, 'group of people', 'mountain', 'lake'],
    race('pack'),
  ],
  [
    'lantern-awards',
    0,
    'Mira Beispiel and Otto Placeholder arrive',
    'The leads of a film that was never made.',
    'tall',
    ['Mira Beispiel', 'Otto Placeholder'],
    [...CARPET, 'two people', 'portrait'],
    gala('couple'),
  ],
  [
    'ferry-briefing',
    0,
    'Three answers to one question',
    'The board of the ferry company takes questions.',
    'wide',
    ['Vera Muster', 'Sam Platzhalter'],
    [...PRESS, 'three people', 'table'],
    podium('table', 'green'),
  ],
  [
    'lindmark-visit',
    0,
    'The guard of the Paper Palace',
    'The guard has stood before the palace since six.',
    'panorama',
    [],
    [...CROWN, 'group of people', 'guard', 'uniform'],
    palace('guard'),
  ],
  [
    'harbour-lift',
    0,
    'A crowd waits behind the ribbon',
    'Everybody who has a hat has come.',
    'wide',
    [],
    [...PAST, 'crowd', 'group of people', 'hat'],
    archive('crowd'),
  ],

  [
    'aurora-lakeside',
    0,
    'Ten thousand at the lake',
    'The lawn before the lakeside stage is full.',
    'panorama',
    [],
    [...MUSIC, 'crowd', 'group of people', 'audience'],
    stage('crowd', 'lagoon'),
  ],
  [
    'lakeside-run',
    1,
    'Silver, gold and bronze',
    'Tess Dummy wins before Juno Testcase and Una Variable.',
    'wide',
    WINNERS,
    [...RUN, 'three people', 'medal', 'winner'],
    race('medals'),
  ],
  [
    'lantern-awards',
    0,
    'The Glass Lantern',
    'The prize, an hour before it has an owner.',
    'square',
    [],
    ['award', 'trophy', 'gold', 'no people', 'close-up', 'celebration'],
    gala('trophy'),
  ],
  [
    'ferry-briefing',
    0,
    'Cameras before the platform',
    'The press takes the picture that everybody takes.',
    'wide',
    ['Sam Platzhalter'],
    [...PRESS, 'two people', 'photographer', 'camera'],
    podium('press', 'wine'),
  ],
  [
    'lindmark-visit',
    1,
    'The carriage leaves the palace',
    'Queen Isolde and Prince Anselm drive through the town.',
    'wide',
    ROYALS,
    [...CROWN, 'two people', 'carriage', 'waving'],
    palace('carriage'),
  ],
  [
    'harbour-lift',
    0,
    'The tram to the quay',
    'Line one ends at the lift from today on.',
    'wide',
    [],
    [...PAST, 'tram', 'street', 'transport'],
    archive('tram'),
  ],

  [
    'aurora-lakeside',
    0,
    'The Lorem Quartet at the lake',
    'Gold light for the encore.',
    'wide',
    QUARTET,
    [...MUSIC, 'three people', 'guitar'],
    stage('band', 'gold'),
  ],
  [
    'lakeside-run',
    1,
    'Evening heats in the arena',
    'The track races end the weekend under floodlights.',
    'panorama',
    ['Tess Dummy'],
    [...RUN, 'group of people', 'stadium', 'night'],
    race('arena'),
  ],
  [
    'lantern-awards',
    0,
    'A dress the colour of paper',
    'Ilse Mockup, who wrote all the speeches.',
    'tall',
    ['Ilse Mockup'],
    [...CARPET, 'one person', 'portrait'],
    gala('arrival'),
  ],
  [
    'ferry-briefing',
    1,
    'The minister explains it again',
    'The second day has the same question.',
    'tall',
    ['Vera Muster'],
    [...PRESS, 'one person', 'portrait'],
    podium('speaker', 'green'),
  ],
  [
    'lindmark-visit',
    1,
    'A last wave before the farewell',
    'The visit ends where it began.',
    'tall',
    ROYALS,
    [...CROWN, 'three people', 'waving', 'crowd'],
    palace('balcony'),
  ],
  [
    'harbour-lift',
    -4,
    'The men who built the lift',
    'The riveters, four days before the opening.',
    'wide',
    [],
    [...PAST, 'worker', 'group of people', 'portrait'],
    archive('workers'),
  ],

  [
    'aurora-lakeside',
    1,
    'Finn Filler, guitar in hand',
    'A last chord on the lakeside stage.',
    'square',
    ['Finn Filler'],
    [...MUSIC, 'one person', 'singer'],
    stage('singer', 'lagoon'),
  ],
  [
    'lakeside-run',
    0,
    'Children’s race on the promenade',
    'One kilometre, and everybody gets a medal.',
    'wide',
    [],
    [...RUN, 'group of people', 'child', 'mountain'],
    race('pack'),
  ],
  [
    'lantern-awards',
    0,
    'Photographers at the Glass Lantern',
    'The wall, the carpet, and forty cameras.',
    'panorama',
    ['Mira Beispiel', 'Ilse Mockup'],
    [...CARPET, 'group of people', 'photographer'],
    gala('carpet'),
  ],
  [
    'aurora-days',
    2,
    'Closing night of the Aurora Days',
    'Four stages, three days, and one last song.',
    'wide',
    [],
    [...MUSIC, 'crowd', 'festival', 'audience'],
    stage('crowd', 'violet'),
  ],
  [
    'ferry-briefing',
    1,
    'The board of the ferry company',
    'All three chairs are taken this time.',
    'panorama',
    ['Sam Platzhalter'],
    [...PRESS, 'three people', 'table', 'business'],
    podium('table', 'blue'),
  ],
  [
    'harbour-lift',
    30,
    'The lift a month later',
    'Nobody looks up any more.',
    'wide',
    [],
    [...PAST, 'tower', 'street', 'city'],
    archive('lift'),
  ],
]

const DAY_MS = 86_400_000

/** The editorial pictures. The events take turns, so that a page without words shows something of each. */
export const DEMO_NEWS: readonly NewsPicture[] = SHOTS.map(
  ([event, day, title, caption, shape, people, keywords, draw]) => {
    const { place, start } = DEMO_EVENTS[event]
    const [artist, collection] = DESKS[event]
    const created = new Date(Date.parse(start) + day * DAY_MS).toISOString().slice(0, 10)
    return {
      title,
      caption,
      keywords,
      shape,
      artist,
      collection,
      place,
      news: { event, people, created },
      draw,
    }
  },
)
