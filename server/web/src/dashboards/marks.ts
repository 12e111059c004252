// Performance marks of the page, once each per navigation.

function mark(name: string) {
  if (!performance.getEntriesByName(name, 'mark').length) performance.mark(name)
}

/** The first panel with data is in the frame that is being made. */
export const markFirstPanel = () => mark('mdash:first-panel')
export const markReady = () => mark('mdash:dashboard-ready')
