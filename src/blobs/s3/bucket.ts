import { S3mini, S3ServiceError } from 's3mini'
import { Problem } from '../../lib/problem.ts'
import { UnreachableBlobs } from '../unreachable-blobs.ts'

const REGION = 'us-east-1'
/** A request takes at most so long, and one for a file until its first byte. */
const TIMEOUT_MS = 60_000

type Environment = Readonly<Record<string, string | undefined>>

/** A bucket, and the folder in it. */
export type Bucket = {
  readonly objects: S3mini
  /** The bucket as clients reach it; null if they are not to. */
  readonly forClients: S3mini | null
  readonly folder: string
}

/**
 * Opens a bucket, by the variables that other programs for S3 read as well.
 *
 * @param address such as "s3://bucket/folder".
 * @param clientsEndpoint the address at which clients reach the server; null if they are not to.
 * @throws Problem InvalidSetting when a variable is missing, or the credentials are temporary ones.
 */
export function openBucket(
  address: string,
  environment: Environment,
  clientsEndpoint: string | null = null,
): Bucket {
  const { hostname: name, pathname } = new URL(address)
  const region = environment.AWS_REGION ?? REGION
  const endpoint =
    environment.AWS_ENDPOINT_URL_S3 ?? environment.AWS_ENDPOINT_URL ?? `https://s3.${region}.amazonaws.com`
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment
  if (!accessKeyId || !secretAccessKey)
    throw new Problem(
      'InvalidSetting',
      `blobs is '${address}', which needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.`,
    )
  if (environment.AWS_SESSION_TOKEN)
    throw new Problem(
      'InvalidSetting',
      `blobs is '${address}', and AWS_SESSION_TOKEN is set: temporary credentials cannot be used. Set the access key of a user ` +
        'instead, without AWS_SESSION_TOKEN.',
    )
  const openAt = (server: string) =>
    new S3mini({
      accessKeyId,
      secretAccessKey,
      region,
      endpoint: `${server.replace(/\/+$/, '')}/${name}`,
      requestAbortTimeout: TIMEOUT_MS,
    })
  return {
    objects: openAt(endpoint),
    forClients: clientsEndpoint === null ? null : openAt(clientsEndpoint),
    folder: pathname.replace(/^\/+|\/+$/g, ''),
  }
}

/** Does some work in a bucket. @throws UnreachableBlobs when it cannot be reached, or refuses. */
export async function inBucket<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw new UnreachableBlobs(error)
  }
}

/** The same for an object that need not exist: returns null if it does not. */
export function unlessMissing<Result>(work: () => Promise<Result>): Promise<Result | null> {
  const orNull = (error: unknown) => {
    if (isMissing(error)) return null
    throw error
  }
  return inBucket(() => work().catch(orNull))
}

function isMissing(error: unknown): boolean {
  if (error instanceof S3ServiceError) return error.status === 404 && error.serviceCode !== 'NoSuchBucket'
  return error instanceof Error && error.cause !== undefined && isMissing(error.cause)
}
