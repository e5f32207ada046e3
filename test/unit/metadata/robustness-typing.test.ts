import { expect, test } from 'vitest';
import { offersAt } from '#core/metadata/actions/offers.ts';
import { checkInSteps } from '#core/metadata/check.ts';
import { completionsAt } from '#core/metadata/completion.ts';
import type { MetadataDocument } from '#core/metadata/document.ts';
import { describeAt } from '#core/metadata/hover.ts';
import { runToEnd } from '#core/metadata/json-text.ts';
import { KnownParts } from '#core/metadata/known-parts.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import type { TextEdit } from '#core/metadata/problem.ts';
import { nowhere } from '#core/metadata/surroundings.ts';
import { numbers } from './random.ts';
import { RICH_PACKAGE, RICH_YAML } from './samples.ts';

/** An editor without a window: it does with each version of a text what the real one does. */
class Session {
  readonly name: string;
  private before: MetadataDocument | undefined;
  private readonly known = new KnownParts();

  constructor(name: string) {
    this.name = name;
  }

  /** Everything that happens when a key was pressed, with the cursor at an offset. */
  see(text: string, cursor: number): void {
    const document = parseMetadata({ name: this.name, text, before: this.before });
    this.before = document;
    const within = ({ offset, length }: { readonly offset: number; readonly length: number }): boolean =>
      offset >= 0 && length >= 0 && offset + length <= text.length;
    const areWithin = (edits: readonly TextEdit[]): boolean => edits.every(within);
    for (const { code, fixes = [], related = [], ...place } of runToEnd(
      checkInSteps(document, nowhere, this.known),
    )) {
      expect(within(place), code).toBe(true);
      expect(
        related.every((each) => each.file !== undefined || within(each)),
        code,
      ).toBe(true);
      expect(
        fixes.every((fix) => areWithin(fix.edits)),
        code,
      ).toBe(true);
    }
    completionsAt(document, cursor, nowhere);
    describeAt(document, cursor, nowhere);
    for (const offer of offersAt(document, cursor, nowhere)) {
      expect(areWithin(offer.change()?.edits ?? []), offer.id).toBe(true);
    }
  }
}

/** A resource, as somebody types it with all that a resource has. */
const TYPED_JSON = `{
      "name": "new-table", "path": ["a.csv", "b.csv"], "bytes": 12, "hash": "sha1:abc",
      "schema": { "fields": [{ "name": "Größe \\u00e9", "type": "number", "constraints": { "minimum": 0.5 } }],
        "primaryKey": "Größe é", "foreignKeys": [{ "fields": ["id"], "reference": { "resource": "stations", "fields": ["id"] } }] }
    },
    `;
const TYPED_YAML = `- name: new-table
    path: [a.csv, "b.csv"]
    bytes: 12
    hash: 'sha1:abc'
    description: >-
      Folded text: with - all # sorts
    schema:
      fields:
        - {name: "Gr\\u00f6\\xdfe", type: number, constraints: {minimum: 0.5}}
        - name: &id id
      primaryKey: *id
      foreignKeys:
      - fields: [id]
        reference: {resource: stations, fields: [id]}
  `;

test.each([
  ['datapackage.json', RICH_PACKAGE, TYPED_JSON, '{ "name": "inline"'],
  ['datapackage.yaml', RICH_YAML, TYPED_YAML, '- name: third'],
])('a resource that is typed into %s, key by key, is taken as it comes', (name, text, typed, before) => {
  const at = text.indexOf(before);
  expect(at).toBeGreaterThan(0);
  const session = new Session(name);
  for (let length = 0; length <= typed.length; length++) {
    session.see(text.slice(0, at) + typed.slice(0, length) + text.slice(at), at + length);
  }
  // And taken away again, from its end, as with a backspace that is held down.
  for (let length = typed.length; length >= 0; length -= 3) {
    session.see(text.slice(0, at) + typed.slice(0, length) + text.slice(at), at + length);
  }
});

test.each(['datapackage.json', 'datapackage.yaml', 'tableschema.json', 'item.json', 'waybill.config.yaml'])(
  'arbitrary bytes as %s are taken as they come',
  (name) => {
    const next = numbers(31);
    const session = new Session(name);
    const decoder = new TextDecoder('utf-8');
    for (let round = 0; round < 150; round++) {
      const bytes = Uint8Array.from({ length: next(200) }, () =>
        next(3) === 0 ? next(256) : 0x20 + next(0x5f),
      );
      const text = decoder.decode(bytes);
      session.see(text, next(text.length + 1));
    }
  },
);

test.each([
  ['datapackage.json', RICH_PACKAGE],
  ['datapackage.yaml', RICH_YAML],
])('%s with NUL bytes, byte order marks and lone surrogates anywhere is taken as it comes', (name, text) => {
  const next = numbers(32);
  const session = new Session(name);
  for (let round = 0; round < 60; round++) {
    const at = next(text.length);
    const piece = ['\u0000', '\uFEFF', '\ud800', '\udc00', '\u2028', '\u0085'][next(6)] ?? '';
    session.see(text.slice(0, at) + piece + text.slice(at), at);
  }
});
