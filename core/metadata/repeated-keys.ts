import { finding, keyPlace } from './finding.ts';
import type { Member, Node } from './node.ts';
import type { Problem } from './problem.ts';
import { descendants, type ObjectNode } from './tree.ts';
import { shown } from './wording.ts';

/** More of them are not told: a file that was copied into itself has one cause. */
const MAX_REPEATED = 1_000;
/** Up to this many keys, comparing each with each is faster than a map. */
const FEW = 12;

/** Finds keys that stand twice in one object: readers disagree about which one counts (RFC 8259 section 4). */
export class KeysOfObject {
  readonly problems: Problem[] = [];

  /** Looks at the keys of one object, not at those below. */
  check(owner: ObjectNode): void {
    const { members } = owner;
    if (members.length > FEW) {
      this.checkMany(owner);
      return;
    }
    for (let later = 1; later < members.length; later++) {
      for (let earlier = 0; earlier < later; earlier++) {
        const [first, second] = [members[earlier], members[later]];
        if (first && second && first.key === second.key) {
          this.tell(owner, first, second);
          break;
        }
      }
    }
  }

  private checkMany(owner: ObjectNode): void {
    const seen = new Map<string, Member>();
    for (const member of owner.members) {
      const first = seen.get(member.key);
      if (first) {
        this.tell(owner, first, member);
      } else {
        seen.set(member.key, member);
      }
    }
  }

  private tell(owner: ObjectNode, first: Member, second: Member): void {
    if (this.problems.length < MAX_REPEATED) {
      this.problems.push(
        finding(
          'error',
          'metadata/duplicate-key',
          keyPlace(owner, second),
          `The property ${shown(second.key)} is here twice. Readers disagree about which one counts: remove one.`,
          { related: [{ message: `The first ${shown(second.key)}`, at: keyPlace(owner, first) }] },
        ),
      );
    }
  }
}

/** Every key that stands twice in one of the objects of a tree. */
export function duplicateKeys(root: Node): readonly Problem[] {
  const keys = new KeysOfObject();
  for (const node of descendants(root)) {
    if (node.kind === 'object') {
      keys.check(node);
    }
  }
  return keys.problems;
}
