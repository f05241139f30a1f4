import { closeSync, fsyncSync, openSync } from 'node:fs'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { must } from '#core/result.ts'

interface OpenFile {
  /** The descriptor of a file; a folder has none. */
  nfd?: number
  node: unknown
}
interface FolderModule {
  NODEFS: { stream_ops: { fsync?: (file: OpenFile) => number }; realPath(node: unknown): string }
}

/**
 * A data folder that is really flushed to disk when PostgreSQL asks for it. PGlite by itself never flushes: an act that was answered as accepted could be
 * gone after a power cut.
 */
export class FlushedFolder extends NodeFS {
  readonly flush: (descriptor: number) => void

  constructor(folder: string, flush: (descriptor: number) => void = fsyncSync) {
    super(folder)
    this.flush = flush
  }

  override async init(...[pglite, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pglite, options)
    const addFlushing = (module: FolderModule) => this.addFlushing(module)
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addFlushing] } }
  }

  private addFlushing({ NODEFS }: FolderModule): void {
    must(NODEFS?.stream_ops, 'the embedded database keeps its files in a folder of this machine')
    NODEFS.stream_ops.fsync = (file) => {
      if (file.nfd !== undefined) {
        this.flush(file.nfd)
        return 0
      }
      const folder = openSync(NODEFS.realPath(file.node), 'r')
      this.flush(folder)
      closeSync(folder)
      return 0
    }
  }
}

/** How PostgreSQL must be started so that it does ask: without -F, and by the call that reaches the folder (fdatasync ends nowhere). */
export const FLUSHING: Pick<PGliteOptions, 'startParams'> = {
  startParams: [...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'), '-c', 'wal_sync_method=fsync'],
}
