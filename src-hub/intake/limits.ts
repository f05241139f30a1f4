/** One application with its documents, in bytes of JSON: the most of a batch that is in memory at once. */
export const APPLICATION_LIMIT = 64 * 1024 * 1024
