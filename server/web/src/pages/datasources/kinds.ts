// Kinds of data sources that this release can ask, and what their form needs.
import { t } from '../../ui/i18n'

export type Kind = { type: string; name: () => string; what: () => string; /** Needs an address. */ url: boolean; placeholder?: string }

export const KINDS: Kind[] = [
  { type: 'prometheus', name: () => 'Prometheus', what: () => t('kind.prometheus'), url: true, placeholder: 'http://localhost:9090' },
  { type: 'testdata', name: () => 'TestData', what: () => t('kind.testdata'), url: false },
]

/** Types under which a kind is known elsewhere. */
const ALIASES: Record<string, string> = { 'grafana-testdata-datasource': 'testdata' }

export const kindOf = (type: string): Kind | undefined => KINDS.find((kind) => kind.type === (ALIASES[type] ?? type))
export const kindName = (type: string): string => kindOf(type)?.name() ?? type
