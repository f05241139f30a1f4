import { Button } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChecklistLine } from '#core/views.ts'
import type { CaseView } from '#contract/case-view.ts'
import { useFormat } from '#renderer/lib/format.ts'
import { type Hotkey, useHotkeys } from '#renderer/lib/hotkeys.ts'
import { useNextCase } from '#renderer/lib/use-next-case.ts'
import { Kbd } from '#renderer/ui/kbd.tsx'
import { isOpen } from '../judgement.ts'
import { Blockers } from './blockers.tsx'
import { type Choice, CHOICE_KEYS, CHOICES, findStartChoice, optionOf } from './choice.ts'
import { Decided, Waiting } from './decided.tsx'
import classes from './decision.module.css'

/** Of each kind of blocker so many items are named in the bar; the count says how many there are. */
const MOST_NAMED = 4

interface Props {
  view: CaseView
  lines: ChecklistLine[]
  keysEnabled: boolean
  onOpen: (choice?: Choice) => void
  onJump: (itemId: string) => void
  /** In the place of the choices while the decision can still be taken back. */
  grace: ReactNode
}

/** How near the decision is: what still blocks, until when the permit would run, what can be decided, and the next case. */
export function DecisionBar({ view, lines, keysEnabled, onOpen, onJump, grace }: Props) {
  const { t } = useTranslation('decision')
  const openNext = useNextCase()
  const { status } = view.file
  const possible = (choice: Choice) => optionOf(view.options, choice).possible
  // While the sponsor may still answer there is nothing to choose.
  const live = status === 'open' || (status === 'waiting' && CHOICES.some(possible))
  const start = findStartChoice(view, {})
  const judged = !lines.some(isOpen)
  const group = 'decision:key.group'
  const deciding: Hotkey[] = [
    { keys: 'd', label: 'decision:key.decide', group, run: () => onOpen() },
    { keys: 'g', label: 'decision:key.reject', group, run: () => onOpen('reject') },
    { keys: 'b', label: 'decision:key.disregard', group, run: () => onOpen('disregard') },
    { keys: 'h|i', label: 'decision:key.request', group, run: () => onOpen('request') },
  ]
  const next: Hotkey = { keys: 'n', label: 'decision:key.next', group, run: () => void openNext(view.file.caseId) }
  useHotkeys(live ? [...deciding, next] : [next], { enabled: keysEnabled })

  return (
    <section className={classes.bar} aria-label={t('bar.label')}>
      <div className={classes.standing}>
        {status === 'decided' && <Decided view={view} />}
        {status === 'withdrawn' && t('bar.withdrawn')}
        {status === 'waiting' && <Waiting view={view} />}
        {status === 'open' && <Standing view={view} lines={lines} onJump={onJump} />}
      </div>
      {grace}
      {live &&
        CHOICES.map((choice) => (
          <Button
            key={choice}
            variant={choice === start && possible(choice) && (judged || choice === 'request') ? 'filled' : 'default'}
            data-possible={possible(choice)}
            rightSection={<Hint keys={choice === start ? 'd' : CHOICE_KEYS[choice]} />}
            className={classes.choice}
            onClick={() => onOpen(choice)}
          >
            {t(`choice.${choice}`)}
          </Button>
        ))}
      <Button
        variant="default"
        onClick={() => void openNext(view.file.caseId)}
        leftSection={<IconArrowRight size={14} />}
        rightSection={<Kbd keys="n" />}
      >
        {t('next')}
      </Button>
    </section>
  )
}

function Hint({ keys }: { keys: string | null }) {
  return keys === null ? null : <Kbd keys={keys} />
}

function Standing({ view, lines, onJump }: Pick<Props, 'view' | 'lines' | 'onJump'>) {
  const { t } = useTranslation('decision')
  const format = useFormat()
  const { grant } = view.options.outcomes
  const { validity } = view.options
  // An answer just given already counts here, before the desk's next view of the case.
  const answered = lines.filter((line) => !isOpen(line)).map((line) => line.item.id)
  const blockers = grant.blockers.filter(
    (one) => one.code !== 'blocker.item_unanswered' || !answered.includes(String(one.values['item'])),
  )
  return (
    <>
      {blockers.length > 0 ? (
        <Blockers blockers={blockers} onJump={onJump} most={MOST_NAMED} />
      ) : (
        <p className={classes.clear}>{t('bar.clear')}</p>
      )}
      <p className={classes.validity}>
        {t('bar.validity', { from: format.date(validity.startsOn), to: format.date(validity.endsOn) })}
      </p>
    </>
  )
}
