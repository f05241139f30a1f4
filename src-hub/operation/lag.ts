import { monitorEventLoopDelay } from 'node:perf_hooks'

const LOOK_EVERY_MS = 500
const RESOLUTION_MS = 20

export interface LagWatch {
  /** How far the process lagged behind, on average over the last half second, in milliseconds. */
  lagMs(): number
  stop(): void
}

export function watchLag(): LagWatch {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  histogram.enable()
  let lag = 0
  const timer = setInterval(() => {
    lag = Number.isFinite(histogram.mean) ? Math.max(0, histogram.mean / 1e6 - RESOLUTION_MS) : 0
    histogram.reset()
  }, LOOK_EVERY_MS)
  timer.unref()
  return {
    lagMs: () => lag,
    stop() {
      clearInterval(timer)
      histogram.disable()
    },
  }
}
