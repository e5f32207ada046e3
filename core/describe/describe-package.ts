import type { DescribedResource } from '#core/metadata/datapackage/describe-resource.ts';
import { PROFILE_ADDRESSES } from '#core/metadata/datapackage/profiles.ts';
import { slug } from '#core/metadata/schema/mend.ts';
import type { CandidateKey, CandidateReference } from './candidate-keys.ts';

/** What was found in a folder of data files. */
export interface DescribedFolder {
  /** Name of the folder. */
  readonly name: string;
  readonly resources: readonly DescribedResource[];
  readonly primaryKeys: readonly CandidateKey[];
  readonly foreignKeys: readonly CandidateReference[];
}

/** The keys that go into a descriptor. */
export interface ChosenKeys {
  readonly primaryKeys: readonly CandidateKey[];
  readonly foreignKeys: readonly CandidateReference[];
}

/** Keys that nobody has to look at: what holds for every row, or for all rows that were read. */
export function sureKeys({ primaryKeys, foreignKeys }: DescribedFolder): ChosenKeys {
  const isSure = ({ confidence }: CandidateKey) => confidence !== 'possible';
  const chosen = primaryKeys.filter(isSure);
  const hasKey = (resource: string) => chosen.some((key) => key.resource === resource);
  return {
    primaryKeys: chosen,
    foreignKeys: foreignKeys.filter((key) => isSure(key) && hasKey(key.reference.resource)),
  };
}

/** A Data Package 2.0 of what was found, ready to be written as JSON or YAML. */
export function describePackage(folder: DescribedFolder, keys: ChosenKeys): object {
  return {
    $schema: PROFILE_ADDRESSES.datapackage,
    name: slug(folder.name) || 'data-package',
    resources: folder.resources.map((resource) => withKeys(resource, keys)),
  };
}

/** A resource with the keys chosen for it. */
export function withKeys(resource: DescribedResource, keys: ChosenKeys): DescribedResource {
  const primary = keys.primaryKeys.find((key) => key.resource === resource.name);
  const foreign = keys.foreignKeys.filter((key) => key.resource === resource.name);
  return {
    ...resource,
    schema: {
      fields: [],
      ...resource.schema,
      ...(primary && { primaryKey: primary.fields }),
      ...(foreign.length > 0 && {
        foreignKeys: foreign.map(({ fields, reference }) => ({ fields, reference })),
      }),
    },
  };
}
