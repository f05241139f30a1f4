import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Hotkey, useHotkeys, useShownHotkeys } from '#renderer/lib/hotkeys.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import classes from './key-help.module.css'

/** The keys that work on this screen, by group. */
export function KeyHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('keys')
  const { t: words } = useTranslation('common')
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('title')}
      size="lg"
      closeButtonProps={{ 'aria-label': words('close') }}
    >
      <KeyList onClose={onClose} />
    </Modal>
  )
}

function KeyList({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('keys')
  const hotkeys = useShownHotkeys()
  useHotkeys([{ keys: '?', label: 'everywhere.help', run: onClose, hidden: true }], { inDialog: true })
  return (
    <div className={classes.groups}>
      {[...groupHotkeys(hotkeys)].map(([group, members]) => (
        <section key={group} className={classes.group}>
          <h3 className={classes.title}>{t(group)}</h3>
          <dl className={classes.keys}>
            {members.map((hotkey) => (
              <div key={hotkey.keys} className={classes.row}>
                <dt>{t(hotkey.label)}</dt>
                <dd>
                  {hotkey.keys.split('|').map((keys) => (
                    <Kbd key={keys} keys={keys} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}

/** The screen's own groups first, what works everywhere last. */
function groupHotkeys(hotkeys: Hotkey[]): Map<string, Hotkey[]> {
  const everywhere = 'group.everywhere'
  const sorted = hotkeys.toSorted((a, b) => Number(a.group === everywhere) - Number(b.group === everywhere))
  return Map.groupBy(sorted, (hotkey) => hotkey.group ?? everywhere)
}
