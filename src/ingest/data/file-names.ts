const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/**
 * Folders that systems, network drives and photo programs keep beside pictures: thumbnails, deleted files, snapshots,
 * caches. They contain copies or deleted files. In lower case.
 */
export const SYSTEM_FOLDERS: ReadonlySet<string> = new Set([
  ...words('@eadir #recycle #snapshot @recycle @recently-snapshot lost+found __macosx found.000'),
  ...words('$recycle.bin recycler recycled node_modules thedailybackup'),
  'system volume information',
  'network trash folder',
  'temporary items',
])
export const SYSTEM_FOLDER_ENDINGS = words('lrdata lrcat-data cocache aplibrary-cache')

/** Extensions of sidecars, camera thumbnails, notes, tables, archives and catalogues. */
export const OTHER_ENDINGS = words(`
  xmp aae thm lrv dop cos cop cot pp3 arp vrd nksc on1 ctg xml
  txt md rtf doc docx odt pages htm html css js url webloc lnk ppt pptx odp key
  csv tsv xls xlsx ods numbers json jsonl ndjson yaml yml log nfo
  ini db db-wal db-shm lrcat lrprev cat gpx kml icc icm cube srt
  zip gz tgz tar bz2 xz 7z rar dmg iso exe md5 sha1 sha256 sfv par2 bak tmp part crdownload lock`)

/** Extensions of pictures, videos and sounds, whether they can be read here or not. */
export const MEDIA_ENDINGS = words(`
  jpg jpeg jpe jfif png apng webp tif tiff gif avif svg svgz
  heic heif hif bmp dib psd psb jp2 j2k jpf jpx jxl jxr wdp ai eps ps pdf indd cdr wmf emf xcf ico tga pcx
  exr hdr dpx ppm pgm pbm pnm fits
  dng cr2 cr3 crw nef nrw arw srf sr2 raf orf rw2 raw rwl pef srw x3f iiq 3fr fff erf mef mos mrw kdc dcr
  mp4 mov m4v avi mkv webm mpg mpeg m2v mts m2ts 3gp ogv flv mxf dv dif wmv wav mp3 m4a aac aif aiff flac ogg opus wma`)
