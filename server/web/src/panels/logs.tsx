import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { LogsBody } from '../api/panelview'
import { clockText, dateText } from '../dashboards/time/zone'
import { t } from '../ui/i18n'
import { usePanels } from './environment'

const first = 300
const levels: Record<string, string> = { critical: 'down', error: 'down', warn: 'warning', warning: 'warning', info: 'plain', debug: 'faint', trace: 'faint' }

function LogLine({ line, body, day }: { line: LogsBody['lines'][number]; body: LogsBody; day: boolean }): JSX.Element {
  const zone = usePanels().zone.value
  const [open, setOpen] = useState(false)
  const labels = Object.entries(line.labels)
  return (
    <li class={`log ${levels[line.level] ?? 'plain'}${body.wrap ? ' wrapped' : ''}`}>
      <button type="button" class="log-line" aria-expanded={open} onClick={() => setOpen(!open)}>
        {body.showTime && <span class="log-time">{day ? `${dateText(line.time, zone)} ` : ''}{clockText(line.time, zone, 'ms')}</span>}
        <b class="log-level">{line.level}</b>
        {body.showLabels && labels.length > 0 && <span class="log-labels">{labels.map(([name, value]) => `${name}=${value}`).join(' ')}</span>}
        <span class="log-text">{line.text}</span>
      </button>
      {open && (
        <dl class="log-fields">
          {labels.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
          {line.detail && <div><dt>{t('logs.detail')}</dt><dd>{line.detail}</dd></div>}
        </dl>
      )}
    </li>
  )
}

/** Lines of a log; Enter opens the fields of one. */
export function LogsPanel({ body, title }: { body: LogsBody; title: string }): JSX.Element {
  const [count, setCount] = useState(first)
  const [earliest, latest] = [Math.min(...body.lines.map((line) => line.time)), Math.max(...body.lines.map((line) => line.time))]
  return (
    <div class="logs" tabIndex={0} role="group" aria-label={title}>
      <ol>{body.lines.slice(0, count).map((line, i) => <LogLine key={i} line={line} body={body} day={latest - earliest > 86_400_000} />)}</ol>
      {body.lines.length > count && <button type="button" class="btn ghost small" onClick={() => setCount(count + 1000)}>{t('logs.more', body.lines.length - count)}</button>}
    </div>
  )
}
