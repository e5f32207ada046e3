import { isWebAddress } from '#core/base/web-address.ts';
import { noConfiguration } from '../config/configuration.ts';
import { whyNotRead } from '../datapackage/parts-to-read.ts';
import { judgePath } from '../datapackage/safe-path.ts';
import type { MetadataDocument } from '../document.ts';
import { finding, headOf, type Place } from '../finding.ts';
import { areaOf } from '../kind.ts';
import type { Problem } from '../problem.ts';
import type { AppliedSchema } from '../schema/applied-schema.ts';
import type { Surroundings } from '../surroundings.ts';
import { memberValue, type ObjectNode } from '../tree.ts';
import { shown } from '../wording.ts';
import { evaluate, satisfies } from './evaluate.ts';
import { explainErrors } from './explain-profile.ts';
import { officialSchemaName } from './official-profile.ts';
import { type Profile, readProfile } from './profile.ts';
import { isFileName, type StatedProfile, statedProfiles } from './stated-profile.ts';

/** A file that holds a profile, as the document or the configuration names it. */
interface ProfileFile {
  readonly path: string;
  /** Where findings about the profile as a whole are shown. */
  readonly at: Place;
  /** What has to satisfy it. */
  readonly owner: ObjectNode;
}

/** Of all resources together, no more is done than this for their profiles. */
const MAX_STEPS = 2_000_000;

/** No more conditions than this are decided for a document whose profiles are completed and explained. */
const MAX_CONDITIONS = 100_000;

/** A document with the profiles that it has to satisfy besides the standard, for whoever completes and explains. */
export function withProfiles(document: MetadataDocument, surroundings: Surroundings): MetadataDocument {
  const profiles: AppliedSchema[] = [];
  const resourceProfiles = new Map<number, AppliedSchema>();
  const budget = { conditions: MAX_CONDITIONS };
  for (const { path, owner } of profileFiles(document, surroundings)) {
    const file = surroundings.document(path);
    const read = file && readProfile(path, file);
    const index = owner === document.root ? undefined : owner.path[1];
    if (read && 'profile' in read && typeof index === 'number') {
      resourceProfiles.set(index, applied(read.profile, budget));
    } else if (read && 'profile' in read) {
      profiles.push(applied(read.profile, budget));
    }
  }
  return profiles.length + resourceProfiles.size === 0
    ? document
    : { ...document, profiles, resourceProfiles };
}

function applied(profile: Profile, budget: { conditions: number }): AppliedSchema {
  return {
    name: profile.name,
    schema: profile.schema,
    resolve: profile.resolve,
    matches: (pattern, text) => profile.pattern(pattern)?.(text),
    holds: (schema, node) => (--budget.conditions < 0 ? undefined : satisfies(profile, schema, node)),
  };
}

/** The files of the profiles of a document: those that it and its resources state, and those that the team asks for. */
function profileFiles(document: MetadataDocument, surroundings: Surroundings): ProfileFile[] {
  const { root, kind } = document;
  if (root?.kind !== 'object' || areaOf(kind) !== 'datapackage') {
    return [];
  }
  const { profiles, schemas } = surroundings.configuration ?? noConfiguration;
  const own = statedProfiles(document).flatMap(({ stated, owner }) => {
    const path = profiles.get(stated.value) ?? (isFileName(stated.value) ? stated.value : undefined);
    return path === undefined ? [] : [{ path, at: stated, owner }];
  });
  const head = headOf(document, root);
  const isOwn = (schema: string) => own.some(({ path, owner }) => owner === root && path === schema);
  const others = schemas.filter((schema) => !isOwn(schema));
  return [...own, ...others.map((schema) => ({ path: schema, at: head, owner: root }))];
}

/** What the profiles of a document ask for beyond the standard (glossary.md, Profile). */
export function* checkProfiles(document: MetadataDocument, surroundings: Surroundings): Generator<Problem> {
  const { root } = document;
  if (root?.kind !== 'object') {
    return;
  }
  yield* checkStated(document, surroundings);
  let left = MAX_STEPS;
  const broken = new Set<string>();
  for (const { path, at, owner } of profileFiles(document, surroundings)) {
    if (left <= 0) {
      const message = 'This profile and those behind it are not checked: all before took too long.';
      yield finding('info', 'datapackage/profile-not-checked', at, message);
      return;
    }
    const file = surroundings.document(path);
    const read = broken.has(path) ? undefined : file ? readProfile(path, file) : unread(path, surroundings);
    if (read && 'complaint' in read) {
      const message = `The profile "${path}" is not checked: ${read.complaint}. The rules of the standard apply.`;
      yield finding('warning', 'datapackage/broken-profile', at, message);
      broken.add(path); // once is enough
    } else if (read) {
      const { errors, notChecked, steps } = evaluate(read.profile, owner);
      left -= steps;
      yield* explainErrors(document, read.profile, errors);
      if (notChecked.length > 0) {
        const parts = notChecked.slice(0, 5).join('; ');
        const message = `Parts of the profile "${read.profile.name}" are not checked: ${parts}${notChecked.length > 5 ? '; and others' : ''}.`;
        yield finding('info', 'datapackage/profile-not-checked', at, message);
      }
    }
  }
}

/** A profile is there and was not read: that must not look as if it were satisfied. */
function unread(path: string, surroundings: Surroundings): { readonly complaint: string } | undefined {
  const fact = surroundings.file(path);
  return fact.kind === 'file' ? { complaint: whyNotRead(fact.size) } : undefined;
}

/** Whether the profiles that a document states are there; each is told of once. */
function* checkStated(document: MetadataDocument, surroundings: Surroundings): Generator<Problem> {
  const seen = new Set<string>();
  for (const each of areaOf(document.kind) === 'datapackage' ? statedProfiles(document) : []) {
    if (!seen.has(each.stated.value) && officialSchemaName(each.stated.value) === undefined) {
      yield* checkIsThere(each, document, surroundings);
    }
    seen.add(each.stated.value);
  }
}

function* checkIsThere(
  { stated }: StatedProfile,
  document: MetadataDocument,
  surroundings: Surroundings,
): Generator<Problem> {
  const { profiles } = surroundings.configuration ?? noConfiguration;
  const isSchema = stated === memberValue(document.root, '$schema');
  if (profiles.has(stated.value)) {
    return; // where that file is missing, the configuration says so
  }
  if (!isFileName(stated.value)) {
    yield* checkAddress(stated, isSchema);
    return;
  }
  const judged = judgePath(stated.value, document.version ?? '2.0');
  const fact = surroundings.file(stated.value);
  if (judged.kind !== 'local') {
    const message = `The profile ${shown(stated.value)} lies outside of the package. Name it by its address, and map that to a file by "schemas" in waybill.config.yaml.`;
    yield finding('error', 'datapackage/unsafe-path', stated, message);
  } else if (fact.kind === 'missing') {
    const message = `There is no profile ${shown(stated.value)}: correct the path, which is relative to the descriptor, or add the file.`;
    yield finding('error', 'datapackage/missing-file', stated, message);
  } else if (surroundings.document(stated.value)) {
    const message =
      'A profile is named by its address, so that other people find it. Publish this file, write its address here, and map the address to the file by "schemas" in waybill.config.yaml.';
    yield finding('info', 'datapackage/local-profile', stated, message);
  }
}

function* checkAddress(stated: Place & { readonly value: string }, isSchema: boolean): Generator<Problem> {
  if (isWebAddress(stated.value)) {
    const message = `The profile ${stated.value} is not known here, so only the rules of the standard apply. To check it too, save its JSON Schema in the workspace and map the address to the file by "schemas" in waybill.config.yaml.`;
    yield finding('info', 'datapackage/profile-not-known', stated, message);
  } else if (isSchema) {
    const message =
      '"$schema" has to be the address of a profile, such as https://datapackage.org/profiles/2.0/datapackage.json.';
    yield finding(
      'error',
      stated.value === '' ? 'datapackage/empty' : 'datapackage/wrong-form',
      stated,
      message,
    );
  }
}
