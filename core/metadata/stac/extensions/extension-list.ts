import alternateAssets100 from '#schemas/stac/extensions/alternate-assets/1.0.0.json' with { type: 'json' };
import alternateAssets110 from '#schemas/stac/extensions/alternate-assets/1.1.0.json' with { type: 'json' };
import alternateAssets120 from '#schemas/stac/extensions/alternate-assets/1.2.0.json' with { type: 'json' };
import anonymizedLocation100 from '#schemas/stac/extensions/anonymized-location/1.0.0.json' with {
  type: 'json',
};
import archive100 from '#schemas/stac/extensions/archive/1.0.0.json' with { type: 'json' };
import authentication100 from '#schemas/stac/extensions/authentication/1.0.0.json' with { type: 'json' };
import authentication110 from '#schemas/stac/extensions/authentication/1.1.0.json' with { type: 'json' };
import card4lOptical010 from '#schemas/stac/extensions/card4l-optical/0.1.0.json' with { type: 'json' };
import card4lSarProduct010 from '#schemas/stac/extensions/card4l-sar-product/0.1.0.json' with {
  type: 'json',
};
import card4lSarSource010 from '#schemas/stac/extensions/card4l-sar-source/0.1.0.json' with { type: 'json' };
import classification100 from '#schemas/stac/extensions/classification/1.0.0.json' with { type: 'json' };
import classification110 from '#schemas/stac/extensions/classification/1.1.0.json' with { type: 'json' };
import classification200 from '#schemas/stac/extensions/classification/2.0.0.json' with { type: 'json' };
import contacts001 from '#schemas/stac/extensions/contacts/0.0.1.json' with { type: 'json' };
import contacts010 from '#schemas/stac/extensions/contacts/0.1.0.json' with { type: 'json' };
import contacts011 from '#schemas/stac/extensions/contacts/0.1.1.json' with { type: 'json' };
import contacts100 from '#schemas/stac/extensions/contacts/1.0.0.json' with { type: 'json' };
import datacube200 from '#schemas/stac/extensions/datacube/2.0.0.json' with { type: 'json' };
import datacube220 from '#schemas/stac/extensions/datacube/2.2.0.json' with { type: 'json' };
import datacube230 from '#schemas/stac/extensions/datacube/2.3.0.json' with { type: 'json' };
import eo100 from '#schemas/stac/extensions/eo/1.0.0.json' with { type: 'json' };
import eo110 from '#schemas/stac/extensions/eo/1.1.0.json' with { type: 'json' };
import eo200 from '#schemas/stac/extensions/eo/2.0.0.json' with { type: 'json' };
import file200 from '#schemas/stac/extensions/file/2.0.0.json' with { type: 'json' };
import file210 from '#schemas/stac/extensions/file/2.1.0.json' with { type: 'json' };
import goes100 from '#schemas/stac/extensions/goes/1.0.0.json' with { type: 'json' };
import grid100 from '#schemas/stac/extensions/grid/1.0.0.json' with { type: 'json' };
import grid110 from '#schemas/stac/extensions/grid/1.1.0.json' with { type: 'json' };
import itemAssets100 from '#schemas/stac/extensions/item-assets/1.0.0.json' with { type: 'json' };
import label101 from '#schemas/stac/extensions/label/1.0.1.json' with { type: 'json' };
import landsat110 from '#schemas/stac/extensions/landsat/1.1.0.json' with { type: 'json' };
import landsat111 from '#schemas/stac/extensions/landsat/1.1.1.json' with { type: 'json' };
import landsat200 from '#schemas/stac/extensions/landsat/2.0.0.json' with { type: 'json' };
import mgrs100 from '#schemas/stac/extensions/mgrs/1.0.0.json' with { type: 'json' };
import mlAoi020 from '#schemas/stac/extensions/ml-aoi/0.2.0.json' with { type: 'json' };
import mlm140 from '#schemas/stac/extensions/mlm/1.4.0.json' with { type: 'json' };
import mlm150 from '#schemas/stac/extensions/mlm/1.5.0.json' with { type: 'json' };
import mlm151 from '#schemas/stac/extensions/mlm/1.5.1.json' with { type: 'json' };
import mlm152 from '#schemas/stac/extensions/mlm/1.5.2.json' with { type: 'json' };
import noaaMrmsQpe100 from '#schemas/stac/extensions/noaa-mrms-qpe/1.0.0.json' with { type: 'json' };
import order110 from '#schemas/stac/extensions/order/1.1.0.json' with { type: 'json' };
import osc100 from '#schemas/stac/extensions/osc/1.0.0.json' with { type: 'json' };
import osc100Rc1 from '#schemas/stac/extensions/osc/1.0.0-rc.1.json' with { type: 'json' };
import osc100Rc2 from '#schemas/stac/extensions/osc/1.0.0-rc.2.json' with { type: 'json' };
import osc100Rc3 from '#schemas/stac/extensions/osc/1.0.0-rc.3.json' with { type: 'json' };
import osc100Rc4 from '#schemas/stac/extensions/osc/1.0.0-rc.4.json' with { type: 'json' };
import pointcloud100 from '#schemas/stac/extensions/pointcloud/1.0.0.json' with { type: 'json' };
import pointcloud200 from '#schemas/stac/extensions/pointcloud/2.0.0.json' with { type: 'json' };
import processing100 from '#schemas/stac/extensions/processing/1.0.0.json' with { type: 'json' };
import processing110 from '#schemas/stac/extensions/processing/1.1.0.json' with { type: 'json' };
import processing120 from '#schemas/stac/extensions/processing/1.2.0.json' with { type: 'json' };
import product010 from '#schemas/stac/extensions/product/0.1.0.json' with { type: 'json' };
import product100 from '#schemas/stac/extensions/product/1.0.0.json' with { type: 'json' };
import projection100 from '#schemas/stac/extensions/projection/1.0.0.json' with { type: 'json' };
import projection110 from '#schemas/stac/extensions/projection/1.1.0.json' with { type: 'json' };
import projection200 from '#schemas/stac/extensions/projection/2.0.0.json' with { type: 'json' };
import raster100 from '#schemas/stac/extensions/raster/1.0.0.json' with { type: 'json' };
import raster110 from '#schemas/stac/extensions/raster/1.1.0.json' with { type: 'json' };
import raster200 from '#schemas/stac/extensions/raster/2.0.0.json' with { type: 'json' };
import remoteData100 from '#schemas/stac/extensions/remote-data/1.0.0.json' with { type: 'json' };
import render200 from '#schemas/stac/extensions/render/2.0.0.json' with { type: 'json' };
import sar100 from '#schemas/stac/extensions/sar/1.0.0.json' with { type: 'json' };
import sar110 from '#schemas/stac/extensions/sar/1.1.0.json' with { type: 'json' };
import sar120 from '#schemas/stac/extensions/sar/1.2.0.json' with { type: 'json' };
import sar130 from '#schemas/stac/extensions/sar/1.3.0.json' with { type: 'json' };
import sar131 from '#schemas/stac/extensions/sar/1.3.1.json' with { type: 'json' };
import sar132 from '#schemas/stac/extensions/sar/1.3.2.json' with { type: 'json' };
import sat100 from '#schemas/stac/extensions/sat/1.0.0.json' with { type: 'json' };
import sat110 from '#schemas/stac/extensions/sat/1.1.0.json' with { type: 'json' };
import sat120 from '#schemas/stac/extensions/sat/1.2.0.json' with { type: 'json' };
import scientific100 from '#schemas/stac/extensions/scientific/1.0.0.json' with { type: 'json' };
import sentinel1V020 from '#schemas/stac/extensions/sentinel-1/0.2.0.json' with { type: 'json' };
import sentinel2V100 from '#schemas/stac/extensions/sentinel-2/1.0.0.json' with { type: 'json' };
import sentinel3V020 from '#schemas/stac/extensions/sentinel-3/0.2.0.json' with { type: 'json' };
import ssys111 from '#schemas/stac/extensions/ssys/1.1.1.json' with { type: 'json' };
import stats020 from '#schemas/stac/extensions/stats/0.2.0.json' with { type: 'json' };
import storage100 from '#schemas/stac/extensions/storage/1.0.0.json' with { type: 'json' };
import storage200 from '#schemas/stac/extensions/storage/2.0.0.json' with { type: 'json' };
import table120 from '#schemas/stac/extensions/table/1.2.0.json' with { type: 'json' };
import themes001 from '#schemas/stac/extensions/themes/0.0.1.json' with { type: 'json' };
import themes100 from '#schemas/stac/extensions/themes/1.0.0.json' with { type: 'json' };
import timestamps100 from '#schemas/stac/extensions/timestamps/1.0.0.json' with { type: 'json' };
import timestamps110 from '#schemas/stac/extensions/timestamps/1.1.0.json' with { type: 'json' };
import version100 from '#schemas/stac/extensions/version/1.0.0.json' with { type: 'json' };
import version120 from '#schemas/stac/extensions/version/1.2.0.json' with { type: 'json' };
import view100 from '#schemas/stac/extensions/view/1.0.0.json' with { type: 'json' };
import view110 from '#schemas/stac/extensions/view/1.1.0.json' with { type: 'json' };
import webMapLinks100 from '#schemas/stac/extensions/web-map-links/1.0.0.json' with { type: 'json' };
import webMapLinks110 from '#schemas/stac/extensions/web-map-links/1.1.0.json' with { type: 'json' };
import webMapLinks120 from '#schemas/stac/extensions/web-map-links/1.2.0.json' with { type: 'json' };
import webMapLinks130 from '#schemas/stac/extensions/web-map-links/1.3.0.json' with { type: 'json' };
import xarrayAssets100 from '#schemas/stac/extensions/xarray-assets/1.0.0.json' with { type: 'json' };
import { type Schema, textIn } from '../../schema/schema.ts';
import { type Extension, type ExtensionScope, readExtension } from './extension.ts';
import { extensionSchema, extensionSchemaName } from './extension-schema.ts';

/** All files of `schemas/stac/extensions/`, of each extension the earlier versions first. */
const FILES: readonly Schema[] = [
  alternateAssets100,
  alternateAssets110,
  alternateAssets120,
  anonymizedLocation100,
  archive100,
  authentication100,
  authentication110,
  card4lOptical010,
  card4lSarProduct010,
  card4lSarSource010,
  classification100,
  classification110,
  classification200,
  contacts001,
  contacts010,
  contacts011,
  contacts100,
  datacube200,
  datacube220,
  datacube230,
  eo100,
  eo110,
  eo200,
  file200,
  file210,
  goes100,
  grid100,
  grid110,
  itemAssets100,
  label101,
  landsat110,
  landsat111,
  landsat200,
  mgrs100,
  mlAoi020,
  mlm140,
  mlm150,
  mlm151,
  mlm152,
  noaaMrmsQpe100,
  order110,
  osc100Rc1,
  osc100Rc2,
  osc100Rc3,
  osc100Rc4,
  osc100,
  pointcloud100,
  pointcloud200,
  processing100,
  processing110,
  processing120,
  product010,
  product100,
  projection100,
  projection110,
  projection200,
  raster100,
  raster110,
  raster200,
  remoteData100,
  render200,
  sar100,
  sar110,
  sar120,
  sar130,
  sar131,
  sar132,
  sat100,
  sat110,
  sat120,
  scientific100,
  sentinel1V020,
  sentinel2V100,
  sentinel3V020,
  ssys111,
  stats020,
  storage100,
  storage200,
  table120,
  themes001,
  themes100,
  timestamps100,
  timestamps110,
  version100,
  version120,
  view100,
  view110,
  webMapLinks100,
  webMapLinks110,
  webMapLinks120,
  webMapLinks130,
  xarrayAssets100,
];

/** Every version of an extension that is known here, of each extension the earlier ones first. */
export const EXTENSIONS: readonly Extension[] = readAll();

const BY_ADDRESS: ReadonlyMap<string, Extension> = new Map(EXTENSIONS.map((each) => [each.address, each]));
const SCHEMAS = new Map<string, Schema>();

function readAll(): Extension[] {
  const read = new Map<string, Extension>();
  for (const file of FILES) {
    const key = (version: string | undefined) => `${textIn(file, 'name')} ${version}`;
    const base = textIn(file, 'base');
    if (base !== undefined && !read.has(key(base))) {
      throw new Error(`The STAC extension ${key(base)} is not listed before ${key(textIn(file, 'version'))}`);
    }
    const extension = readExtension(file, read.get(key(base)));
    read.set(key(extension.version), extension);
  }
  return [...read.values()];
}

/** The extension that an entry of `stac_extensions` names. A trailing `#` does not count: many schemas have one. */
export function extensionAt(address: string): Extension | undefined {
  return BY_ADDRESS.get(address.replace(/#$/, ''));
}

/** What `extensionSchemaName` names; undefined for other names. Made when it is first needed. */
export function extensionSchemaNamed(name: string): Schema | undefined {
  const known = SCHEMAS.get(name);
  if (known || !name.startsWith('waybill:/stac/extensions/')) {
    return known;
  }
  for (const extension of EXTENSIONS) {
    for (const kind of extension.scope) {
      if (extensionSchemaName(extension, kind) === name) {
        const schema = extensionSchema(extension, kind);
        SCHEMAS.set(name, schema);
        return schema;
      }
    }
  }
  return undefined;
}

/** The schemas that a STAC object has to satisfy for the extensions that it declares, as far as they are known here. */
export function extensionSchemaNames(declared: readonly string[], kind: ExtensionScope): readonly string[] {
  const known = new Set(declared.flatMap((address) => extensionAt(address) ?? []));
  return [...known].flatMap((each) => (each.scope.includes(kind) ? extensionSchemaName(each, kind) : []));
}
