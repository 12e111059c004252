import type { ComponentChildren, JSX } from 'preact'
import { Page } from '../../app/page'
import { url, type PageProps } from '../../app/router'
import { sessionKnown, user } from '../../app/session'
import { t } from '../../ui/i18n'
import { Loading } from '../../ui/states'
import { LinkTabs } from '../../ui/tabs'
import { PasswordForm } from './passwordform'
import { PreferencesForm } from './preferencesform'
import { Sessions } from './sessions'

/** The signed-in person's own page: preferences, password, sessions. */
export default function ProfilePage({ params }: PageProps): JSX.Element {
  const tab = params['tab'] === 'sessions' || params['tab'] === 'password' ? params['tab'] : 'preferences'
  const ready = sessionKnown.value
  const names = { preferences: t('account.preferences'), password: t('account.password'), sessions: t('account.sessions') }
  return (
    <Page name="profile" state={ready ? 'ready' : 'loading'} title={names[tab]}>
      <div class="page">
        <div class="page-head"><h1>{user.value?.name || user.value?.login || t('account.menu')}</h1><span class="soft">{user.value?.email ?? ''}</span></div>
        <LinkTabs label={t('account.menu')} current={tab} tabs={[
          { id: 'preferences', label: names.preferences, href: url('profile') },
          { id: 'password', label: names.password, href: url('profile/password') },
          { id: 'sessions', label: names.sessions, href: url('profile/sessions') },
        ]} />
        {ready ? body(tab) : <Loading />}
      </div>
    </Page>
  )
}

function body(tab: 'preferences' | 'password' | 'sessions'): ComponentChildren {
  if (tab === 'sessions') return <Sessions />
  return tab === 'password' ? <PasswordForm /> : <PreferencesForm />
}
