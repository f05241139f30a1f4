declare global {
  var __webpack_nonce__: string | undefined
}

/** The page's nonce for style elements; also given to the scroll lock of dialogs, which takes it from a global of this name. */
export function readNonce(): string {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''
  globalThis.__webpack_nonce__ = nonce
  return nonce
}
