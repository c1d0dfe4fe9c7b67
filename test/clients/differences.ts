/** Our own fields that are in no version of the contract; they are returned only if requested by name. */
export const OWN_FIELDS = [
  'alt_text',
  'content_credentials',
  'copyright_owners',
  'data_mining',
  'date_created_local',
  'date_text',
  'digital_source_type',
  'description_writer',
  'extended_description',
  'licensors',
  'physical_size',
  'releases',
  'thumbhash',
]

const SETS = 'recorded real answers of creative searches carry it in detail_set, empty'

/**
 * Where our responses differ from the published document of early 2023: the path of a field with the difference, and the
 * reason. Differences that are not listed fail the test, and so do listed ones that no longer exist.
 */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  'match added': 'ours: whether pictures that have only some of the words are shown',
  'images[].editorial_segments added': SETS,
  'images[].event_ids added': SETS,
  'images[].product_types added': SETS,
  'images[].max_dimensions null':
    'a record may have no file, and 0 by 0 would be a lie that layouts divide by',
  'images[].editorial_source null': 'no source is known, and every number would name one',
}
