import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { nodeSettings, type ClusterNode, type NodeSetting } from '../../api/cluster'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Check, TextField } from '../../ui/field'
import { StateWord } from '../../ui/glyph'
import { t } from '../../ui/i18n'
import { Blank, Failed, Loading } from '../../ui/states'
import { Table, type Column } from '../../ui/table'
import { useData } from '../../ui/usedata'

const nameOf = (setting: NodeSetting): string => `[${setting.section}] ${setting.key}`

const columns: Column<NodeSetting>[] = [
  { id: 'key', title: t('setting.key'), cell: (setting) => <code class="nowrap">{nameOf(setting)}</code> },
  { id: 'value', title: t('setting.value'), cell: (setting) => <code class="setting-value">{setting.value || '–'}</code> },
  { id: 'origin', title: t('setting.origin'), hide: 'phone', cell: (setting) => <span class="soft">{setting.origin}</span> },
  {
    id: 'others', title: t('setting.others'), cell: (setting) => setting.differs
      ? <span class="stack tight"><StateWord state="warning" word={t('setting.differs')} />{setting.others.map((other) => <span key={other.node} class="soft">{other.node}: <code class="setting-value">{other.value || '–'}</code></span>)}</span>
      : <span class="soft">{t('setting.same')}</span>,
  },
]

/** What one node runs with, where each value comes from, and where other nodes have another one. */
export function SettingsDialog({ node, onClose }: { node: ClusterNode; onClose: () => void }): JSX.Element {
  const [onlyDiffering, setOnlyDiffering] = useState(true)
  const [search, setSearch] = useState('')
  const { value, error, again } = useData(node.id, (signal) => nodeSettings(node.id, signal))
  const wanted = search.trim().toLowerCase()
  const rows = (value ?? []).filter((setting) => (!onlyDiffering || setting.differs) && nameOf(setting).toLowerCase().includes(wanted))
  return (
    <Dialog title={t('setting.of', node.name)} onClose={onClose} wide>
      <div class="row wrap">
        <TextField label={t('setting.search')} value={search} onValue={setSearch} autocomplete="off" spellcheck={false} />
        <Check label={t('setting.onlyDiffering')} checked={onlyDiffering} onChecked={setOnlyDiffering} />
      </div>
      {error ? <Failed error={error} acts={<Button label={t('states.retry')} onClick={again} />} /> : !value ? <Loading /> : rows.length > 0
        ? <div class="setting-list" tabIndex={0} role="group" aria-label={t('setting.of', node.name)}><Table label={t('setting.of', node.name)} columns={columns} rows={rows} keyOf={nameOf} /></div>
        : <Blank state="ok" title={wanted ? t('browse.noneFound') : t('setting.allSame')} />}
    </Dialog>
  )
}
