import { contextBridge, ipcRenderer } from 'electron'
import { CALL_NAMES } from '#contract/call-names.ts'
import type { DeskProcessState, ShellBridge } from '#contract/desk-port.ts'
import { makeDeskLink } from './desk-link.ts'

const link = makeDeskLink()
const stateListeners = new Set<(state: DeskProcessState) => void>()
let deskState: DeskProcessState = 'starting'

ipcRenderer.on('desk-port', (event) => {
  const [port] = event.ports
  if (port) link.connect(port)
})
ipcRenderer.on('desk-state', (_event, state: DeskProcessState) => {
  deskState = state
  for (const listener of stateListeners) listener(state)
})

const shell: ShellBridge = {
  getAbout: () => ipcRenderer.invoke('shell:about'),
  setTheme: (theme) => ipcRenderer.invoke('shell:theme', theme),
  setLanguage: (language) => ipcRenderer.invoke('shell:language', language),
  copyAddress: (address) => ipcRenderer.invoke('shell:copy-address', address),
  quit: () => ipcRenderer.invoke('shell:quit'),
  onDeskState(listener) {
    stateListeners.add(listener)
    listener(deskState)
    return () => void stateListeners.delete(listener)
  },
}

// Named functions, one per call: the window cannot ask for anything that is not in the table.
const calls = Object.fromEntries(CALL_NAMES.map((name) => [name, (input: unknown) => link.call(name, input)]))
contextBridge.exposeInMainWorld('beslisdesk', { ...calls, onChanges: link.onChanges, shell })

for (const online of [true, false]) {
  window.addEventListener(online ? 'online' : 'offline', () => ipcRenderer.send('shell:network', online))
}
ipcRenderer.send('shell:connect')
