import { describe, expect, test } from 'vitest';
import { describeTerm } from '#core/metadata/hover/describe-term.ts';
import { chosen, complete, item, labels } from './completing.ts';
import { itemJson } from './samples.ts';

const EO = 'https://stac-extensions.github.io/eo/v2.0.0/schema.json';
const EO_1 = 'https://stac-extensions.github.io/eo/v1.1.0/schema.json';

describe('addresses of extensions', () => {
  const text = (entry: string, version = '1.1.0') =>
    `{ "type": "Feature", "stac_version": "${version}", "stac_extensions": [${entry}] }`;

  test('are written for what is chosen, the newest that fits the version of STAC', () => {
    expect(chosen('i.json', text('"eo‸"'), 'eo 2.0.0')).toBe(text(`"${EO}"`));
    expect(chosen('i.json', text('‸', '1.0.0'), 'eo 1.1.0')).toBe(text(`"${EO_1}"`, '1.0.0'));
    expect(labels('i.json', text('‸', '1.0.0'))).not.toContain('eo 2.0.0');
    const found = labels('i.json', text('‸'));
    expect(found.indexOf('eo 2.0.0')).toBeLessThan(found.indexOf('eo 1.1.0'));
    expect(found[0]).toBe('eo 2.0.0');
  });

  test('of what is declared are not offered again, in whichever version', () => {
    const found = labels('i.json', text(`"${EO_1}", ‸`));
    expect(found.filter((label) => label.startsWith('eo '))).toEqual([]);
  });

  test('of extensions for other objects are not offered', () => {
    const catalog = '{ "type": "Catalog", "stac_version": "1.1.0", "stac_extensions": [‸] }';
    expect(labels('c.json', catalog)).not.toContain('eo 2.0.0');
  });

  test('say what the extension is', () => {
    const { about, detail, filterText } = item('i.json', text('‸'), 'eo 2.0.0');
    expect(detail).toBe('Electro-Optical, stable');
    expect(about && describeTerm(about)).toMatch(
      /\*\*Electro-Optical\*\*.*eo 2\.0\.0.*Images of one moment/s,
    );
    expect(filterText).toMatch(/^eo 2\.0\.0 .*https:/);
  });

  test('in YAML', () => {
    const yaml = 'type: Feature\nstac_version: 1.1.0\nstac_extensions:\n  - ';
    expect(chosen('i.yaml', `${yaml}‸\n`, 'eo 2.0.0')).toBe(`${yaml}${EO}\n`);
  });
});

describe('fields of extensions that are not declared', () => {
  const empty = (properties: string) => itemJson({ properties: `{ "datetime": null, ${properties} }` });

  test('show after two letters, so that the list is asked for again until then', () => {
    expect(labels('i.json', empty('‸'))).not.toContain('eo:cloud_cover');
    expect(complete('i.json', empty('"e‸"')).isComplete).toBe(false);
    expect(labels('i.json', empty('"eo‸"'))).toContain('eo:cloud_cover');
    expect(labels('i.json', empty('"cloud‸"'))).toContain('eo:cloud_cover');
    expect(complete('i.json', empty('"eo:‸"')).isComplete).toBe(true);
  });

  test('say so', () => {
    const { detail, documentation } = item('i.json', empty('"eo:‸"'), 'eo:cloud_cover');
    expect(detail).toBe('eo: not declared yet');
    expect(documentation).toContain('choosing the field declares it');
  });

  test('choosing one declares the extension', () => {
    const written = chosen('i.json', empty('"eo:‸"'), 'eo:cloud_cover');
    expect(written).toBe(
      empty('"eo:cloud_cover": ‸').replace(
        '"stac_version": "1.1.0",',
        `"stac_version": "1.1.0",\n  "stac_extensions": ["${EO}"],`,
      ),
    );
  });

  test('with an extension that is declared, it is added', () => {
    const view = 'https://stac-extensions.github.io/view/v1.1.0/schema.json';
    const text = (properties: string, list: string) =>
      itemJson({ properties: `{ ${properties} }`, more: `"stac_extensions": [${list}]` });
    expect(chosen('i.json', text('"eo:c‸"', `"${view}"`), 'eo:cloud_cover')).toBe(
      text('"eo:cloud_cover": ‸', `"${view}", "${EO}"`),
    );
  });

  test('by the version of STAC', () => {
    const text = empty('"eo:‸"').replace('1.1.0', '1.0.0');
    expect(labels('i.json', text)).toContain('eo:bands');
    expect(chosen('i.json', text, 'eo:cloud_cover')).toContain(EO_1);
  });

  test('where a comma is missing before', () => {
    const text = '{ "type": "Feature", "stac_version": "1.1.0"\n  "eo:c‸" }';
    expect(labels('i.json', text)).not.toContain('eo:cloud_cover'); // no field of the item itself
    const properties = itemJson({ properties: '{ "datetime": null\n  "eo:c‸" }' });
    expect(chosen('i.json', properties, 'eo:cloud_cover')).toBe(
      itemJson({ properties: '{ "datetime": null,\n  "eo:cloud_cover": ‸ }' }).replace(
        '"stac_version": "1.1.0",',
        `"stac_version": "1.1.0",\n  "stac_extensions": ["${EO}"],`,
      ),
    );
  });

  test('in YAML', () => {
    expect(
      chosen('i.yaml', 'type: Feature\nstac_version: 1.1.0\nproperties:\n  eo‸\n', 'eo:cloud_cover'),
    ).toBe(
      `type: Feature\nstac_version: 1.1.0\nstac_extensions:\n  - ${EO}\nproperties:\n  eo:cloud_cover: ‸\n`,
    );
  });

  test('in an item of a collection of items, that item declares it', () => {
    const text = (features: string) =>
      `{ "type": "FeatureCollection", "features": [${itemJson()}, ${features}] }`;
    expect(chosen('f.json', text(empty('"eo:c‸"')), 'eo:cloud_cover')).toBe(
      text(
        empty('"eo:cloud_cover": ‸').replace(
          '"stac_version": "1.1.0",',
          `"stac_version": "1.1.0",\n  "stac_extensions": ["${EO}"],`,
        ),
      ),
    );
  });

  test('in summaries and item assets of a collection', () => {
    const text = (members: string) => `{ "type": "Collection", "stac_version": "1.1.0", ${members} }`;
    expect(labels('c.json', text('"summaries": { "eo:‸" }'))).toContain('eo:cloud_cover');
    expect(labels('c.json', text('"item_assets": { "a": { "eo:‸" } }'))).toContain('eo:cloud_cover');
    expect(labels('c.json', text('"eo:‸"'))).not.toContain('eo:cloud_cover');
  });
});

test('common names of bands tell their wavelengths', () => {
  const more = `"stac_extensions": ["${EO}"]`;
  const text = itemJson({ assets: '"a": { "href": "a.tif", "bands": [{ "eo:common_name": "‸" }] }', more });
  expect(item('i.json', text, 'swir16').detail).toBe('1.55 to 1.75 µm: short-wave infrared.');
});
