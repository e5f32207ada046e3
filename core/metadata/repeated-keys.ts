import { finding, keyPlace } from './finding.ts';
import type { Member, Node } from './node.ts';
import type { Problem } from './problem.ts';
import { descendants } from './tree.ts';

/** Every key that stands twice in one object: readers disagree about which one counts (RFC 8259 section 4). */
export function* duplicateKeys(root: Node): Generator<Problem> {
  for (const node of descendants(root)) {
    if (node.kind !== 'object') {
      continue;
    }
    const seen = new Map<string, Member>();
    for (const member of node.members) {
      const first = seen.get(member.key);
      if (first) {
        yield finding(
          'error',
          'metadata/duplicate-key',
          keyPlace(node, member),
          `The property "${member.key}" is here twice. Readers disagree about which one counts: remove one.`,
          { related: [{ message: `The first "${member.key}"`, at: keyPlace(node, first) }] },
        );
      } else {
        seen.set(member.key, member);
      }
    }
  }
}
