import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { request } from '../api/client'
import { away } from '../api/connection'
import { number, object, optional, string, withDefault, type Decoded } from '../api/decode'
import { Glyph } from '../ui/glyph'
import { t } from '../ui/i18n'

const healthDecoder = object({
  database: withDefault(string, ''), version: withDefault(string, ''), productVersion: optional(string), clusterName: optional(string), nodes: optional(object({ up: number, total: number })),
})
export type NodeHealth = Decoded<typeof healthDecoder>

/** What this node says about itself to everybody; waits while it does not answer. */
export function useHealth(): NodeHealth | undefined {
  const [health, setHealth] = useState<NodeHealth | undefined>(undefined)
  useEffect(() => {
    const control = new AbortController()
    void request('api/health', healthDecoder, { signal: control.signal, anonymous: true }).then((answer) => { if (answer.ok) setHealth(answer.value) })
    return () => control.abort()
  }, [])
  return health
}

/** The cluster's state as a sentence, and the version. */
export function NodeState({ health }: { health: NodeHealth | undefined }): JSX.Element {
  const gone = away.value
  const nodes = health?.nodes
  const some = nodes !== undefined && nodes.up < nodes.total
  const sentence = gone ? (gone.busy ? t('login.stateNoDatabase') : t('login.stateAway'))
    : health === undefined ? t('login.stateAsking')
      : nodes && nodes.total > 1 ? t('login.stateNodes', nodes.up, nodes.total) : t('login.stateUp')
  return (
    <>
      <span class="row tight"><Glyph state={gone ? (gone.busy ? 'degraded' : 'down') : health === undefined ? 'unknown' : some ? 'degraded' : 'ok'} />{sentence}</span>
      <span class="grow" />
      <span>{health?.productVersion ?? health?.version ?? ''}</span>
    </>
  )
}
