import { offersAt } from '#core/metadata/actions/offers.ts';
import type { FileChange } from '#core/metadata/change.ts';
import { applyEdits } from '#core/metadata/edits/compose.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { nowhere, type Surroundings } from '#core/metadata/surroundings.ts';

/** What an offer makes of a text and of the files around it. */
export interface Done {
  readonly title: string;
  readonly text: string;
  readonly files: readonly FileChange[];
}

/** Surroundings with these files: table schemas and dialects by their text, data by their size. */
export function around(
  files: Readonly<Record<string, string | number>>,
  more: Partial<Surroundings> = {},
): Surroundings {
  return {
    ...nowhere,
    files: () => Object.keys(files).map((path) => ({ path, size: 1 })),
    file: (path) => {
      const file = files[path];
      return file === undefined
        ? { kind: 'missing' }
        : { kind: 'file', size: typeof file === 'number' ? file : file.length };
    },
    document: (path) => {
      const text = files[path];
      return typeof text === 'string' ? parseMetadata({ name: path, text }) : undefined;
    },
    ...more,
  };
}

/** The offers at the cursor ‸ (at the start without one), by their ids. */
export function offered(name: string, marked: string, surroundings: Surroundings = nowhere) {
  const text = marked.replace('‸', '');
  const document = parseMetadata({ name, text });
  return offersAt(document, Math.max(0, marked.indexOf('‸')), surroundings);
}

/** Takes an offer at the cursor; undefined when it is not made, or turns out not to be possible. */
export function take(
  id: string,
  name: string,
  marked: string,
  surroundings: Surroundings = nowhere,
): Done | undefined {
  const offer = offered(name, marked, surroundings).find((each) => each.id === id);
  const change = offer?.change();
  return (
    offer &&
    change && {
      title: offer.title,
      text: applyEdits(marked.replace('‸', ''), change.edits),
      files: change.files ?? [],
    }
  );
}
