/** Clusters of one request. */
export const clustersPerPage = 20;
