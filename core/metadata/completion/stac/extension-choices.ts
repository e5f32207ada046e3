import { listedName } from '../../hover/describe-stac-term.ts';
import type { Node } from '../../node.ts';
import { latestFor } from '../../stac/extension-rules.ts';
import type { Extension } from '../../stac/extensions/extension.ts';
import { EXTENSIONS, extensionAt } from '../../stac/extensions/extension-list.ts';
import { declaredExtensions } from '../../stac/stac-object.ts';
import { LISTED_EXTENSIONS, type Maturity } from '../../terms/stac-extensions.ts';
import { type At, type Choice, valueAt } from '../choice.ts';
import { objectVersion } from './stac-terms.ts';

/** Deprecated ones come last, experiments before them. */
const RANK: Readonly<Record<Maturity, number>> = {
  stable: 0,
  candidate: 1,
  pilot: 2,
  proposal: 3,
  wip: 4,
  deprecated: 5,
};

/** Addresses of extensions that the object does not declare: of each the newest that fits, then the others. */
export function* extensionAddresses(at: At): Generator<Choice> {
  const { scope } = at.place.stac ?? {};
  const declared = declaredNames(valueAt(at, at.place.stac?.object));
  const version = objectVersion(at);
  const newest = (each: Extension) => latestFor(each.name, version) === each;
  const known = EXTENSIONS.filter(
    (each) =>
      (scope === undefined || each.scope.includes(scope)) &&
      !declared.has(each.name) &&
      (version === '1.1.0' || each.needs === undefined),
  );
  const ranked = known.map((each) => ({ each, rank: RANK[maturityOf(each.name)] + (newest(each) ? 0 : 10) }));
  for (const { each } of ranked.sort((a, b) => a.rank - b.rank)) {
    yield addressChoice(each.name, each.version, each.address, `${each.title}, ${maturityOf(each.name)}`);
  }
  const names = new Set(EXTENSIONS.map(({ name }) => name));
  for (const { name, title, maturity, latest } of LISTED_EXTENSIONS) {
    if (latest !== undefined && !names.has(name) && !declared.has(name)) {
      const address = `https://stac-extensions.github.io/${name}/v${latest}/schema.json`;
      yield addressChoice(name, latest, address, `${title}, ${maturity}, not checked here`);
    }
  }
}

function addressChoice(name: string, version: string, address: string, detail: string): Choice {
  return {
    label: `${name} ${version}`,
    kind: 'term',
    value: address,
    detail,
    about: { list: 'extension', name: address },
    foundBy: `${name} ${version} ${detail} ${address}`,
  };
}

/** How far an extension has come. */
export function maturityOf(name: string): Maturity {
  return LISTED_EXTENSIONS.find((each) => each.name === name)?.maturity ?? 'proposal';
}

/** The names of the extensions that an object declares, in any version. */
export function declaredNames(object: Node | undefined): ReadonlySet<string> {
  return new Set(
    declaredExtensions(object).flatMap((address) => extensionAt(address)?.name ?? listedName(address) ?? []),
  );
}
