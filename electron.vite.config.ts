import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { resolve } from 'node:path'
import { pdfjsFiles } from './scripts/vite/pdfjs-files.ts'

// The oldest runtime in use, Electron 33 (Node 20.18, Chromium 130); by default the newest would be aimed at.
const NODE = 'node20.18'
const CHROME = 'chrome130'
const inProject = (path: string) => resolve(import.meta.dirname, path)

export default defineConfig({
  main: {
    build: {
      target: NODE,
      outDir: 'out/main',
      externalizeDeps: { include: ['sqlite3'] },
      rolldownOptions: {
        input: { main: inProject('src-main/shell/main.ts'), desk: inProject('src-main/desk/main.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: NODE,
      outDir: 'out/preload',
      // A sandboxed preload cannot load modules: everything goes into one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: inProject('src-main/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react(), pdfjsFiles(inProject('node_modules/pdfjs-dist'))],
    build: {
      target: CHROME,
      outDir: 'out/renderer',
      minify: true,
      // Small files as data: URLs would need a wider content security policy.
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: inProject('src-renderer/index.html') } },
    },
  },
})
