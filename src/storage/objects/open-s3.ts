import type { S3Objects } from './s3.ts';

/**
 * The objects below `s3://bucket/prefix`; see `s3Objects`. The SDK takes half a second to load,
 * which those without S3 need not wait for.
 */
export async function openS3(url: string): Promise<S3Objects> {
  // The version is pinned and supports the Node that runs it: what later ones need is not for users.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const { s3Objects } = await import('./s3.ts');
  return s3Objects(url);
}
