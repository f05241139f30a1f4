import { CaseScreen } from '#renderer/features/case/case-screen.tsx'
import { PoolScreen } from '#renderer/features/pool/pool-screen.tsx'
import { QueueScreen } from '#renderer/features/queue/queue-screen.tsx'
import { RegisterScreen } from '#renderer/features/register/register-screen.tsx'
import { SetAsideScreen } from '#renderer/features/set-aside/set-aside-screen.tsx'
import { SyncScreen } from '#renderer/features/sync/sync-screen.tsx'
import { TeamScreen } from '#renderer/features/team/team-screen.tsx'
import { type Route, useRoute } from '#renderer/lib/route.ts'
import { ScreenGuard } from './screen-guard.tsx'

/** The screen the route names; a fault in one leaves the frame standing. */
export function Screen() {
  const route = useRoute()
  return <ScreenGuard key={route.screen}>{showScreen(route)}</ScreenGuard>
}

function showScreen(route: Route) {
  switch (route.screen) {
    case 'queue':
      return <QueueScreen />
    case 'case':
      return <CaseScreen key={route.caseId} caseId={route.caseId} />
    case 'setAside':
      return <SetAsideScreen />
    case 'sync':
      return <SyncScreen />
    case 'pool':
      return <PoolScreen />
    case 'team':
      return <TeamScreen />
    case 'register':
      return <RegisterScreen />
  }
}
