import type { JSX } from 'preact'
import type { DataSource } from '../../api/datasources'
import { Card } from '../../ui/card'
import { Check, SelectField, TextField } from '../../ui/field'
import { t } from '../../ui/i18n'
import type { Draft, DraftErrors } from './draft'
import { KINDS, type Kind } from './kinds'

/** What kind is added. */
export function KindChoice({ type, onType }: { type: string; onType: (type: string) => void }): JSX.Element {
  return (
    <fieldset class="kinds">
      <legend class="caption soft">{t('datasources.kind')}</legend>
      {KINDS.map((kind) => (
        <label key={kind.type} class={`kind${kind.type === type ? ' on' : ''}`}>
          <input type="radio" name="kind" checked={kind.type === type} onChange={() => onType(kind.type)} />
          <span><b class="strong">{kind.name()}</b><br /><span class="soft caption">{kind.what()}</span></span>
        </label>
      ))}
    </fieldset>
  )
}

const sentenceOf = (error: DraftErrors[keyof Draft]): string | undefined =>
  error === 'missing' ? t('field.missing') : error === 'url' ? t('datasources.urlExpected') : error === 'interval' ? t('datasources.intervalExpected') : undefined

type FormProps = { draft: Draft; errors: DraftErrors; kind: Kind | undefined; stored: DataSource | undefined; disabled: boolean; onDraft: (change: Partial<Draft>) => void }

export function SourceForm({ draft, errors, kind, stored, disabled, onDraft }: FormProps): JSX.Element {
  const common = { disabled, autocomplete: 'off', spellcheck: false }
  const hasPassword = stored?.secureJsonFields['basicAuthPassword'] === true
  return (
    <>
      <Card title={t('datasources.connection')}>
        <div class="card-body form">
          <TextField {...common} label={t('table.name')} value={draft.name} onValue={(name) => onDraft({ name })} error={sentenceOf(errors.name)} placeholder={kind?.name() ?? ''} />
          {(kind?.url ?? true) && <TextField {...common} type="url" label={t('datasources.url')} value={draft.url} onValue={(address) => onDraft({ url: address })} error={sentenceOf(errors.url)} placeholder={kind?.placeholder ?? ''} help={t('datasources.urlHelp')} />}
          <Check label={t('datasources.isDefault')} checked={draft.isDefault} disabled={disabled} onChecked={(isDefault) => onDraft({ isDefault })} />
        </div>
      </Card>
      {(kind?.url ?? true) && (
        <Card title={t('datasources.credentials')}>
          <div class="card-body form">
            <Check label={t('datasources.basicAuth')} checked={draft.basicAuth} disabled={disabled} onChecked={(basicAuth) => onDraft({ basicAuth })} />
            {draft.basicAuth && <TextField {...common} label={t('login.user')} value={draft.basicAuthUser} onValue={(basicAuthUser) => onDraft({ basicAuthUser })} error={sentenceOf(errors.basicAuthUser)} />}
            {draft.basicAuth && <TextField {...common} autocomplete="new-password" type="password" label={t('login.password')} value={draft.basicAuthPassword} onValue={(basicAuthPassword) => onDraft({ basicAuthPassword })} help={hasPassword ? t('datasources.passwordKept') : undefined} />}
            <Check label={t('datasources.skipTls')} checked={draft.tlsSkipVerify} disabled={disabled} onChecked={(tlsSkipVerify) => onDraft({ tlsSkipVerify })} />
          </div>
        </Card>
      )}
      {draft.type === 'prometheus' && (
        <Card title={t('datasources.queries')}>
          <div class="card-body form">
            <TextField {...common} label={t('datasources.interval')} value={draft.timeInterval} onValue={(timeInterval) => onDraft({ timeInterval })} error={sentenceOf(errors.timeInterval)} placeholder="15s" help={t('datasources.intervalHelp')} />
            <SelectField label={t('datasources.method')} value={draft.httpMethod} disabled={disabled} onValue={(httpMethod) => onDraft({ httpMethod })} options={[{ value: 'POST', text: 'POST' }, { value: 'GET', text: 'GET' }]} help={t('datasources.methodHelp')} />
          </div>
        </Card>
      )}
    </>
  )
}
