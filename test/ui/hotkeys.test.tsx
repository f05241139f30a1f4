import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { type Hotkey, useHotkeys, useShownHotkeys } from '#renderer/lib/hotkeys.ts'

function Keys({ hotkeys, inDialog = false }: { hotkeys: Hotkey[]; inDialog?: boolean }) {
  useHotkeys(hotkeys, { inDialog })
  return null
}

function Listed() {
  return (
    <p>
      {useShownHotkeys()
        .map((hotkey) => hotkey.keys)
        .join(',')}
    </p>
  )
}

function makeKey(keys: string, more: Partial<Hotkey> = {}) {
  const run = vi.fn<Hotkey['run']>()
  return { keys, label: keys, run, ...more }
}

test('nothing fires while typing in a field, unless it says so', async () => {
  const plain = makeKey('n')
  const everywhere = makeKey('mod+k', { inFields: true })
  render(
    <>
      <Keys hotkeys={[plain, everywhere]} />
      <input aria-label="field" />
    </>,
  )
  await userEvent.type(screen.getByLabelText('field'), 'nn{Control>}k{/Control}')
  expect(screen.getByLabelText('field')).toHaveValue('nn')
  expect(plain.run).not.toHaveBeenCalled()
  expect(everywhere.run).toHaveBeenCalledTimes(1)
})

test('a letter with Ctrl is another key than the letter', async () => {
  const letter = makeKey('k')
  render(<Keys hotkeys={[letter]} />)
  await userEvent.keyboard('{Control>}k{/Control}')
  expect(letter.run).not.toHaveBeenCalled()
  await userEvent.keyboard('k')
  expect(letter.run).toHaveBeenCalledTimes(1)
})

test('the screen mounted last goes first, and gives the key back when it goes', async () => {
  const below = makeKey('j')
  const above = makeKey('j')
  const { rerender } = render(
    <>
      <Keys hotkeys={[below]} />
      <Keys key="above" hotkeys={[above]} />
    </>,
  )
  await userEvent.keyboard('j')
  rerender(<Keys hotkeys={[below]} />)
  await userEvent.keyboard('j')
  expect(above.run).toHaveBeenCalledTimes(1)
  expect(below.run).toHaveBeenCalledTimes(1)
})

test('while a dialog is open only its own keys fire', async () => {
  const behind = makeKey('x')
  const inside = makeKey('?')
  render(
    <>
      <Keys hotkeys={[behind]} />
      <div role="dialog" aria-modal="true" />
      <Keys hotkeys={[inside]} inDialog />
    </>,
  )
  await userEvent.keyboard('x?')
  expect(behind.run).not.toHaveBeenCalled()
  expect(inside.run).toHaveBeenCalledTimes(1)
})

test('Enter on a button presses the button and nothing else', async () => {
  const enter = makeKey('Enter')
  const pressed = vi.fn<() => void>()
  render(
    <>
      <Keys hotkeys={[enter]} />
      <button type="button" onClick={pressed}>
        press
      </button>
    </>,
  )
  screen.getByRole('button').focus()
  await userEvent.keyboard('{Enter}')
  expect(pressed).toHaveBeenCalledTimes(1)
  expect(enter.run).not.toHaveBeenCalled()
})

test('the list of keys names what works now, without what is hidden', () => {
  render(
    <>
      <Keys hotkeys={[makeKey('a'), makeKey('b', { hidden: true })]} />
      <Listed />
    </>,
  )
  expect(screen.getByText('a')).toBeVisible()
})
