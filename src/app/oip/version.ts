/** The version of a model in the protocol: the first 12 hex digits of its ONNX file's SHA-256. */
export function versionOfDigest(digest: string): string {
  return digest.slice(0, 12);
}
