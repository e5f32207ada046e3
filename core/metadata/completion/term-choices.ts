import { ENCODINGS } from '../terms/encodings.ts';
import { LICENSES, type License } from '../terms/licenses.ts';
import { MEDIA_TYPES } from '../terms/media-types.ts';
import { CONTRIBUTOR_ROLES, CONTRIBUTOR_ROLES_2 } from '../terms/roles.ts';
import { type At, type Choice, dataAt, encodingOf, firstPath, resourceAt } from './choice.ts';
import { mediaTypeOfFile } from './file-kind.ts';

/** Licences, each as an entry of `licenses` with name, title and path. */
export function* licenseEntries(_at: At): Generator<Choice> {
  for (const license of LICENSES) {
    const { name, title, path } = license;
    yield licenseChoice(license, { name, title, ...(path !== '' && { path }) });
  }
}

/** Licences by their name alone. */
export function* licenseNames(_at: At): Generator<Choice> {
  for (const license of LICENSES) {
    yield licenseChoice(license, license.name);
  }
}

function licenseChoice({ name, title, deprecated }: License, value: unknown): Choice {
  return {
    label: name,
    kind: 'term',
    value,
    detail: deprecated ? `${title} (replaced)` : title,
    about: { list: 'license', name },
    search: title,
  };
}

/** Values for `format`: what the file has, then usual extensions. */
export function* formats(at: At): Generator<Choice> {
  const own = mediaTypeOfFile(firstPath(resourceAt(at)))?.format;
  for (const { format, title } of MEDIA_TYPES) {
    const choice: Choice = {
      label: format,
      kind: 'term',
      value: format,
      detail: title,
      about: { list: 'format', name: format },
    };
    yield format === own ? { ...choice, detail: `${title}, as the file`, first: true } : choice;
  }
}

/** Media types: that of the file, then usual ones. */
export function* mediaTypes(at: At): Generator<Choice> {
  const own = mediaTypeOfFile(firstPath(resourceAt(at)))?.mediatype;
  for (const { mediatype, title } of MEDIA_TYPES) {
    const about = { list: 'mediatype', name: mediatype } as const;
    const choice: Choice = {
      label: mediatype,
      kind: 'term',
      value: mediatype,
      detail: title,
      about,
      search: title,
    };
    yield mediatype === own ? { ...choice, detail: `${title}, as the file`, first: true } : choice;
  }
}

/** Encodings: the one found in the file, then the most used. */
export function* encodings(at: At): Generator<Choice> {
  const own = encodingOf(dataAt(at));
  for (const { name, title } of ENCODINGS) {
    const choice: Choice = {
      label: name,
      kind: 'term',
      value: name,
      detail: title,
      about: { list: 'encoding', name },
      search: title,
    };
    yield name.toLowerCase() === own
      ? { ...choice, detail: `${title}; found in the file`, first: true }
      : choice;
  }
}

/** What contributors do, by the version of the document. */
export function* roles(at: At): Generator<Choice> {
  const version = at.document.version ?? '2.0';
  for (const { name, title } of version === '1.0' ? CONTRIBUTOR_ROLES : CONTRIBUTOR_ROLES_2) {
    yield { label: name, kind: 'term', value: name, detail: title, about: { list: 'role', name, version } };
  }
}
