import { Modal } from '@mantine/core'
import { IconPlaneArrival } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isTyping, useHotkeys } from '#renderer/lib/hotkeys.ts'
import { useCall } from '#renderer/lib/use-call.ts'
import { touchesCases } from '#renderer/lib/use-changes.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { AwayList } from './away-list.tsx'
import classes from './away.module.css'

/**
 * While you were away: acts not sent yet about which something changed (SYN-40). They ask for an answer as soon as they are there, but never in the middle of
 * what is being typed or of another question; then, and after Later, a button keeps them in sight.
 */
export function AwayDialog() {
  const { t } = useTranslation('sync')
  const call = useCall('listAway', {}, { refreshOn: (change) => change.kind === 'sync' || touchesCases(change) })
  const items = call.value ?? []
  // Asked once for these acts; another one asks again.
  const signature = items.map((item) => item.commandId).join()
  const [asked, setAsked] = useState('')
  const [shown, setShown] = useState(false)
  if (asked !== signature) {
    setAsked(signature)
    setShown(signature !== '' && (shown || isFree()))
  }
  useHotkeys([{ keys: 'w', label: 'sync:key.away', group: 'group.everywhere', run: () => setShown(true) }], {
    enabled: items.length > 0 && !shown,
  })
  if (items.length === 0) return null

  return (
    <>
      {!shown && (
        <button type="button" className={classes.folded} onClick={() => setShown(true)}>
          <IconPlaneArrival size={16} aria-hidden /> {t('away.folded', { count: items.length })} <Kbd keys="w" />
        </button>
      )}
      <Modal.Root opened={shown} onClose={() => setShown(false)} size={760} centered transitionProps={{ duration: 0 }}>
        <Modal.Overlay backgroundOpacity={0.3} />
        <Modal.Content aria-label={t('away.title')}>
          <Modal.Body p={0} className={classes.dialog ?? ''}>
            <AwayList items={items} onAnswered={call.reload} onLater={() => setShown(false)} />
          </Modal.Body>
        </Modal.Content>
      </Modal.Root>
    </>
  )
}

/** Nothing is being typed, and nothing else is being asked. */
function isFree(): boolean {
  return !isTyping() && document.querySelector('[role="dialog"]') === null
}
