import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { isRecord, readJson, SPECS } from './metadata-oracle.ts';

export type Kind = 'datapackage' | 'dataresource' | 'tableschema' | 'tabledialect';
export const KINDS: readonly Kind[] = ['datapackage', 'dataresource', 'tableschema', 'tabledialect'];
export type Version = '1.0' | '2.0';
export const VERSIONS: readonly Version[] = ['1.0', '2.0'];

/** The official profile of a kind and version, as a verdict; made when it is first needed. */
export function officialProfile(kind: Kind, version: Version): (value: unknown) => boolean {
  const key = `${kind} ${version}`;
  const made = profiles.get(key) ?? compile(kind, version);
  profiles.set(key, made);
  return made;
}

const profiles = new Map<string, (value: unknown) => boolean>();

function compile(kind: Kind, version: Version) {
  const folder = version === '1.0' ? 'frictionless/v1.0-datapackage.org' : 'frictionless/v2.0';
  const schema = readJson(SPECS, folder, `${kind}.json`);
  const ajv = new Ajv({ strict: false, validateSchema: false, logger: false, code: { optimize: false } });
  addFormats.default(ajv);
  const validate = ajv.compile(isRecord(schema) ? schema : {});
  return (value: unknown) => validate(value) === true;
}

/** What a descriptor of a kind and version states as its profile. */
export function addressOf(kind: Kind, version: Version): string {
  return `https://datapackage.org/profiles/${version}/${kind}.json`;
}
