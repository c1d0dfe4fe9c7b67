import { join } from 'node:path'
import { fileBlobStore } from '../../src/blobs/file-blob-store.ts'
import { temporaryFolder } from '../support/library.ts'
import { blobStoreContract } from './blob-store.ts'

blobStoreContract('A folder', async (t) => fileBlobStore(join(await temporaryFolder(t), 'blobs')))
