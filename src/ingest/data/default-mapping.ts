/** The mapping that is used if the operator gives no other: contract 16 as rules. */
export const DEFAULT_MAPPING_TEXT = `# Each field of the library and where it comes from: the first rule with a value counts.
#   manifest.NAME  a field of the manifest's record
#   iptc.NAME      metadata of the file, by the names of the IPTC standard (XMP, else IIM, else EXIF)
#   xmp.NAME, iim.NAME, exif.NAME   one block of metadata alone, by its own names: xmp.dc:title, iim.2:105, exif.Make
#   file.format    the detected format: jpeg, png, webp, tiff, gif, avif, svg, nef, dng, mp4, ...
#   file.clip_length, file.frame_rate, file.frame_size, ...   what the file of a video says about itself
#   path.name, path.folders   the names in the path of the file, as words
#   source.name    the folder or the manifest (--source)
# A mapping file contains only the fields that differ. Its section "defaults" has values for every asset that has no
# other value, such as license_model, usage_terms and embeddable: rights are never guessed.
# docs/how-to/manifests.md has the rules and examples.
kind: [manifest.kind, { value: asset }]

asset:
  id: [manifest.id, manifest.inventory_number, manifest.accession_number]
  source: source.name
  file: manifest.file
  family: [manifest.family, { value: creative }]
  title: [manifest.title, manifest.headline, iptc.title, iptc.headline, path.name, manifest.caption, manifest.id]
  object_name: [manifest.object_name, iptc.title]
  headline: [manifest.headline, iptc.headline]
  description_writer: [manifest.description_writer, iptc.descriptionWriter]
  caption: [manifest.caption, iptc.description]
  keywords:
    - { from: manifest.keywords, split: [';', '|', ','] }
    - all: [{ from: iptc.keywords, split: auto }, iptc.hierarchyTerms, iptc.organisationsInImage]
    - from: path.folders
      when: { iptc.title: null, iptc.description: null, manifest.title: null, manifest.caption: null }
  concepts: { from: manifest.concepts, split: [';', '|', ','] }
  people: [{ from: manifest.people, split: [';', '|'] }, iptc.personsInImage]
  locations:
    all:
      - { from: manifest.locations, split: [';', '|'] }
      - iptc.placesShown
  artist: [manifest.artist, { from: iptc.creators, join: ', ' }]
  artist_title: [manifest.artist_title, iptc.creatorJobTitle]
  editorial_source: [manifest.editorial_source, iptc.source]
  collection: [manifest.collection.name, manifest.collection, iptc.collection, source.name]
  collection_code: [manifest.collection.code, manifest.collection_code]
  collection_brand: [manifest.collection.brand, manifest.collection_brand]
  collection_territories: [manifest.collection.territories, manifest.collection_territories]
  license_model: manifest.license_model
  graphical_style:
    - manifest.graphical_style
    - { value: vector, when: { file.format: [svg, eps] } }
    - from: iptc.digitalSourceType
      match: '[^/]+$'
      map:
        digitalArt: illustration
        digitalCreation: illustration
        dataDrivenMedia: illustration
        virtualRecording: illustration
        screenCapture: illustration
    - { value: photography }
  event_ids: { from: manifest.event_ids, split: [';', '|', ','] }
  editorial_segments: { from: manifest.editorial_segments, split: [';', '|', ','] }
  city: [manifest.city, iptc.city]
  state: [manifest.state, iptc.provinceState]
  country: [manifest.country, iptc.countryName]
  country_code: [manifest.country_code, iptc.countryCode]
  date_created: [manifest.date_created, manifest.date, iptc.dateCreated, iptc.dateTaken, iptc.dateDigitized]
  date_text: manifest.date_text
  date_camera_shot: [manifest.date_camera_shot, iptc.dateTaken]
  quality_rank: [manifest.quality_rank, { from: iptc.rating, map: { 5: 1, 4: 2, 3: 2 } }, { value: 3 }]
  popularity: manifest.popularity
  series: [manifest.series, iptc.jobId]
  usage_restrictions:
    - { from: manifest.usage_restrictions, split: ['|'] }
    - all: [iptc.otherConstraints, iptc.instructions]
  usage_terms: [manifest.usage_terms, iptc.usageTerms]
  web_statement: [manifest.web_statement, iptc.webStatement]
  release_info:
    - manifest.release_info
    - value: Model and property released
      when: { iptc.modelReleaseStatus: [MR-UMR, MR-LMR], iptc.propertyReleaseStatus: [PR-UPR, PR-LPR] }
    - { value: Model released, when: { iptc.modelReleaseStatus: [MR-UMR, MR-LMR] } }
    - { value: Property released, when: { iptc.propertyReleaseStatus: [PR-UPR, PR-LPR] } }
    - { value: No release required, when: { iptc.modelReleaseStatus: MR-NAP } }
    - { value: No release required, when: { iptc.propertyReleaseStatus: PR-NAP } }
  credit_line: [manifest.credit_line, iptc.creditLine]
  copyright: [manifest.copyright, iptc.copyrightNotice]
  copyright_owners: [{ from: manifest.copyright_owners, split: [';', '|'] }, iptc.copyrightOwners]
  licensors: [manifest.licensors, iptc.licensors]
  model_release_status: [manifest.model_release_status, iptc.modelReleaseStatus]
  model_release_ids: [{ from: manifest.model_release_ids, split: [';', '|', ','] }, iptc.modelReleaseIds]
  property_release_status: [manifest.property_release_status, iptc.propertyReleaseStatus]
  property_release_ids: [{ from: manifest.property_release_ids, split: [';', '|', ','] }, iptc.propertyReleaseIds]
  minor_model_age: [manifest.minor_model_age, iptc.minorModelAge]
  embeddable: manifest.embeddable
  visible_from: manifest.visible_from
  visible_until: manifest.visible_until
  territories: manifest.territories
  alt_text: [manifest.alt_text, iptc.altText]
  extended_description: [manifest.extended_description, iptc.extendedDescription]
  language: [manifest.language, iptc.language]
  digital_source_type: [manifest.digital_source_type, { from: iptc.digitalSourceType, match: '[^/]+$' }]
  data_mining: [manifest.data_mining, iptc.dataMining]
  physical_size: manifest.physical_size
  inventory_number: [manifest.inventory_number, manifest.accession_number]
  era: manifest.era
  call_for_image: manifest.call_for_image
  is_ai_editable: manifest.is_ai_editable
  istock_exclusive: manifest.istock_exclusive
  istock_licenses: { from: manifest.istock_licenses, split: [';', '|', ','] }
  accessrestriction: [manifest.accessrestriction, manifest.access_restriction]
  contributor: [manifest.contributor.member_name, manifest.contributor]
  entity_details: { from: manifest.entity_details, split: ['|'] }
  links: { from: manifest.links, split: ['|'] }

# What a video has besides the fields of an asset: a record of kind "video", or a file without a record.
video:
  clip_length: [manifest.clip_length, manifest.duration, file.clip_length]
  frame_rate: [manifest.frame_rate, file.frame_rate]
  frame_size: [manifest.frame_size, { text: '{manifest.width}x{manifest.height}' }, file.frame_size]
  aspect_ratio: [manifest.aspect_ratio, file.aspect_ratio]
  editorial_video_type: manifest.editorial_video_type
  mastered_to: [manifest.mastered_to, file.mastered_to]
  originally_shot_on: manifest.originally_shot_on
  shot_speed: manifest.shot_speed
  bit_depth: [manifest.bit_depth, file.bit_depth]
  broadcast_video_standard: manifest.broadcast_video_standard
  compression: [manifest.compression, file.compression]
  interlaced: [manifest.interlaced, file.interlaced]
  istock_sub_collection: manifest.istock_sub_collection

event:
  id: manifest.id
  source: source.name
  name: [manifest.name, manifest.title]
  start_date: [manifest.start_date, manifest.date]
  parent_event_id: manifest.parent_event_id
  hero_image_id: manifest.hero_image_id
  type: manifest.type
  venue: manifest.venue
  city: manifest.city
  state: manifest.state
  country: manifest.country
  country_code: manifest.country_code
  editorial_segments: { from: manifest.editorial_segments, split: [';', '|', ','] }
  keywords: { from: manifest.keywords, split: [';', '|', ','] }
  people: { from: manifest.people, split: [';', '|'] }

collection:
  id: manifest.id
  source: source.name
  name: [manifest.name, manifest.title]
  code: manifest.code
  brand: manifest.brand
  family: manifest.family
  license_model: manifest.license_model
  territories: manifest.territories

keyword:
  text: [manifest.text, manifest.name]
  type: [manifest.type, { value: Keyword }]
  synonyms: { from: manifest.synonyms, split: [';', '|', ','] }
  broader: { from: manifest.broader, split: [';', '|', ','] }

order:
  id: manifest.id
  source: source.name
  customer: manifest.customer
  user: manifest.user
  order_date: [manifest.order_date, manifest.date]
  invoice_number: manifest.invoice_number
  end_client: manifest.end_client
  licensee_name: manifest.licensee_name
  ordered_by: manifest.ordered_by
  project_title: manifest.project_title
  purchase_order_number: manifest.purchase_order_number
  license_model: manifest.license_model
  size_name: manifest.size_name
  assets: { from: [manifest.assets, manifest.asset_ids], split: [';', '|', ','] }

send_event:
  id: manifest.id
  source: source.name
  customer: manifest.customer
  asset: [manifest.asset, manifest.asset_id]
  email_address: [manifest.email_address, manifest.email]
  timestamp: [manifest.timestamp, manifest.date]
`
