import type { MapStatus, MapView } from '#core/metadata/stac/map/map-view.ts';

/** Every sentence and label of the map, in one place. Names of members are those of STAC. */
export interface Texts {
  readonly map: string;
  readonly help: string;
  readonly keys: readonly string[];
  readonly keysTitle: string;
  readonly controls: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly fitAll: string;
  readonly world: string;
  readonly inWords: string;
  readonly facts: string;
  readonly assets: string;
  readonly around: string;
  readonly items: string;
  readonly key: string;
  readonly asset: string;
  readonly roles: string;
  readonly type: string;
  readonly size: string;
  readonly actions: string;
  readonly open: string;
  readonly copy: string;
  readonly showText: string;
  readonly noPlace: string;
  readonly noAssets: string;
  readonly footprint: string;
  readonly box: string;
  readonly extent: string;
  readonly land: string;
  readonly thumbnail: string;
  readonly waiting: string;
  readonly kinds: Readonly<Record<MapView['kind'], string>>;
  readonly statuses: Readonly<Record<MapStatus, string>>;
  readonly neighbourKinds: Readonly<Record<'item' | 'collection', string>>;
  mapOf(title: string): string;
  openNamed(name: string): string;
  copyNamed(name: string): string;
  load(host: string): string;
  stale(reason: string): string;
  partial(reason: string): string;
  selected(name: string, what: string, status: string, index: number, count: number): string;
  showMore(more: number): string;
  bytes(size: number): string;
  count(value: number): string;
  redrawn(sentences: readonly string[]): string;
}

export function textsFor(language: string): Texts {
  const format = new Intl.NumberFormat(Intl.NumberFormat.supportedLocalesOf(language)[0] ?? 'en', {
    maximumFractionDigits: 1,
  });
  return {
    map: 'Map',
    help: 'Arrow keys move the map, plus and minus zoom, 0 fits the footprint, A fits all, W shows the world, N and P go to the next and the previous object, Enter opens it.',
    keysTitle: 'Keys of the map',
    keys: [
      'Arrow keys: move; with Shift in larger steps',
      '+ and −: zoom',
      '0: fit the footprint',
      'A: fit all that is around',
      'W: the world',
      'N and P: next and previous object',
      'Enter: open the chosen object',
    ],
    controls: 'Controls of the map',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    fit: 'Fit footprint',
    fitAll: 'Fit all',
    world: 'World',
    inWords: 'In words',
    facts: 'Summary',
    assets: 'Assets',
    around: 'Around it',
    items: 'Items',
    key: 'What the lines mean',
    asset: 'Asset',
    roles: 'Roles',
    type: 'Type',
    size: 'Size',
    actions: 'Actions',
    open: 'Open',
    copy: 'Copy address',
    showText: 'Show in text',
    noPlace: 'Nothing to draw: the document names no place that is on the globe.',
    noAssets: 'It has no assets.',
    footprint: 'Footprint (geometry)',
    box: 'bbox',
    extent: 'Extent of the collection',
    land: 'Land: Natural Earth, 1:50 million, simplified. Small islands and lakes are left out.',
    thumbnail: 'Thumbnail',
    waiting: 'Reading the document…',
    kinds: {
      item: 'STAC item',
      items: 'Collection of STAC items',
      collection: 'STAC collection',
      catalog: 'STAC catalogue',
    },
    statuses: {
      error: 'has errors',
      warning: 'has warnings',
      fine: 'no errors or warnings',
      unknown: 'not checked yet',
    },
    neighbourKinds: { item: 'item', collection: 'collection' },
    mapOf: (title) => `Map of ${title}`,
    openNamed: (name) => `Open ${name}`,
    copyNamed: (name) => `Copy the address of ${name}`,
    load: (host) => `Load the thumbnail from ${host}`,
    stale: (reason) => `The text cannot be read just now, so the picture is the one from before. ${reason}`,
    partial: (reason) => `The text cannot be read as a whole: the picture shows what can be. ${reason}`,
    selected: (name, what, status, index, count) =>
      `${name}, ${what}, ${status}. ${format.format(index + 1)} of ${format.format(count)}.`,
    showMore: (more) => `Show ${format.format(more)} more`,
    bytes: (size) => bytesText(size, format),
    count: (value) => format.format(value),
    redrawn: (sentences) => `Redrawn. ${sentences.slice(0, 2).join(' ')}`,
  };
}

function bytesText(size: number, format: Intl.NumberFormat): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = size < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(size) / 3));
  return `${format.format(size / 1000 ** power)} ${size === 1 ? 'byte' : units[power]}`;
}
