// How long a catalogue of 10,000 items takes in the language server: until the first findings of a document show, until
// all objects are known, and until an edit of one item is checked.
// Run: node test/bench/stac-catalogue.ts [items] [one folder per item: yes]
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { ReferencesRequest, WorkspaceSymbolRequest } from 'vscode-languageserver-protocol/node';
import { fileUri, LspClient } from '#test/support/lsp-client.ts';

const ITEMS = Number(process.argv[2] ?? 10_000);
const FOLDERS = process.argv[3] !== 'no';
const EDITS = 50;

const link = (rel: string, href: string): object => ({
  rel,
  href,
  type: rel === 'item' ? 'application/geo+json' : 'application/json',
});

function itemText(index: number): string {
  const [west, south] = [(index % 340) - 170, (index % 160) - 80];
  const up = FOLDERS ? '../' : './';
  const asset = (key: string) => [
    key,
    {
      href: `https://example.com/scenes/${index}/${key}.tif`,
      type: 'image/tiff; application=geotiff; profile=cloud-optimized',
      roles: ['data'],
      title: `Band ${key} of scene ${index}`,
      'eo:bands': [{ name: key, common_name: 'red', center_wavelength: 0.65 }],
    },
  ];
  return `${JSON.stringify(
    {
      type: 'Feature',
      stac_version: '1.0.0',
      stac_extensions: ['https://stac-extensions.github.io/eo/v1.1.0/schema.json'],
      id: `scene-${index}`,
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [west, south],
            [west + 1, south],
            [west + 1, south + 1],
            [west, south + 1],
            [west, south],
          ],
        ],
      },
      bbox: [west, south, west + 1, south + 1],
      properties: {
        datetime: new Date(Date.UTC(2020, 0, 1) + index * 3_600_000).toISOString(),
        platform: 'sentinel-2a',
        gsd: 10,
        'eo:cloud_cover': index % 100,
      },
      links: [
        link('root', `../${up}catalog.json`),
        link('parent', `${up}collection.json`),
        link('collection', `${up}collection.json`),
      ],
      assets: Object.fromEntries(['B02', 'B03', 'B04', 'B08', 'SCL'].map(asset)),
      collection: 'scenes',
    },
    undefined,
    2,
  )}\n`;
}

const itemPath = (index: number): string =>
  FOLDERS ? `scene-${index}/scene-${index}.json` : `scene-${index}.json`;

async function writeCatalogue(root: string): Promise<void> {
  const write = async (name: string, text: string) => {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  };
  await write(
    'catalog.json',
    JSON.stringify({
      type: 'Catalog',
      stac_version: '1.0.0',
      id: 'all',
      description: 'All scenes',
      links: [link('root', './catalog.json'), link('child', './scenes/collection.json')],
    }),
  );
  await write(
    'scenes/collection.json',
    JSON.stringify(
      {
        type: 'Collection',
        stac_version: '1.0.0',
        id: 'scenes',
        description: 'Scenes',
        license: 'CC-BY-4.0',
        extent: {
          spatial: { bbox: [[-180, -90, 180, 90]] },
          temporal: { interval: [['2020-01-01T00:00:00Z', null]] },
        },
        summaries: { platform: ['sentinel-2a'], gsd: [10] },
        links: [
          link('root', '../catalog.json'),
          link('parent', '../catalog.json'),
          ...Array.from({ length: ITEMS }, (_, index) => link('item', `./${itemPath(index)}`)),
        ],
      },
      undefined,
      2,
    ),
  );
  for (let index = 0; index < ITEMS; index++) {
    await write(`scenes/${itemPath(index)}`, itemText(index));
  }
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

/** The time until the findings of the version that somebody made by `act` are there. */
async function untilChecked(client: LspClient, uri: string, act: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await act();
  await client.diagnostics(uri);
  return performance.now() - started;
}

async function measure(root: string): Promise<void> {
  const client = await LspClient.start({
    folder: root,
    capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
  });
  const uri = fileUri(path.join(root, 'scenes', itemPath(7)));
  const started = performance.now();
  const first = await untilChecked(client, uri, () => client.open(uri, itemText(7)));
  const symbols = await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query: 'scene-9' });
  console.log(`first findings of an item: ${ms(first)}`);
  console.log(
    `all ${ITEMS} items known:  ${ms(performance.now() - started)} (${symbols?.length} symbols found)`,
  );
  const edits: number[] = [];
  for (let round = 0; round < EDITS; round++) {
    // Values that others see, so that the graph changes as well.
    const text = itemText(7).replace('"sentinel-2a"', `"sentinel-2${round}"`);
    edits.push(await untilChecked(client, uri, () => client.change(uri, { text })));
  }
  console.log(
    `an edit of one item:       ${ms(percentile(edits, 0.5))} median, ${ms(percentile(edits, 0.95))} p95`,
  );
  const collection = fileUri(path.join(root, 'scenes/collection.json'));
  const text = await import('node:fs/promises').then(({ readFile }) =>
    readFile(path.join(root, 'scenes/collection.json'), 'utf8'),
  );
  const opened = await untilChecked(client, collection, () => client.open(collection, text));
  console.log(`findings of the collection: ${ms(opened)}`);
  const both: number[] = [];
  for (let round = 0; round < EDITS; round++) {
    const changed = itemText(7).replace('"sentinel-2a"', `"sentinel-2${round}"`);
    both.push(await untilChecked(client, uri, () => client.change(uri, { text: changed })));
  }
  console.log(
    `an edit of one item with its collection open: ${ms(percentile(both, 0.5))} median, ${ms(percentile(both, 0.95))} p95`,
  );
  const asked = performance.now();
  const references = await client.connection.sendRequest(ReferencesRequest.type, {
    textDocument: { uri: collection },
    position: client.positionOf(collection, '"scenes"', 2),
    context: { includeDeclaration: true },
  });
  console.log(`${references?.length} references to the collection: ${ms(performance.now() - asked)}`);
  client.kill();
}

const folder = await mkdtemp(path.join(tmpdir(), 'waybill-stac-'));
try {
  await writeCatalogue(folder);
  await measure(folder);
} finally {
  await rm(folder, { recursive: true });
}
