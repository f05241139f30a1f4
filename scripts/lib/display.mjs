import { findProgram } from './command.mjs'

/** Can a window be opened on a screen here? */
export function hasScreen(env = process.env) {
  return process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/**
 * How to run a program that opens windows: on the screen, else under a virtual one, else with Chromium's headless display.
 * E2E_DISPLAY tells the program which: `x11` when there is a real or virtual screen, `headless` when windows have none.
 */
export function onDisplay(command, args, env = process.env) {
  if (hasScreen(env)) return { command, args, env: { ...env, E2E_DISPLAY: 'x11' } }
  const xvfb = findProgram('Xvfb') && findProgram('xvfb-run')
  if (!xvfb) return { command, args, env: { ...env, E2E_DISPLAY: 'headless' } }
  const screen = ['-a', '-s', '-screen 0 1600x1000x24']
  return { command: xvfb, args: [...screen, command, ...args], env: { ...env, E2E_DISPLAY: 'x11' } }
}
