import type { MetadataDocument } from '../document.ts';
import { finding } from '../finding.ts';
import type { Problem } from '../problem.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue } from '../tree.ts';
import { shown } from '../wording.ts';
import { whyNotRead } from './parts-to-read.ts';
import { resourcesOf } from './resources.ts';
import { judgePath } from './safe-path.ts';

/** A schema or dialect is there and was not read: whatever it says was not checked, which must not look like "valid". */
export function* checkUnreadParts(
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const version = document.version ?? '2.0';
  for (const resource of resourcesOf(document)) {
    for (const name of ['schema', 'dialect'] as const) {
      const node = memberValue(resource, name);
      if (node?.kind !== 'string' || judgePath(node.value, version).kind !== 'local') {
        continue;
      }
      const file = surroundings.file(node.value);
      if (file.kind === 'file' && surroundings.document(node.value) === undefined) {
        const message = `The ${name} ${shown(node.value)} was not read, so nothing was compared with it: ${whyNotRead(file.size)}.`;
        yield finding('warning', 'datapackage/unread-part', node, message);
      }
    }
  }
}
