import { moveItem } from '../edits.ts';
import { finding, safeFix, shortPlace } from '../finding.ts';
import type { Node } from '../node.ts';
import type { Problem } from '../problem.ts';
import { itemsOf, memberValue, textOf } from '../tree.ts';
import { fieldOwners, type StacObject } from './stac-rule.ts';

/** There is at most one host, and it is the last (common-metadata.md, Provider). */
export function* checkProviders(stac: StacObject): Generator<Problem> {
  const { document } = stac;
  for (const { owner } of fieldOwners(stac)) {
    const list = memberValue(owner, 'providers');
    if (list?.kind !== 'array') {
      continue;
    }
    const hosts = list.items.filter(isHost);
    const [first, second] = hosts;
    const last = list.items.at(-1);
    if (first && second) {
      const message = `There should be no more than one host among the providers, but here are ${hosts.length}.`;
      yield finding('warning', 'stac/several-hosts', shortPlace(document, roleOf(second)), message, {
        related: [{ message: 'The first host', at: shortPlace(document, roleOf(first)) }],
      });
    } else if (first && last && first !== last) {
      const from = list.items.indexOf(first);
      const message = 'Providers are listed in the order of time, and the host is the last of them.';
      yield finding('warning', 'stac/host-not-last', shortPlace(document, roleOf(first)), message, {
        fixes: safeFix('Move the host to the end', moveItem(document, list, from, list.items.length - 1)),
      });
    }
  }
}

function isHost(provider: Node): boolean {
  return itemsOf(memberValue(provider, 'roles')).some((role) => textOf(role) === 'host');
}

/** The word that makes a provider a host. */
function roleOf(provider: Node): Node {
  return itemsOf(memberValue(provider, 'roles')).find((role) => textOf(role) === 'host') ?? provider;
}
