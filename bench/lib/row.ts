/** One measured figure. `ratio` is value ÷ the peer's or limit's value in the same run; below 1 is better than it for costs, above 1 for rates. */
export interface BenchRow {
  name: string
  value: number
  unit: string
  ratio: number | null
  /** The peer or physical limit that `ratio` is to, with its own value. */
  against: string | null
  /** Lowest and highest of the repetitions, and how many there were. */
  spread: { low: number; high: number; of: number } | null
}

/** What a group of benchmarks gets. */
export interface BenchContext {
  /** Case files on the desk under test. */
  cases: number
  /** Repetitions of what takes seconds. */
  repeat: number
  say: (text: string) => void
}

export interface Peer {
  name: string
  value: number
  unit: string
}

/** A figure with its ratio to a peer measured in the same run. */
export function row(name: string, values: number[], unit: string, peer: Peer | null = null): BenchRow {
  const value = median(values)
  return {
    name,
    value: rounded(value),
    unit,
    ratio: peer === null || peer.value === 0 ? null : rounded(value / peer.value),
    against: peer === null ? null : `${peer.name}: ${rounded(peer.value)} ${peer.unit}`,
    spread:
      values.length < 2
        ? null
        : { low: rounded(Math.min(...values)), high: rounded(Math.max(...values)), of: values.length },
  }
}

/** p50 and p99 (or another) of many single measurements, as two rows with their ratio to the peer's own p50 and p99. */
export function quantileRows(
  name: string,
  samples: number[],
  unit: string,
  peer: { name: string; samples: number[] } | null = null,
  upper = 0.99,
): BenchRow[] {
  return [0.5, upper].map((share) => {
    const against = peer && { name: peer.name, value: quantile(peer.samples, share), unit }
    const figure = row(`${name} p${Math.round(share * 100)}`, [quantile(samples, share)], unit, against)
    return {
      ...figure,
      spread: { low: rounded(Math.min(...samples)), high: rounded(Math.max(...samples)), of: samples.length },
    }
  })
}

export function median(values: number[]): number {
  return quantile(values, 0.5)
}

/** The value below which the given share of the samples lies, between neighbours by straight line. */
export function quantile(samples: number[], share: number): number {
  if (samples.length === 0) throw new Error('nothing was measured')
  const sorted = [...samples].sort((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const low = sorted[Math.floor(place)] ?? 0
  const high = sorted[Math.ceil(place)] ?? low
  return low + (high - low) * (place - Math.floor(place))
}

/** Four significant digits: the machine is not steadier than that. */
function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
