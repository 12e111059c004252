import { t } from '../ui/i18n'
import { openActs, openHelp, openPalette } from './overlays'
import { navigate } from './router'
import { useShortcuts } from './shortcuts'
import { chooseTheme, shownTheme } from './theme'

/** Keys that work on every page. */
export function useFrameShortcuts(): void {
  useShortcuts(t('help.everywhere'), [
    { keys: 'Ctrl+k', label: t('palette.open'), run: openPalette },
    { keys: '>', label: t('help.acts'), run: openActs },
    { keys: '?', label: t('help.open'), run: openHelp },
    { keys: 'g h', label: t('help.goHome'), run: () => navigate('') },
    { keys: 'g d', label: t('help.goDashboards'), run: () => navigate('dashboards') },
    { keys: 'g e', label: t('help.goExplore'), run: () => navigate('explore') },
    { keys: 'g a', label: t('help.goAlerting'), run: () => navigate('alerting/list') },
    { keys: 'g p', label: t('help.goProfile'), run: () => navigate('profile') },
    { keys: 'c t', label: t('help.theme'), run: () => chooseTheme(shownTheme.value === 'light' ? 'dark' : 'light') },
  ])
}
