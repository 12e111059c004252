import type { JSX } from 'preact'
import { away } from '../../api/connection'
import { settings } from '../../app/session'
import { Card } from '../../ui/card'
import { Glyph, type State } from '../../ui/glyph'
import { t } from '../../ui/i18n'

type Matter = { state: State; title: string; sentence: string }

/** What a person should look at now, worst first; nothing is an answer too. */
export function Attention(): JSX.Element {
  const matters: Matter[] = []
  const nodes = settings.value?.nodes
  if (away.value) matters.push({ state: 'down', title: t('connection.word'), sentence: t('connection.sentence') })
  if (nodes && nodes.up < nodes.total) matters.push({ state: 'degraded', title: t('cluster.upOf', nodes.up, nodes.total), sentence: t('home.nodesGone') })
  return (
    <Card title={t('home.attention')}>
      {matters.length === 0
        ? <p class="card-body row"><Glyph state="ok" /><span>{t('home.quiet')}</span></p>
        : matters.map((matter) => (
          <div key={matter.title} class="matter"><Glyph state={matter.state} /><div><b class="strong">{matter.title}</b><br /><span class="soft caption">{matter.sentence}</span></div></div>
        ))}
    </Card>
  )
}
