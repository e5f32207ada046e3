import { expect, test } from 'vitest';
import { ASSET_ROLE_MEANINGS } from '#core/metadata/terms/asset-role-meanings.ts';
import { ASSET_ROLES } from '#core/metadata/terms/asset-roles.ts';
import { LINK_RELATION_MEANINGS } from '#core/metadata/terms/link-relation-meanings.ts';
import { LINK_RELATIONS } from '#core/metadata/terms/link-relations.ts';
import { REFERENCE_SYSTEMS, referenceSystem, utmZoneOf } from '#core/metadata/terms/reference-systems.ts';
import { STAC_MEDIA_TYPES, stacMediaType, stacMediaTypeOf } from '#core/metadata/terms/stac-media-types.ts';
import { isUnit } from '#core/metadata/terms/units.ts';
import { USUAL_UNITS } from '#core/metadata/terms/usual-units.ts';

test('what is offered is known to the rules', () => {
  expect(ASSET_ROLE_MEANINGS.filter(({ name }) => !ASSET_ROLES.has(name))).toEqual([]);
  expect(
    LINK_RELATION_MEANINGS.filter(({ name }) => !LINK_RELATIONS.has(name) && !name.startsWith('http')),
  ).toEqual([]);
  expect(USUAL_UNITS.filter(({ unit }) => !isUnit(unit))).toEqual([]);
});

test.each([
  ['asset roles', ASSET_ROLE_MEANINGS.map(({ name }) => name)],
  ['relations', LINK_RELATION_MEANINGS.map(({ name }) => name)],
  ['media types', STAC_MEDIA_TYPES.map(({ type }) => type)],
  ['reference systems', REFERENCE_SYSTEMS.map(({ code }) => code)],
  ['units', USUAL_UNITS.map(({ unit }) => unit)],
])('%s stand in their list once', (_, names) => {
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test.each([
  ['EPSG:32601', 'WGS 84 / UTM zone 1N'],
  ['EPSG:32760', 'WGS 84 / UTM zone 60S'],
  ['EPSG:25833', 'ETRS89 / UTM zone 33N'],
  ['EPSG:26910', 'NAD83 / UTM zone 10N'],
  ['EPSG:31983', 'SIRGAS 2000 / UTM zone 23S'],
  ['EPSG:7855', 'GDA2020 / MGA zone 55'],
  ['epsg:3035', 'ETRS89-extended / LAEA Europe'],
])('%s is %s', (code, name) => {
  expect(referenceSystem(code)?.name).toBe(name);
});

test.each([
  [11.5, 47, 'EPSG:32632'],
  [-122.4, 37.8, 'EPSG:32610'],
  [151.2, -33.9, 'EPSG:32756'],
  [180, 0, 'EPSG:32660'],
  [-180, -1, 'EPSG:32701'],
  [0, 89, undefined],
])('%d, %d lies in %s', (longitude, latitude, code) => {
  expect(utmZoneOf(longitude, latitude)?.code).toBe(code);
});

test.each([
  ['image/tiff; application=geotiff; profile=cloud-optimized', 'Cloud Optimized GeoTIFF'],
  ['image/tiff;profile=cloud-optimized;application=geotiff', 'Cloud Optimized GeoTIFF'],
  ['image/png; charset=x', 'PNG'],
  ['application/orc', undefined],
])('%s is %s', (type, title) => {
  expect(stacMediaType(type)?.title).toBe(title);
});

test('a file that ends in .tif may or may not be cloud optimized', () => {
  expect(stacMediaTypeOf('tif')?.type).toBe('image/tiff; application=geotiff');
});
