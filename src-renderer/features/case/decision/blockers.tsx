import { useTranslation } from 'react-i18next'
import type { Reason } from '#core/reason.ts'
import { ReasonText } from '#renderer/lib/reason-text.tsx'
import { ToneIcon } from '#renderer/ui/tone-icon.tsx'
import classes from './decision.module.css'

interface Group {
  code: string
  items: string[]
  reason: Reason
}

interface Props {
  blockers: Reason[]
  onJump: (itemId: string) => void
  /** Of one kind at most so many items are named; the rest is counted. */
  most?: number
}

/** What still stands in the way: items of the same kind together, each a way to the item. */
export function Blockers({ blockers, onJump, most = 99 }: Props) {
  const { t } = useTranslation('decision')
  return (
    <ul className={classes.blockers}>
      {groupByCode(blockers).map((group) => (
        <li key={`${group.code} ${group.items.join()}`}>
          <ToneIcon tone={isUnanswered(group) ? 'info' : group.reason.tone} />
          {group.items.length > 0 ? (
            <span>
              {t(`group.${group.code}`, { count: group.items.length })}{' '}
              {group.items.slice(0, most).map((itemId) => (
                <button key={itemId} type="button" className={classes.jump} onClick={() => onJump(itemId)}>
                  {itemId}
                </button>
              ))}
              {group.items.length > most && ` ${t('group.more', { count: group.items.length - most })}`}
            </span>
          ) : (
            <span>
              <ReasonText reason={group.reason} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

export function groupByCode(blockers: Reason[]): Group[] {
  const groups: Group[] = []
  for (const reason of blockers) {
    const item = reason.values['item']
    const known = groups.find((group) => group.code === reason.code && group.items.length > 0)
    if (item === undefined) groups.push({ code: reason.code, items: [], reason })
    else if (known) known.items.push(String(item))
    else groups.push({ code: reason.code, items: [String(item)], reason })
  }
  // What is judged against it says more than what is still to be judged.
  return groups.toSorted((one, other) => Number(isUnanswered(one)) - Number(isUnanswered(other)))
}

function isUnanswered(group: Group): boolean {
  return group.code === 'blocker.item_unanswered'
}
