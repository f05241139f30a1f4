import type { FastifyInstance } from 'fastify'

const LOOK_EVERY_MS = 20
/** An answer that takes longer than this when the hub stops is cut: its desk asks again (SYN-3). */
const PATIENCE_MS = 10_000

/**
 * Closes a server that answers requests: what it has begun to answer is finished, then connections are cut. Waiting for clients to hang up would take
 * over a minute, since a connection kept open for a later request does not count as idle before its first one.
 */
export function useDraining(app: FastifyInstance): () => Promise<void> {
  let answering = 0
  app.server.on('request', (_request, response) => {
    answering += 1
    response.once('close', () => {
      answering -= 1
    })
  })
  return async () => {
    const cutAt = performance.now() + PATIENCE_MS
    const look = setInterval(() => {
      if (answering === 0 || performance.now() > cutAt) app.server.closeAllConnections()
    }, LOOK_EVERY_MS)
    try {
      await app.close()
    } finally {
      clearInterval(look)
    }
  }
}
