/** What a change of a version is seen in: the queries that are looked at again after it. */
export const released = ['signals', 'jobs'] as const;
