// The stream of POST /api/dashboards/uid/:uid/view and what a panel has to draw. C++ twin: shared/panels/panelview.h.
// Additions are optional members only, so nodes and clients of neighbouring releases understand each other.

/** A palette name (`green`, `dark-red`, `series-3`, `text`, `transparent`) or `#rrggbb[aa]`; themes map the names. */
export type Colour = string

export type ViewRequest = {
  from: string
  to: string
  timezone?: string
  /** IANA name: what a dashboard means that says `browser` or nothing, since only the page knows */
  browserZone?: string
  /** What the user chose, by variable name; `$__all` stands for All. Absent ones resolve by themselves. */
  variables?: Record<string, string[]>
  /** What is visible, in order. Absent: every panel instance. Clones carry their repeatIndex. */
  panels?: { id: number; repeatIndex?: number; width: number; height: number; etag?: string }[]
  /** Instead of panels, when the layout is not known yet: only what stands in the first window of this size (CSS px), in order. */
  window?: { width: number; height: number }
  /** Rows (panel ids) that the viewer opened or closed against what is saved. */
  rows?: Record<string, boolean>
  inspect?: boolean
  /** Leave out the dashboard and variable lines: a refresh or a later part of the same page. */
  panelsOnly?: boolean
}

export type Line =
  | DashboardLine
  | VariableLine
  | { kind: 'panel'; id: number; repeatIndex?: number; etag?: string; same?: true; view?: PanelView }
  | { kind: 'annotations'; items: Annotation[] }
  | { kind: 'moved' }
  | { kind: 'error'; messageId: string; message: string }
  | { kind: 'end'; ms: number }

export type DashboardLine = {
  kind: 'dashboard'
  uid: string
  version: number
  title: string
  tags: string[]
  description?: string
  /** Resolved, epoch ms; `raw` is what the dashboard or the viewer said. */
  range: { from: number; to: number; raw: { from: string; to: string } }
  timezone: string
  refresh: string
  refreshChoices: string[]
  /** 0 off, 1 shared crosshair, 2 shared tooltip */
  graphTooltip: number
  hideTimePicker?: boolean
  links: Link[]
  /** Names of the variables whose lines follow in this answer, hidden ones too: the page is ready when all have come. */
  variables?: string[]
  /** Sent again when a repeat's variable resolves later than the first lines; the newest counts. */
  layout: Placed[]
  notices?: Notice[]
  folder?: { uid: string; title: string }
  canEdit?: boolean
  starred?: boolean
  /** Time of the cached copy when the database is away: the page says that it is old. */
  staleSince?: number
}

export type Placed = {
  id: number
  repeatIndex?: number
  /** Type after upgrade: timeseries, stat, …; `row` for rows */
  type: string
  title: string
  x: number
  y: number
  w: number
  h: number
  /** Rows: panel ids live inside `collapsed` rows only when opened. */
  collapsed?: boolean
  /** id of the row this panel stands under, if any; with the row's repeatIndex */
  row?: { id: number; repeatIndex?: number }
  transparent?: boolean
  /** Rows: how many panels a collapsed row hides. */
  panels?: number
}

export type VariableLine = {
  kind: 'variable'
  name: string
  label: string
  type: 'query' | 'custom' | 'constant' | 'interval' | 'datasource' | 'textbox' | 'adhoc'
  /** 0 shown, 1 no label, 2 hidden */
  hide: number
  state: 'loading' | 'ready' | 'error'
  multi?: boolean
  includeAll?: boolean
  current: { text: string[]; value: string[] }
  options: { text: string; value: string }[]
  /** Options beyond the first 500 */
  more?: number
  error?: string
}

export type Annotation = {
  time: number
  timeEnd?: number
  title?: string
  text: string
  tags?: string[]
  colour: Colour
  panels?: number[]
}

export type PanelView = {
  type: string
  state: 'done' | 'nodata' | 'error' | 'unsupported'
  title: string
  description?: string
  links?: Link[]
  notices?: Notice[]
  error?: { messageId: string; message: string; hint?: string; refId?: string }
  /** With inspect only */
  queries?: { refId: string; text: string; source: string; ms: number; points: number }[]
  /** Same as data-series of the page: series, slices, bars, values or rows shown; absent for text */
  count?: number
  /** Window or unit words beside the title, such as "last 6 hours" of a panel with its own time */
  timeInfo?: string
  timeseries?: TimeSeriesBody
  stats?: StatsBody
  table?: TableBody
  slices?: SlicesBody
  heatmap?: HeatmapBody
  bars?: BarsBody
  spans?: SpansBody
  logs?: LogsBody
  text?: TextBody
}

export type Notice = { severity: 'info' | 'warning' | 'error'; text: string }
export type Link = { text: string; url: string; newTab?: boolean; icon?: string; tooltip?: string }

/** How to format a number; kernels and their tables come from resources/units.json. Decimals null: as many as needed. */
export type Unit = { id: string; kernel: string; prefix?: string; suffix?: string; decimals?: number | null; scale?: number }

export type TimeSeriesBody = {
  /** One x for all series, epoch ms */
  x: { start: number; step: number; count: number } | { t: number[] }
  /** What the axis shows, also where no points are */
  range: { from: number; to: number }
  series: Series[]
  axes: Axis[]
  thresholds?: { value: number | null; to?: number | null; colour: Colour; axis: string; mode: 'line' | 'area' | 'line+area'; dashed?: boolean }[]
  legend: { shown: boolean; placement: 'bottom' | 'right'; mode: 'list' | 'table'; columns: { id: string; title: string }[]; sortBy?: string; sortDesc?: boolean; width?: number }
  tooltip: { mode: 'single' | 'multi' | 'none'; sort: 'none' | 'asc' | 'desc' }
  timeRegions?: { from: number; to: number; colour: Colour }[]
}

export type Series = {
  name: string
  colour: Colour
  axis: string
  unit: Unit
  values: (number | null)[]
  draw: 'line' | 'bars' | 'points'
  width: number
  dash?: number[]
  /** 0…1, opacity of the fill below the line */
  fill: number
  gradient?: 'opacity' | 'hue' | 'scheme'
  interpolation: 'linear' | 'smooth' | 'stepBefore' | 'stepAfter'
  points: 'auto' | 'always' | 'never'
  pointSize?: number
  /** true: all gaps are bridged; a number: gaps up to that many ms */
  spanNulls?: boolean | number
  stack?: { group: string; mode: 'normal' | 'percent' }
  negate?: boolean
  /** Name of the series that the fill of this one ends at */
  fillBelowTo?: string
  hidden?: { legend?: boolean; tooltip?: boolean; viz?: boolean }
  /** One text per legend column, formatted */
  legend: string[]
  /** Numbers behind the legend's texts, for sorting */
  legendNumbers?: (number | null)[]
  links?: Link[]
}

export type Axis = {
  id: string
  side: 'left' | 'right' | 'hidden'
  label?: string
  unit: Unit
  min?: number
  max?: number
  softMin?: number
  softMax?: number
  scale: { kind: 'linear' } | { kind: 'log'; base: number } | { kind: 'symlog'; base: number; linear?: number }
  grid: boolean
  width?: number
  centreZero?: boolean
}

export type StatsBody = {
  kind: 'stat' | 'gauge' | 'bargauge'
  items: StatItem[]
  orientation: 'auto' | 'horizontal' | 'vertical'
  textMode: 'auto' | 'value' | 'value_and_name' | 'name' | 'none'
  colourMode: 'none' | 'value' | 'background' | 'background_solid'
  graphMode: 'none' | 'area'
  justify: 'auto' | 'center'
  /** Bar gauge */
  displayMode?: 'basic' | 'gradient' | 'lcd'
  showThresholdLabels?: boolean
  showThresholdMarkers?: boolean
  showUnfilled?: boolean
  titleSize?: number
  valueSize?: number
}

export type StatItem = {
  name: string
  text: string
  prefix?: string
  suffix?: string
  number: number | null
  /** Place between min and max, 0…1 */
  ratio?: number
  min?: number
  max?: number
  colour: Colour
  spark?: { x: number[]; values: (number | null)[] }
  /** Threshold steps as places 0…1, for gauges */
  steps?: { at: number; colour: Colour; text?: string }[]
  /** Percent change, formatted, when asked for */
  change?: string
  links?: Link[]
}

export type TableBody = {
  columns: Column[]
  rows: Cell[][]
  footer?: Cell[]
  sort?: { column: number; desc: boolean }
  page?: number
  /** Rows there are, when more than sent */
  total: number
  showHeader: boolean
  cellHeight?: 'sm' | 'md' | 'lg'
  pagination?: boolean
  /** More frames than one: names to choose from; the engine sends the chosen one */
  frames?: string[]
}

export type Column = {
  name: string
  type: 'time' | 'number' | 'string' | 'boolean'
  width?: number
  minWidth?: number
  align: 'left' | 'center' | 'right'
  cell: 'auto' | 'color-text' | 'color-background' | 'color-background-solid' | 'gauge-basic' | 'gauge-gradient' | 'gauge-lcd' | 'sparkline' | 'json' | 'image'
  sortable: boolean
  filterable: boolean
}

/** t text, v number or text for sorting, c text colour, b background, g ratio for a gauge, s spark, l links */
export type Cell = { t?: string; v?: number | string | null; c?: Colour; b?: Colour; g?: number; s?: (number | null)[]; l?: Link[] }

export type SlicesBody = {
  items: { name: string; number: number; text: string; ratio: number; colour: Colour; legend?: string[] }[]
  kind: 'pie' | 'donut'
  labels: ('name' | 'value' | 'percent')[]
  legend: TimeSeriesBody['legend']
}

export type HeatmapBody = {
  x: { text: string; from: number; to: number }[]
  y: { text: string; from: number; to: number }[]
  /** Column by column: cells[i * y.length + j]; null is empty */
  cells: (number | null)[]
  texts?: (string | null)[]
  /** Ramp steps from low to high */
  colours: Colour[]
  scale: { min: number; max: number; minText: string; maxText: string; exponent?: number }
  unit: Unit
}

export type BarsBody = {
  categories: string[]
  series: { name: string; colour: Colour; values: (number | null)[]; texts: string[]; legend?: string[] }[]
  axes: Axis[]
  orientation: 'horizontal' | 'vertical'
  stacking: 'none' | 'normal' | 'percent'
  legend: TimeSeriesBody['legend']
  groupWidth?: number
  barWidth?: number
  /** Histogram: bucket edges, categories.length + 1 of them */
  edges?: number[]
}

export type SpansBody = {
  range: { from: number; to: number }
  rows: { name: string; spans: { from: number; to: number; text: string; colour: Colour }[] }[]
  legend: TimeSeriesBody['legend'] & { items: { name: string; colour: Colour }[] }
  showValue?: 'auto' | 'always' | 'never'
  rowHeight?: number
}

export type LogsBody = {
  lines: { time: number; level: string; text: string; labels: Record<string, string>; detail?: string }[]
  showTime: boolean
  showLabels: boolean
  wrap: boolean
  order: 'newest' | 'oldest'
}

/** A sanitised tree: elements from a fixed list, attributes from a fixed list, never HTML text. */
export type TextNode = string | { tag: string; attrs?: Record<string, string>; children?: TextNode[] }
export type TextBody = { nodes: TextNode[]; plain: string }
