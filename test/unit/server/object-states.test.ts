import { expect, test } from 'vitest';
import { cancelled } from '#core/base/failure.ts';
import { checkMetadata } from '#core/metadata/check.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { StacGraph } from '#core/metadata/stac/graph/stac-graph.ts';
import { OwnTexts, summarize } from '#core/metadata/stac/graph/summarize.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import type { OpenDocument } from '#server/workspace/open-documents.ts';
import { ObjectStates } from '#server/workspace/stac/object-states.ts';
import { TextVersion } from '#server/workspace/text-version.ts';

const item = (id: string, more = '') =>
  `{ "type": "Feature", "stac_version": "1.1.0", "id": "${id}", "geometry": null,
  "properties": { "datetime": "2024-06-14T10:21:00Z" }, "links": [], "assets": {}${more} }`;

/** A workspace of files, of which some are open, and how often each was read from the disk. */
function workspace(files: Record<string, string>, openFiles: Record<string, string> = {}, isTyping = false) {
  const graph = new StacGraph();
  const reads: string[] = [];
  const parsed = (file: string, text: string) => parseMetadata({ name: file.slice(3), text });
  const put = (file: string, text: string) => {
    const summary = summarize(parsed(file, text), new OwnTexts());
    if (summary) {
      graph.put(file, summary);
    }
  };
  for (const [file, text] of Object.entries(files)) {
    put(file, text);
  }
  const open = (uri: string): OpenDocument | undefined => {
    const file = uri.slice('file://'.length);
    const text = openFiles[file];
    return text === undefined
      ? undefined
      : {
          uri,
          version: 1,
          languageId: 'json',
          text: new TextVersion(uri, 'json', 1, text),
          metadata: parsed(file, text),
        };
  };
  const states = new ObjectStates({
    index: {
      graph,
      isComplete: true,
      uriOf: (file) => `file://${file}`,
      positionsOf: () => undefined,
      read: (file) => {
        reads.push(file);
        const text = files[file];
        put(file, text ?? '');
        return Promise.resolve(text === undefined ? undefined : parsed(file, text));
      },
    },
    documents: { get: open },
    checks: {
      of: (document) =>
        isTyping
          ? Promise.reject(cancelled())
          : Promise.resolve({
              document,
              surroundings: nowhere,
              problems: checkMetadata(document.metadata, nowhere),
            }),
    },
    configurationOf: () => Promise.resolve(undefined),
  });
  return { states, reads, files, put };
}

const FILES = { '/w/a.json': item('a'), '/w/b.json': item('b', ', "bbox": [1]'), '/w/c.json': '{}' };

test('each object has its state, in the order in which they were asked for', async () => {
  const { states } = workspace(FILES);
  expect(await states.of(['/w/b.json', '/w/a.json', '/w/c.json', '/etc/passwd'])).toEqual([
    'error',
    'fine',
    'unknown',
    'unknown',
  ]);
});

test('what was checked is not read again until it tells something else', async () => {
  const { states, reads, files, put } = workspace({ ...FILES });
  await states.of(['/w/a.json']);
  await states.of(['/w/a.json', '/etc/passwd']);
  expect(reads).toEqual(['/w/a.json']);
  files['/w/a.json'] = item('a', ', "bbox": [1]');
  put('/w/a.json', item('a', ', "bbox": [1]'));
  expect(await states.of(['/w/a.json'])).toEqual(['error']);
});

test('the open text counts, not the file', async () => {
  const { states, reads } = workspace(FILES, { '/w/a.json': item('a', ', "bbox": [1]') });
  expect(await states.of(['/w/a.json'])).toEqual(['error']);
  expect(reads).toEqual([]);
});

test('of what somebody types in, nothing is known just now', async () => {
  const { states } = workspace(FILES, { '/w/a.json': item('a') }, true);
  expect(await states.of(['/w/a.json'])).toEqual(['unknown']);
});
