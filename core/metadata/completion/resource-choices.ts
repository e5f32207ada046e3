import { formatBytes } from '#core/base/format-bytes.ts';
import { PROFILE_ADDRESSES } from '../datapackage/profiles.ts';
import { codeSpan, count } from '../hover/markdown.ts';
import { slug } from '../schema/mend.ts';
import type { HashAlgorithm } from '../surroundings.ts';
import { memberValue, textOf } from '../tree.ts';
import { type At, type Choice, dataAt, encodingOf, firstPath, resourceAt } from './choice.ts';
import { dialectDraft } from './dialect-choices.ts';
import { Stop, textStop } from './draft.ts';
import { fieldDraft } from './field-choices.ts';
import { isTableFile, nameOf } from './file-kind.ts';
import { unusedTables } from './path-choices.ts';

/** A descriptor of more files than these is made from the folder, not while typing. */
const MAX_FILES = 50;
/** Each is a whole resource to insert: more make the list slow. */
const MAX_ENTRIES = 20;

/** Entries of `resources`: one for each file that no resource has, then empty ones. */
export function* resourceEntries(at: At): Generator<Choice> {
  for (const { path, size } of unusedTables(at, MAX_ENTRIES)) {
    yield {
      label: path,
      kind: 'file',
      value: resourceDraft(at, path),
      ...(!isTableFile(path) && { layout: 'lines' }),
      detail: `resource for the file, ${formatBytes(size)}`,
    };
  }
  const isVersion1 = at.document.version === '1.0';
  yield {
    label: 'table',
    kind: 'snippet',
    value: {
      ...(isVersion1 && { profile: 'tabular-data-resource' }),
      name: textStop(),
      path: textStop(),
      ...(!isVersion1 && { type: 'table' }),
      schema: { fields: [{ name: textStop(), type: textStop('string') }] },
    },
    detail: 'resource with rows and columns',
  };
  yield {
    label: 'file',
    kind: 'snippet',
    value: { name: textStop(), path: textStop() },
    layout: 'lines',
    detail: 'resource of one file',
  };
  yield {
    label: 'inline data',
    kind: 'snippet',
    value: { name: textStop(), data: new Stop('list') },
    layout: 'lines',
    detail: 'resource whose data stands in the descriptor',
  };
}

/** The whole resource for a file, from its name and what is known of its content. */
export function resourceDraft({ document, surroundings }: At, path: string): object {
  const data = surroundings.data(path);
  const isVersion1 = document.version === '1.0';
  const dialect = data && dialectDraft(data);
  const encoding = encodingOf(data);
  const isTable = isTableFile(path);
  return {
    ...(isVersion1 && isTable && { profile: 'tabular-data-resource' }),
    name: nameOf(path),
    path,
    ...(!isVersion1 && isTable && { type: 'table' }),
    ...(encoding !== undefined && encoding !== 'utf-8' && { encoding }),
    ...(dialect && Object.keys(dialect).length > 0 && { dialect }),
    ...(isTable && {
      schema: {
        fields: data ? data.columns.map(fieldDraft) : [{ name: textStop(), type: textStop('string') }],
      },
    }),
  };
}

/** The name of the file as the name of the resource. */
export function* resourceNames(at: At): Generator<Choice> {
  const path = firstPath(resourceAt(at));
  if (path !== undefined) {
    const name = nameOf(path);
    yield { label: name, kind: 'value', value: name, detail: 'name of the file' };
  }
}

/** The path of the one file of the resource; several files have no size or hash of their own. */
function onlyPath(at: At): string | undefined {
  return textOf(memberValue(resourceAt(at), 'path'));
}

/** The size of the file. */
export function* fileSize(at: At): Generator<Choice> {
  const path = onlyPath(at);
  const fact = path === undefined ? undefined : at.surroundings.file(path);
  if (fact?.kind === 'file') {
    yield {
      label: String(fact.size),
      kind: 'value',
      value: fact.size,
      detail: `${formatBytes(fact.size)}, size of the file`,
    };
  }
}

/** The algorithms of `hash`, the recommendable ones first, with what they are known to yield for the file. */
export function* fileHashes(at: At): Generator<Choice> {
  const path = onlyPath(at);
  const algorithms: readonly HashAlgorithm[] = ['sha256', 'sha512', 'sha1', 'md5'];
  for (const algorithm of algorithms) {
    const hex = path === undefined ? undefined : at.surroundings.hash(path, algorithm);
    if (hex !== undefined) {
      const text = algorithm === 'md5' ? hex : `${algorithm}:${hex}`;
      yield { label: text, kind: 'value', value: text, detail: `${algorithm} of the file`, first: true };
    }
  }
  yield {
    label: 'sha256:',
    kind: 'value',
    value: new Stop('text', [], 'sha256:'),
    detail: '64 hexadecimal digits',
  };
  yield {
    label: 'sha512:',
    kind: 'value',
    value: new Stop('text', [], 'sha512:'),
    detail: '128 hexadecimal digits',
  };
}

/** A schema with the columns of the data, or an empty one. */
export function* schemaObjects(at: At): Generator<Choice> {
  const columns = dataAt(at)?.columns ?? [];
  if (columns.length > 0) {
    yield {
      label: `schema of ${columns.length} columns`,
      kind: 'snippet',
      value: { fields: columns.map(fieldDraft) },
      detail: 'as the data has them',
      first: true,
    };
  }
  yield {
    label: 'schema',
    kind: 'snippet',
    value: { fields: [{ name: textStop(), type: textStop('string') }] },
    detail: 'fields of the table',
  };
}

/** A whole package for an empty document: of the files that lie here, or with one empty resource. */
export function* packages(at: At): Generator<Choice> {
  if (at.path.length > 0) {
    return;
  }
  const version2: At = { ...at, document: { ...at.document, version: '2.0' } };
  const files = unusedTables(version2, MAX_FILES);
  const $schema = PROFILE_ADDRESSES.datapackage;
  if (files.length > 0) {
    const names = files.map(({ path }) => path);
    yield {
      label: names.length === 1 ? `data package of ${names[0]}` : `data package of ${names.length} files`,
      kind: 'snippet',
      value: {
        $schema,
        ...namesOfPackage(at),
        resources: names.map((path) => resourceDraft(version2, path)),
      },
      detail: names.slice(0, 5).join(', ') + (names.length > 5 ? ' …' : ''),
      documentation: aboutFiles(version2, files),
      first: true,
    };
  }
  yield {
    label: 'data package',
    kind: 'snippet',
    value: {
      $schema,
      ...namesOfPackage(at),
      resources: [
        {
          name: textStop(),
          path: textStop(),
          type: 'table',
          schema: { fields: [{ name: textStop(), type: textStop('string') }] },
        },
      ],
    },
    detail: 'version 2.0, with one table',
    documentation: 'A descriptor of version 2.0 of the standard, with one table to fill in.',
  };
}

/** Name and title to begin with: the folder mostly tells them. */
function namesOfPackage({ folder = '' }: At): { readonly name: Stop; readonly title: Stop } {
  const name = slug(folder);
  const words = folder.replace(/[-_\s]+/g, ' ').trim();
  return name === ''
    ? { name: textStop(), title: textStop() }
    : { name: textStop(name), title: textStop(words.charAt(0).toUpperCase() + words.slice(1)) };
}

/** What the name of a package most likely is. */
export function packageName({ folder = '' }: At): Stop | undefined {
  const name = slug(folder);
  return name === '' ? undefined : textStop(name);
}

/** How many files are told of. */
const MAX_TOLD = 20;

function aboutFiles({ surroundings }: At, files: readonly { path: string; size: number }[]): string {
  const lines = files.slice(0, MAX_TOLD).map(({ path, size }) => {
    const { columns, rows } = surroundings.data(path) ?? {};
    const facts = [
      rows && `${rows.exact ? '' : 'about '}${count(rows.count, 'row')}`,
      columns && count(columns.length, 'column'),
      formatBytes(size),
    ];
    return `- ${codeSpan(path)}: ${facts.filter(Boolean).join(', ')}`;
  });
  const more = files.length > MAX_TOLD ? [`- and ${files.length - MAX_TOLD} more`] : [];
  return [
    'A descriptor of version 2.0 of the standard, with a resource for each of',
    '',
    ...lines,
    ...more,
  ].join('\n');
}

/** A whole descriptor for an empty file of its own. */
export function* rootOf(
  at: At,
  label: string,
  profile: keyof typeof PROFILE_ADDRESSES,
  members: object,
): Generator<Choice> {
  if (at.path.length === 0) {
    const $schema = PROFILE_ADDRESSES[profile];
    yield {
      label,
      kind: 'snippet',
      value: { $schema, ...members },
      detail: 'version 2.0',
    };
  }
}
