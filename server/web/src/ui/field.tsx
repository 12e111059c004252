import { h } from 'preact'
import type { ComponentChildren, JSX, LooseInputHTMLAttributes } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Button } from './button'
import { Glyph } from './glyph'
import { t } from './i18n'
import { Icon } from './icon'
import chevron from 'icon:chevron-down'
import eye from 'icon:eye'

type Ids = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': 'true' | undefined }
type FieldProps = { label: string; help?: ComponentChildren; error?: string | undefined; children: (ids: Ids) => ComponentChildren }

/** Label above, control, help or error below. What was typed stays. */
export function Field({ label, help, error, children }: FieldProps): JSX.Element {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': help || error ? `${id}d` : undefined, 'aria-invalid': error ? 'true' : undefined })}
      {error ? <span id={`${id}d`} class="field-error"><Glyph state="down" />{error}</span> : help && <span id={`${id}d`} class="help">{help}</span>}
    </div>
  )
}

type TextProps = Omit<FieldProps, 'children'> & {
  value: string
  onValue: (value: string) => void
  type?: 'text' | 'password' | 'url' | 'email' | 'number'
} & Omit<LooseInputHTMLAttributes<HTMLInputElement>, 'value' | 'label' | 'type' | 'onInput'>

export function TextField({ label, help, error, value, onValue, type = 'text', ...rest }: TextProps): JSX.Element {
  const [shown, setShown] = useState(false)
  const input = (attributes: LooseInputHTMLAttributes<HTMLInputElement>, kind: string): JSX.Element =>
    h('input', { ...rest, ...attributes, type: kind, value, onInput: (event: InputEvent) => onValue((event.currentTarget as HTMLInputElement).value) })
  const about = { label, ...(help === undefined ? {} : { help }), error }
  return (
    <Field {...about}>
      {(ids) => type === 'password' ? (
        <div class="input" aria-invalid={ids['aria-invalid']}>
          {input(ids, shown ? 'text' : 'password')}
          <Button kind="ghost" small icon={eye} name={shown ? t('field.hide') : t('field.show')} aria-pressed={shown ? 'true' : 'false'} onClick={() => setShown(!shown)} />
        </div>
      ) : input({ ...ids, class: 'input' }, type)}
    </Field>
  )
}

type SelectProps = Omit<FieldProps, 'children'> & { value: string; onValue: (value: string) => void; options: { value: string; text: string }[]; disabled?: boolean }

/** A native select: short lists that every device knows how to show. */
export function SelectField({ value, onValue, options, disabled, ...about }: SelectProps): JSX.Element {
  return (
    <Field {...about}>
      {(ids) => (
        <span class="select">
          <select {...ids} class="input" value={value} disabled={disabled} onChange={(event) => onValue(event.currentTarget.value)}>
            {options.map((option) => <option key={option.value} value={option.value}>{option.text}</option>)}
          </select>
          <Icon of={chevron} class="i-s" />
        </span>
      )}
    </Field>
  )
}

export function Check({ label, checked, onChecked, disabled }: { label: string; checked: boolean; onChecked: (checked: boolean) => void; disabled?: boolean }): JSX.Element {
  return <label class="check"><input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChecked(event.currentTarget.checked)} />{label}</label>
}
