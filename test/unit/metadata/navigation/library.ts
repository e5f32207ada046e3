import type { MetadataDocument } from '#core/metadata/document.ts';
import { namesOf, schemaNamesOf } from '#core/metadata/navigation/collect-names.ts';
import type { Library } from '#core/metadata/navigation/library.ts';
import { NameGraph } from '#core/metadata/navigation/name-graph.ts';
import { parseMetadata } from '#core/metadata/parse.ts';
import { marked } from '../marks.ts';

/** Files in one folder whose texts have marks « » and perhaps one cursor ‸. */
export class MarkedFiles implements Library {
  readonly documents = new Map<string, MetadataDocument>();
  /** What is marked, as `file:offset`, in the order of the texts. */
  readonly marks: string[] = [];
  readonly cursor: { file: string; offset: number } = { file: '', offset: 0 };

  constructor(files: Readonly<Record<string, string>>) {
    for (const [file, text] of Object.entries(files)) {
      const offset = text.replaceAll(/[«»]/g, '').indexOf('‸');
      if (offset >= 0) {
        this.cursor = { file, offset };
      }
      const plain = marked(text.replace('‸', ''));
      this.documents.set(file, parseMetadata({ name: file, text: plain.text }));
      this.marks.push(...plain.ranges.map((range) => `${file}:${range.offset}`));
    }
  }

  get graph(): NameGraph {
    return new NameGraph(this);
  }

  names(file: string) {
    const document = this.documents.get(file);
    const isSchema = file.includes('/');
    return document && (isSchema ? schemaNamesOf(document) : namesOf(document));
  }

  resolve(_file: string, path: string) {
    return path;
  }

  usersOf(file: string) {
    return [...this.documents.keys()].filter((other) =>
      this.names(other)?.resources.some(({ schema }) => schema === file),
    );
  }
}
