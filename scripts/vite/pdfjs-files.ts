import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const FOLDERS = ['cmaps', 'standard_fonts', 'iccs', 'wasm']

/**
 * Puts the fonts, character maps and decoders that pdf.js fetches at run time under `pdfjs/` next to the window's page, so that
 * a document shows the same without a network. `source` is the folder of the package pdfjs-dist.
 */
export function pdfjsFiles(source: string): Plugin {
  return {
    name: 'pdfjs-files',
    apply: 'build',
    generateBundle() {
      for (const folder of FOLDERS) {
        for (const name of readdirSync(join(source, folder))) {
          this.emitFile({
            type: 'asset',
            fileName: `pdfjs/${folder}/${name}`,
            source: readFileSync(join(source, folder, name)),
          })
        }
      }
    },
  }
}
