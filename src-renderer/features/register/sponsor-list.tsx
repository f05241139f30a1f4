import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SponsorLine } from '#contract/register-view.ts'
import classes from './register.module.css'
import { SponsorStatusPill } from './sponsor-status-pill.tsx'

interface Props {
  sponsors: SponsorLine[]
  chosenId: string | null
  onChoose: (sponsorId: string) => void
}

/** One line a sponsor, with its status today. */
export function SponsorList({ sponsors, chosenId, onChoose }: Props) {
  const { t } = useTranslation('register')
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  return (
    <ul ref={list} className={classes.list}>
      {sponsors.map((sponsor) => (
        <li key={sponsor.sponsorId}>
          <button
            type="button"
            className={classes.line}
            aria-current={sponsor.sponsorId === chosenId}
            onClick={() => onChoose(sponsor.sponsorId)}
          >
            <span className={classes.lineHead}>
              <span className={classes.lineName}>{sponsor.name}</span>
              <SponsorStatusPill status={sponsor.status} />
            </span>
            <span className={classes.quiet}>
              {sponsor.brin} · {sponsor.city}
              {!sponsor.member && ` · ${t('member.no')}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
