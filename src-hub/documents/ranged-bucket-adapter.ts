import { GetObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { AwsS3StorageAdapter } from '@flystorage/aws-s3'
import { FileWasNotFound, type MiscellaneousOptions } from '@flystorage/file-storage'
import { Readable } from 'node:stream'
import type { ByteRange } from './byte-range.ts'

export interface BucketSettings {
  bucket: string
  /** In front of every name; without slashes at its ends, empty for none. */
  prefix: string
  region: string
  /** Of a service that speaks S3; null for Amazon's own. */
  endpoint: string | null
  /** null: where the environment of the process gives them. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null
}

/** A whole document in one request: it is there wholly or not at all. */
const PART_BYTES = 128 * 1024 * 1024

/** A client that also other services than Amazon's understand: no sums at the end of a body unless asked for. */
export function connectBucket(settings: BucketSettings): S3Client {
  const { region, endpoint, credentials } = settings
  return new S3Client({
    region,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials === null ? {} : { credentials }),
  })
}

/** Objects of a bucket, as the library keeps them, and read in part. */
export class RangedBucketAdapter extends AwsS3StorageAdapter {
  readonly #client: S3Client
  readonly #settings: BucketSettings

  constructor(client: S3Client, settings: BucketSettings) {
    const { bucket, prefix, region } = settings
    super(client, { bucket, prefix, region, uploadConfiguration: { partSize: PART_BYTES, queueSize: 1 } })
    this.#client = client
    this.#settings = settings
  }

  /** A reader that leaves early ends the request. Throws FileWasNotFound before anything is read. */
  override async read(path: string, options: MiscellaneousOptions & { range?: ByteRange }): Promise<Readable> {
    const { bucket, prefix } = this.#settings
    const { range } = options
    const Range = range === undefined ? {} : { Range: `bytes=${range.start}-${range.end}` }
    const Key = prefix === '' ? path : `${prefix}/${path}`
    try {
      const { Body } = await this.#client.send(new GetObjectCommand({ Bucket: bucket, Key, ...Range }))
      if (Body instanceof Readable) return Body
    } catch (error) {
      if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) {
        throw FileWasNotFound.atLocation(path, { context: {}, cause: error })
      }
      throw error
    }
    throw new Error('the bucket answered without a body')
  }
}
