import { registeredProfile } from '../datapackage/profiles.ts';
import type { DocumentKind } from '../document.ts';

/** The profiles of the standard, by the addresses that descriptors and other profiles mention. */
const OFFICIAL =
  /^https?:\/\/datapackage\.org\/profiles\/(1\.0|2\.0|2\.1)\/(datapackage|dataresource|tableschema|tabledialect)\.json#?$/;
const REGISTERED: Readonly<Record<string, DocumentKind>> = {
  'data-package': 'datapackage',
  'tabular-data-package': 'datapackage',
  'fiscal-data-package': 'datapackage',
  'data-resource': 'dataresource',
  'tabular-data-resource': 'dataresource',
  'table-schema': 'tableschema',
  'csv-dialect': 'tabledialect',
};

/** The name of the schema that we have for a profile of the standard; undefined for profiles of others. */
export function officialSchemaName(address: string): string | undefined {
  const [, version, kind] = OFFICIAL.exec(address) ?? [];
  if (version !== undefined) {
    return `waybill:/datapackage/${version === '1.0' ? '1.0' : '2.0'}/${kind}.json`;
  }
  const registered = REGISTERED[registeredProfile(address) ?? ''];
  return registered && `waybill:/datapackage/1.0/${registered}.json`;
}
