import { inputError } from '../../base/errors.ts';

/** A bucket and what all paths in it begin with: empty, or ending in a slash. */
export interface S3Place {
  readonly bucket: string;
  readonly prefix: string;
}

const scheme = 's3://';

export function isS3Url(place: string): boolean {
  return place.startsWith(scheme);
}

/**
 * The bucket and prefix of `s3://bucket/prefix`.
 *
 * @throws input `bad-store` where it is not of that form.
 */
export function parseS3Url(url: string): S3Place {
  const [, bucket = '', path = ''] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(url) ?? [];
  const parts = path.split('/').filter((part) => part !== '');
  if (bucket === '' || parts.some((part) => /^\.+$|[^\w.=-]/.test(part))) {
    throw inputError(
      'bad-store',
      `A store on S3 is s3://bucket/prefix, of letters, digits and . _ - =, not ${url}.`,
    );
  }
  return { bucket, prefix: parts.map((part) => `${part}/`).join('') };
}

/** A place within a place: a folder of it, or a longer prefix. */
export function within(url: string, name: string): string {
  return `${url.replace(/\/+$/, '')}/${name}`;
}
