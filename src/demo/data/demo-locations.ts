/** Where demo pictures were made: city, state or region, country, country code. */
export type DemoLocation = readonly [city: string, region: string, country: string, code: string]

export const DEMO_LOCATIONS: readonly DemoLocation[] = [
  ['Interlaken', 'Bern', 'Switzerland', 'CHE'],
  ['Zermatt', 'Valais', 'Switzerland', 'CHE'],
  ['Berlin', 'Berlin', 'Germany', 'DEU'],
  ['Lisbon', 'Lisbon', 'Portugal', 'PRT'],
  ['Kyoto', 'Kyoto', 'Japan', 'JPN'],
  ['Lerwick', 'Shetland', 'United Kingdom', 'GBR'],
  ['Portland', 'Maine', 'United States', 'USA'],
  ['Cape Town', 'Western Cape', 'South Africa', 'ZAF'],
  ['Amsterdam', 'North Holland', 'Netherlands', 'NLD'],
  ['Porto', 'Porto', 'Portugal', 'PRT'],
  ['Bergen', 'Vestland', 'Norway', 'NOR'],
  ['Merzouga', 'Errachidia', 'Morocco', 'MAR'],
  ['Queenstown', 'Otago', 'New Zealand', 'NZL'],
  ['Vancouver', 'British Columbia', 'Canada', 'CAN'],
  ['São Paulo', 'São Paulo', 'Brazil', 'BRA'],
  ['Mumbai', 'Maharashtra', 'India', 'IND'],
]
