import { status } from '@grpc/grpc-js';

/** The status of gRPC (https://grpc.io/docs/guides/status-codes) for one of HTTP. */
export function grpcStatusOf(http: number): status {
  return statuses.get(http) ?? (http < 500 ? status.FAILED_PRECONDITION : status.INTERNAL);
}

const statuses: ReadonlyMap<number, status> = new Map([
  [400, status.INVALID_ARGUMENT],
  [401, status.UNAUTHENTICATED],
  [403, status.PERMISSION_DENIED],
  [404, status.NOT_FOUND],
  [408, status.DEADLINE_EXCEEDED],
  [413, status.RESOURCE_EXHAUSTED],
  [429, status.RESOURCE_EXHAUSTED],
  [499, status.CANCELLED],
  [503, status.UNAVAILABLE],
  [504, status.DEADLINE_EXCEEDED],
]);
