/**
 * A keyword that is a value of an API filter (contract 11 and 16). `code` is the API's value; `labels` are the words by
 * which a plain keyword is recognised as this one, the name first. Ids are part of the API and never change.
 */
export type EnumeratedKeyword = {
  readonly id: number
  readonly type: string
  readonly code: string
  readonly labels: readonly string[]
}

type Row = readonly [id: number, code: string, ...labels: string[]]

const NUMBER_OF_PEOPLE: readonly Row[] = [
  [101, 'none', 'no people', 'nobody', 'without people', '0 people'],
  [102, 'one', 'one person', '1 person', 'only one person'],
  [103, 'two', 'two people', '2 people', 'couple of people'],
  [
    104,
    'group',
    'group of people',
    'large group of people',
    'medium group of people',
    'small group of people',
    'three people',
    'crowd of people',
  ],
]

const COMPOSITION: readonly Row[] = [
  [201, 'abstract', 'abstract', 'abstract composition'],
  [202, 'candid', 'candid'],
  [203, 'close_up', 'close-up', 'closeup', 'extreme close-up'],
  [204, 'copy_space', 'copy space', 'copyspace'],
  [205, 'cut_out', 'cut out', 'cutout', 'isolated on white'],
  [206, 'full_frame', 'full frame'],
  [207, 'full_length', 'full length'],
  [208, 'headshot', 'headshot', 'head shot'],
  [209, 'looking_at_camera', 'looking at camera'],
  [210, 'macro', 'macro', 'macrophotography'],
  [211, 'portrait', 'portrait'],
  [212, 'sparse', 'sparse'],
  [213, 'still_life', 'still life'],
  [214, 'three_quarter_length', 'three quarter length'],
  [215, 'waist_up', 'waist up'],
  [216, 'medium_shot', 'medium shot'],
  [217, 'part_of_a_series', 'part of a series'],
  [218, 'wide_shot', 'wide shot'],
]

/** Values that the API renamed keep their ids: see `RENAMED_CODES`. */
const ETHNICITY: readonly Row[] = [
  [301, 'black', 'black ethnicity', 'african ethnicity'],
  [302, 'white', 'caucasian', 'caucasian ethnicity', 'white ethnicity'],
  [303, 'east_asian', 'east asian ethnicity', 'east asian'],
  [304, 'hispanic_latinx', 'hispanic latino', 'hispanic latinx', 'latin american and hispanic ethnicity'],
  [305, 'japanese', 'japanese ethnicity'],
  [306, 'middle_eastern', 'middle eastern ethnicity'],
  [307, 'multiracial_person', 'mixed race person', 'multiracial person'],
  [308, 'multiethnic_group', 'multiethnic group', 'multi ethnic group'],
  [309, 'native_american_first_nations', 'native american', 'first nations', 'native american first nations'],
  [310, 'pacific_islander', 'pacific islander'],
  [311, 'south_asian', 'south asian ethnicity'],
  [312, 'southeast_asian', 'southeast asian ethnicity', 'south east asian ethnicity'],
]

const AGE: readonly Row[] = [
  [401, 'newborn', 'newborn', 'new born'],
  [402, 'baby', 'baby'],
  [403, 'child', 'child', 'children'],
  [404, 'teenager', 'teenager', 'teenagers'],
  [405, 'young_adult', 'young adult'],
  [406, 'adult', 'adult'],
  [407, 'adults_only', 'adults only'],
  [408, 'mature_adult', 'mature adult'],
  [409, 'senior_adult', 'senior adult', 'seniors'],
  ...[
    '0-1_months 2-5_months 6-11_months 12-17_months 18-23_months 2-3_years 4-5_years 6-7_years 8-9_years',
    '10-11_years 12-13_years 14-15_years 16-17_years 18-19_years 20-24_years 20-29_years 25-29_years',
    '30-34_years 30-39_years 35-39_years 40-44_years 40-49_years 45-49_years 50-54_years 50-59_years',
    '55-59_years 60-64_years 60-69_years 65-69_years 70-79_years 80-89_years 90_plus_years 100_over',
  ]
    .join(' ')
    .split(' ')
    .map((code, index): Row => [410 + index, code, code.replaceAll('_', ' ')]),
]

const MOOD: readonly Row[] = [
  [501, 'black_and_white', 'black and white mood'],
  [502, 'bold', 'bold mood', 'bold'],
  [503, 'cool', 'cool mood'],
  [504, 'dramatic', 'dramatic mood', 'dramatic'],
  [505, 'natural', 'natural mood'],
  [506, 'vivid', 'vivid mood', 'vivid'],
  [507, 'warm', 'warm mood'],
]

/** What safe_search excludes; exclude_nudity excludes only the first. */
const SENSITIVE: readonly Row[] = [
  [601, 'nudity', 'nudity', 'nude', 'naked', 'topless'],
  [602, 'death', 'death', 'corpse', 'dead body'],
  [603, 'profanity', 'profanity', 'obscene gesture', 'middle finger'],
  [
    604,
    'drugs_alcohol',
    'drugs',
    'drug use',
    'narcotics',
    'alcohol',
    'drinking alcohol',
    'smoking marijuana',
  ],
  [605, 'suggestive', 'suggestive', 'seductive', 'lingerie', 'erotic'],
  [606, 'graphic_content', 'graphic content', 'gore', 'blood', 'violence'],
]

/** Techniques and viewpoints by which videos are found. A common word is a synonym, so that it stays a keyword of its own. */
const IMAGE_TECHNIQUE: readonly Row[] = [
  [701, 'realtime', 'real time speed', 'real time', 'realtime'],
  [702, 'time_lapse', 'time lapse', 'timelapse'],
  [703, 'slow_motion', 'slow motion', 'slow mo'],
  [704, 'color', 'color image', 'colour image'],
  [705, 'black_and_white', 'black and white image', 'black and white', 'monochrome'],
  [706, 'animation', 'animation technique', 'animation', 'animated'],
  [707, 'selective_focus', 'selective focus', 'shallow depth of field'],
]

const VIEWPOINT: readonly Row[] = [
  [801, 'lockdown', 'lockdown shot', 'locked off shot', 'static shot'],
  [802, 'panning', 'panning shot', 'panning'],
  [803, 'tracking_shot', 'tracking shot', 'dolly shot'],
  [804, 'aerial_view', 'aerial viewpoint', 'aerial view', 'drone point of view'],
  [805, 'high_angle_view', 'high angle viewpoint', 'high angle view'],
  [806, 'low_angle_view', 'low angle viewpoint', 'low angle view'],
  [807, 'tilt', 'tilt shot', 'tilting shot'],
  [808, 'point_of_view', 'point of view shot', 'point of view', 'personal perspective'],
]

const TYPES: Record<string, readonly Row[]> = {
  NumberOfPeople: NUMBER_OF_PEOPLE,
  Composition: COMPOSITION,
  Ethnicity: ETHNICITY,
  Age: AGE,
  ImageTechnique: IMAGE_TECHNIQUE,
  Viewpoint: VIEWPOINT,
  Mood: MOOD,
  Sensitive: SENSITIVE,
}

/** All enumerated keywords. */
export const ENUMERATED_KEYWORDS: readonly EnumeratedKeyword[] = Object.entries(TYPES).flatMap(
  ([type, rows]) => rows.map(([id, code, ...labels]) => ({ id, type, code, labels })),
)

/** Values that later versions of the contract renamed, with their current names. */
export const RENAMED_CODES: Readonly<Record<string, string>> = {
  caucasian: 'white',
  hispanic_latino: 'hispanic_latinx',
  mixed_race_person: 'multiracial_person',
}
