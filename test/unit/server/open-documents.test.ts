import { expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { OpenDocuments } from '#server/workspace/open-documents.ts';
import { Pace } from '#server/workspace/pace.ts';

test('a large text that is being read is named, and is no document yet', async () => {
  const uri = 'file:///ws/datapackage.json';
  const resources = Array.from({ length: 5_000 }, (_, index) => ({
    name: `r${index}`,
    path: `${index}.csv`,
  }));
  const text = TextDocument.create(uri, 'datapackage', 1, JSON.stringify({ resources }));
  const documents = new OpenDocuments({ get: () => text, keys: () => [uri] });
  let now = 0;
  const seen: [string[], string[]][] = [];
  const look = (): Promise<void> => {
    seen.push([documents.beingRead(), documents.all().map((each) => each.uri)]);
    return Promise.resolve();
  };
  await documents.read(uri, new Pace(() => (now += 1), look));
  await look();
  expect(seen.length).toBeGreaterThan(1);
  expect(seen[0]).toEqual([[uri], []]);
  expect(seen.at(-1)).toEqual([[], [uri]]);
});
