import { extensionAt } from '../stac/extensions/extension-list.ts';
import { assetRole } from '../terms/asset-role-meanings.ts';
import { type LinkRelation, linkRelation } from '../terms/link-relation-meanings.ts';
import { referenceSystem } from '../terms/reference-systems.ts';
import { LISTED_EXTENSIONS, type ListedExtension } from '../terms/stac-extensions.ts';
import { stacMediaType } from '../terms/stac-media-types.ts';
import { nameOfUnit } from '../terms/usual-units.ts';
import { codeSpan, plainText } from './markdown.ts';

export const STAC_LISTS = [
  'stac-license',
  'stac-media-type',
  'asset-role',
  'relation',
  'reference-system',
  'extension',
  'unit',
] as const;

/** What a word means in STAC, in CommonMark. Undefined for a word that is not known. */
export function describeStacTerm(
  list: (typeof STAC_LISTS)[number],
  name: string,
  version: string | undefined,
): string | undefined {
  switch (list) {
    case 'stac-license':
      return licenseWord(name, version);
    case 'stac-media-type': {
      const type = stacMediaType(name);
      return type && `**${plainText(type.title)}**\n\nMedia type ${codeSpan(name, 120)}`;
    }
    case 'asset-role': {
      const role = assetRole(name);
      return role && `**${role.name}** (asset role)\n\n${role.meaning}`;
    }
    case 'relation': {
      const relation = linkRelation(name);
      return relation && describeRelation(relation);
    }
    case 'reference-system': {
      const system = referenceSystem(name);
      return (
        system &&
        `**${system.name}** (${system.code})\n\nFor ${system.area}; coordinates in ${system.unit}.${page(system.code)}`
      );
    }
    case 'extension':
      return describeExtension(name);
    case 'unit': {
      const unit = nameOfUnit(name);
      return unit && `${codeSpan(name)}: ${unit}`;
    }
  }
}

/** Words that stand for licences that no identifier names, by the version of STAC that has them. */
export const LICENSE_WORDS: readonly {
  readonly name: string;
  readonly version: '1.0.0' | '1.1.0';
  readonly meaning: string;
}[] = [
  {
    name: 'other',
    version: '1.1.0',
    meaning:
      'No SPDX identifier or expression says it. A link with "rel": "license" leads to the text of each licence.',
  },
  {
    name: 'proprietary',
    version: '1.0.0',
    meaning:
      'The licence is not in the SPDX list. A link with "rel": "license" leads to its text. Version 1.1 writes "other".',
  },
  {
    name: 'various',
    version: '1.0.0',
    meaning:
      'Several licences apply. Links with "rel": "license" lead to their texts. Version 1.1 has SPDX expressions and "other".',
  },
];

const LICENSING =
  'https://github.com/radiantearth/stac-spec/blob/v1.1.0/commons/common-metadata.md#licensing';

function licenseWord(name: string, version: string | undefined): string | undefined {
  const word = LICENSE_WORDS.find((each) => each.name === name);
  const note =
    word && version !== undefined && version !== word.version
      ? ` It belongs to version ${word.version.slice(0, 3)} of STAC.`
      : '';
  return word && `**${word.name}**\n\n${word.meaning}${note}\n\n[Specification](${LICENSING})`;
}

const SOURCES: Readonly<Record<LinkRelation['source'], string>> = {
  STAC: '[Specification](https://github.com/radiantearth/stac-spec/blob/v1.1.0/commons/links.md#relation-types)',
  IANA: '[Link relations of IANA](https://www.iana.org/assignments/link-relations/link-relations.xhtml)',
  extension: 'A relation of an extension of STAC.',
  API: 'A relation of the STAC API and of OGC API Features.',
};

function describeRelation({ name, meaning, type, source }: LinkRelation): string {
  const usual = type === undefined ? '' : `\n\nMostly with the media type ${codeSpan(type)}.`;
  return `**${name}** (link relation)\n\n${meaning}${usual}\n\n${SOURCES[source]}`;
}

function page(code: string): string {
  const [, number] = /^EPSG:(\d{1,6})$/.exec(code) ?? [];
  return number === undefined ? '' : `\n\n[epsg.io/${number}](https://epsg.io/${number})`;
}

/** Which extension an address declares. */
function describeExtension(address: string): string | undefined {
  const known = extensionAt(address);
  const name = known?.name ?? listedName(address);
  const listed = LISTED_EXTENSIONS.find((each) => each.name === name);
  if (known) {
    const { title, version, description, prefix, docs, needs } = known;
    const facts = [
      `${prefix === undefined ? '' : `Its fields start with ${codeSpan(`${prefix}:`)}. `}For ${known.scope.map((each) => SCOPES[each]).join(' and ')}${needs === undefined ? '' : `, since version ${needs} of STAC`}.`,
      maturityOf(listed),
    ].filter(Boolean);
    return `**${plainText(title)}** (extension ${known.name} ${version})\n\n${description}\n\n${facts.join(' ')}\n\n[Specification](${docs})`;
  }
  const newest =
    listed?.latest === undefined ? '' : ` The version that was released last is ${listed.latest}.`;
  return (
    listed &&
    `**${plainText(listed.title)}** (extension)\n\nIts fields are not known here and not checked. ${maturityOf(listed)}${newest}`
  );
}

const SCOPES = { item: 'items', collection: 'collections', catalog: 'catalogues' } as const;

/** The words of STAC for how far an extension has come (extensions/README.md, Extension maturity). */
const MATURITY: Readonly<Record<ListedExtension['maturity'], string>> = {
  stable: 'Maturity: stable.',
  candidate: 'Maturity: candidate, nearly stable.',
  pilot: 'Maturity: pilot, used by some.',
  proposal: 'Maturity: proposal, which may still change.',
  wip: 'Maturity: work in progress, which may still change.',
  deprecated: 'Deprecated: use it no more in new metadata.',
};

function maturityOf(listed: ListedExtension | undefined): string {
  return listed ? MATURITY[listed.maturity] : '';
}

/** The name in the address of an extension, known here or not. */
export function listedName(address: string): string | undefined {
  return /^https:\/\/stac-extensions\.github\.io\/([a-z0-9_-]{1,60})\/v/.exec(address)?.[1];
}
