import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { dependencyError, messageOf } from '../../base/errors.ts';
import type { ObjectHead, Objects } from './objects.ts';
import { parseS3Url } from './store-url.ts';

/** Objects on S3 or a compatible store, and whole files to and from there. */
export interface S3Objects extends Objects {
  has(path: string): Promise<boolean>;
  /** Writes an object to a file: whether there was one. */
  download(path: string, file: string): Promise<boolean>;
  upload(path: string, file: string): Promise<void>;
  /** What LanceDB is to be given so that it reaches the same store. */
  lanceOptions(): Promise<Record<string, string>>;
  close(): void;
}

/** By default a request on a connection that is cut off waits for as long as the system hopes. */
const timeouts = { connectionTimeout: 10_000, socketTimeout: 30_000 };

/**
 * The objects below `s3://bucket/prefix`. Credentials, region and endpoint are those of the AWS
 * SDK: `AWS_ACCESS_KEY_ID`, `AWS_PROFILE`, `AWS_REGION`, `AWS_ENDPOINT_URL`, … A store with an
 * endpoint of its own is addressed by path.
 */
export function s3Objects(url: string): S3Objects {
  const { bucket, prefix } = parseS3Url(url);
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  const client = new S3Client({
    requestHandler: timeouts,
    forcePathStyle: endpoint !== undefined,
    // Many compatible stores know no other checksums than those of the bytes' signature.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(endpoint === undefined ? {} : { endpoint, region: process.env.AWS_REGION ?? 'us-east-1' }),
  });
  const at = (path: string) => ({ Bucket: bucket, Key: prefix + path });

  /** An answer of the store; undefined where its status is one of `expected`. */
  const ask = async <Answer>(
    answer: Promise<Answer>,
    expected: readonly number[] = [],
  ): Promise<Answer | undefined> => {
    try {
      return await answer;
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : 0;
      if (expected.includes(status ?? 0)) return undefined;
      throw dependencyError(
        'store-failed',
        `The store ${url} did not do what it was asked (${messageOf(error)}): ` +
          'check its name, that it can be reached, and the credentials (AWS_ACCESS_KEY_ID, AWS_PROFILE, …).',
        { cause: error },
      );
    }
  };

  const find = (path: string) => ask(client.send(new GetObjectCommand(at(path))), [404]);

  return {
    root: url,
    async list(start) {
      const heads: ObjectHead[] = [];
      let token: string | undefined;
      do {
        const page = await ask(
          client.send(
            new ListObjectsV2Command({
              Bucket: bucket,
              Prefix: prefix + start,
              ...(token === undefined ? {} : { ContinuationToken: token }),
            }),
          ),
        );
        for (const {
          Key: key = '',
          Size: sizeBytes = 0,
          LastModified: modified,
        } of page?.Contents ?? []) {
          const path = key.slice(prefix.length);
          heads.push({ path, sizeBytes, modifiedAt: modified?.getTime() ?? 0 });
        }
        token = page?.NextContinuationToken;
      } while (token !== undefined);
      return heads;
    },
    async find(path) {
      const found = await find(path);
      return await found?.Body?.transformToByteArray();
    },
    async put(path, bytes) {
      await ask(client.send(new PutObjectCommand({ ...at(path), Body: bytes })));
    },
    async putIfAbsent(path, bytes) {
      const put = new PutObjectCommand({ ...at(path), Body: bytes, IfNoneMatch: '*' });
      // 409: another is writing it at this moment.
      return (await ask(client.send(put), [409, 412])) !== undefined;
    },
    async delete(path) {
      await ask(client.send(new DeleteObjectCommand(at(path))), [404]);
    },
    async has(path) {
      return (await ask(client.send(new HeadObjectCommand(at(path))), [404])) !== undefined;
    },
    async download(path, file) {
      const found = await find(path);
      if (!(found?.Body instanceof Readable)) return false;
      await pipeline(found.Body, createWriteStream(file));
      return true;
    },
    async upload(path, file) {
      const { size } = await stat(file);
      const body = createReadStream(file);
      await ask(
        client.send(new PutObjectCommand({ ...at(path), Body: body, ContentLength: size })),
      );
    },
    async lanceOptions() {
      const { accessKeyId, secretAccessKey, sessionToken, expiration } =
        await client.config.credentials();
      return {
        region: await client.config.region(),
        ...(endpoint === undefined
          ? {}
          : {
              endpoint,
              virtual_hosted_style_request: 'false',
              allow_http: String(endpoint.startsWith('http:')),
            }),
        // Those that expire are left to Lance, which finds and renews them in the same places.
        ...(expiration === undefined && {
          access_key_id: accessKeyId,
          secret_access_key: secretAccessKey,
          ...(sessionToken !== undefined && { session_token: sessionToken }),
        }),
      };
    },
    close() {
      client.destroy();
    },
  };
}
