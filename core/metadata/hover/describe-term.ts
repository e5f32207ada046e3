import { encodingByName } from '../terms/encodings.ts';
import { licenseByName } from '../terms/licenses.ts';
import { mediaTypeByFormat, mediaTypeByName } from '../terms/media-types.ts';
import { roleByName } from '../terms/roles.ts';
import { describeStacTerm, STAC_LISTS } from './describe-stac-term.ts';
import { codeSpan, plainText } from './markdown.ts';

const LISTS = ['license', 'mediatype', 'format', 'encoding', 'role', ...STAC_LISTS] as const;

/** A word of one of the lists that descriptors draw on. */
export interface TermReference {
  readonly list: (typeof LISTS)[number];
  readonly name: string;
  /** Of the document: versions have roles of their own. */
  readonly version?: string;
}

/** Whether something from outside is a reference as we give them out. */
export function isTermReference(value: unknown): value is TermReference {
  return (
    typeof value === 'object' &&
    value !== null &&
    'list' in value &&
    LISTS.some((list) => list === value.list) &&
    'name' in value &&
    typeof value.name === 'string' &&
    (!('version' in value) || typeof value.version === 'string')
  );
}

/** What a word of a list means, in CommonMark. Undefined for a word that the list does not have. */
export function describeTerm({ list, name, version }: TermReference): string | undefined {
  switch (list) {
    case 'license':
      return describeLicense(name);
    case 'mediatype':
    case 'format': {
      const type = list === 'format' ? mediaTypeByFormat(name) : mediaTypeByName(name);
      return (
        type &&
        `**${plainText(type.title)}**\n\nMedia type ${codeSpan(type.mediatype)}, format ${codeSpan(type.format)}, files ${type.extensions.map((each) => codeSpan(`.${each}`)).join(' ')}`
      );
    }
    case 'encoding': {
      const encoding = encodingByName(name);
      const others = (encoding?.aliases ?? []).slice(0, 6).map((alias) => codeSpan(alias));
      return encoding && `**${encoding.name}**: ${encoding.title}\n\nAlso known as ${others.join(', ')}`;
    }
    case 'role': {
      const role = roleByName(name, version ?? '2.0');
      return role && `**${role.name}**: ${role.title}`;
    }
    case 'stac-license':
      return describeStacTerm(list, name, version) ?? describeLicense(name);
    case 'stac-media-type':
    case 'asset-role':
    case 'relation':
    case 'reference-system':
    case 'extension':
    case 'unit':
      return describeStacTerm(list, name, version);
  }
}

function describeLicense(name: string): string | undefined {
  const license = licenseByName(name);
  if (!license) {
    return undefined;
  }
  const list = license.spdx ? 'SPDX licence list' : 'Open Definition';
  const notes = license.deprecated ? `${list}, replaced there by a more exact identifier` : list;
  const path = license.path === '' ? '' : `\n\n[Text of the licence](${license.path})`;
  return `**${plainText(license.title)}**\n\n${codeSpan(license.name)} of the ${notes}${path}`;
}
