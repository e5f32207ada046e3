import { SPDX_LINES } from './spdx-licenses.ts';

/** A licence that an entry of `licenses` can name. */
export interface License {
  /** The identifier as its list writes it. */
  readonly name: string;
  readonly title: string;
  /** Where its text is; an address. Empty for the collective names of the Open Definition (`other-open`). */
  readonly path: string;
  /** Whether the SPDX list has the identifier. Otherwise the Open Definition has it. */
  readonly spdx: boolean;
  /** SPDX gave the identifier up for a more exact one. */
  readonly deprecated?: true;
}

/** Licences made for data and texts, the most used first, with the address that people know them by. */
const FOR_DATA: readonly (readonly [name: string, title: string, path: string])[] = [
  ['CC0-1.0', 'CC0 1.0 Universal', 'https://creativecommons.org/publicdomain/zero/1.0/'],
  [
    'CC-BY-4.0',
    'Creative Commons Attribution 4.0 International',
    'https://creativecommons.org/licenses/by/4.0/',
  ],
  [
    'CC-BY-SA-4.0',
    'Creative Commons Attribution-ShareAlike 4.0 International',
    'https://creativecommons.org/licenses/by-sa/4.0/',
  ],
  [
    'ODC-PDDL-1.0',
    'Open Data Commons Public Domain Dedication and License v1.0',
    'https://opendatacommons.org/licenses/pddl/1-0/',
  ],
  [
    'ODC-BY-1.0',
    'Open Data Commons Attribution License v1.0',
    'https://opendatacommons.org/licenses/by/1-0/',
  ],
  [
    'ODbL-1.0',
    'Open Data Commons Open Database License v1.0',
    'https://opendatacommons.org/licenses/odbl/1-0/',
  ],
  [
    'CC-BY-NC-4.0',
    'Creative Commons Attribution-NonCommercial 4.0 International',
    'https://creativecommons.org/licenses/by-nc/4.0/',
  ],
  [
    'CC-BY-NC-SA-4.0',
    'Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International',
    'https://creativecommons.org/licenses/by-nc-sa/4.0/',
  ],
  [
    'CC-BY-ND-4.0',
    'Creative Commons Attribution-NoDerivatives 4.0 International',
    'https://creativecommons.org/licenses/by-nd/4.0/',
  ],
  [
    'CC-BY-NC-ND-4.0',
    'Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International',
    'https://creativecommons.org/licenses/by-nc-nd/4.0/',
  ],
  [
    'OGL-UK-3.0',
    'Open Government Licence v3.0 (United Kingdom)',
    'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
  ],
  [
    'OGL-Canada-2.0',
    'Open Government Licence 2.0 (Canada)',
    'https://open.canada.ca/en/open-government-licence-canada',
  ],
  ['OGL-DE-BY-2.0', 'Data licence Germany, attribution, version 2.0', 'https://www.govdata.de/dl-de/by-2-0'],
  ['OGL-DE-ZERO-2.0', 'Data licence Germany, zero, version 2.0', 'https://www.govdata.de/dl-de/zero-2-0'],
  ['OGL-TW-1.0', 'Open Government Data License Taiwan 1.0', 'https://data.gov.tw/license'],
  [
    'LO-FR-2.0',
    'Licence Ouverte 2.0 (France)',
    'https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf',
  ],
  ['etalab-2.0', 'Etalab Open License 2.0', 'https://spdx.org/licenses/etalab-2.0.html'],
  ['FAL-1.3', 'Free Art License 1.3', 'https://artlibre.org/licence/lal/en/'],
  [
    'GFDL-1.3-no-cover-texts-no-invariant-sections',
    'GNU Free Documentation License 1.3 with no cover texts and no invariant sections',
    'https://www.gnu.org/licenses/fdl-1.3.html',
  ],
];

/** Names of the Open Definition that no address belongs to, or none that still answers. */
const WITHOUT_ADDRESS: readonly (readonly [name: string, title: string])[] = [
  ['other-open', 'Other (open)'],
  ['other-pd', 'Other (public domain)'],
  ['other-at', 'Other (attribution)'],
  ['other-nc', 'Other (non-commercial)'],
  ['other-closed', 'Other (not open)'],
  ['notspecified', 'License not specified'],
  ['Against-DRM', 'Against DRM'],
  ['DSL', 'Design Science License'],
  ['Talis', 'Talis Community License'],
  ['LO-2.0', 'Open License 2.0'],
  ['dli-model-use', 'Statistics Canada: Data Liberation Initiative, model data use licence'],
  ['geogratis', 'Geogratis'],
  ['hesa-withrights', 'Higher Education Statistics Agency copyright with data.gov.uk rights'],
  ['localauth-withrights', 'Local authority copyright with data.gov.uk rights'],
  ['met-office-cp', 'Met Office UK Climate Projections licence agreement'],
  ['mitre', 'MITRE Collaborative Virtual Workspace License'],
  ['ukclickusepsi', 'UK Click Use PSI'],
  ['ukcrown', 'UK Crown copyright'],
  ['ukcrown-withrights', 'UK Crown copyright with data.gov.uk rights'],
  ['ukpsi', 'UK PSI public sector information'],
];

/** What people write, in lower case, for a licence that has another identifier. */
const ALIASES: Readonly<Record<string, string>> = {
  cc0: 'CC0-1.0',
  'cc-0': 'CC0-1.0',
  'cc-zero': 'CC0-1.0',
  'cc-by': 'CC-BY-4.0',
  'cc-by-sa': 'CC-BY-SA-4.0',
  'cc-by-nc': 'CC-BY-NC-4.0',
  'cc-by-nd': 'CC-BY-ND-4.0',
  'cc-by-nc-sa': 'CC-BY-NC-SA-4.0',
  'cc-by-nc-nd': 'CC-BY-NC-ND-4.0',
  ccby: 'CC-BY-4.0',
  'odc-pddl': 'ODC-PDDL-1.0',
  pddl: 'ODC-PDDL-1.0',
  'odc-by': 'ODC-BY-1.0',
  'odc-odbl': 'ODbL-1.0',
  'odc-odbl-1.0': 'ODbL-1.0',
  odbl: 'ODbL-1.0',
  'uk-ogl': 'OGL-UK-3.0',
  'ogl-uk': 'OGL-UK-3.0',
  'dl-de/by-2-0': 'OGL-DE-BY-2.0',
  'dl-de-by-2-0': 'OGL-DE-BY-2.0',
  'dl-de/zero-2-0': 'OGL-DE-ZERO-2.0',
  'dl-de-zero-2-0': 'OGL-DE-ZERO-2.0',
  gfdl: 'GFDL-1.3-no-cover-texts-no-invariant-sections',
  apache2: 'Apache-2.0',
  'apache2.0': 'Apache-2.0',
  gpl: 'GPL-3.0-or-later',
  gplv2: 'GPL-2.0-only',
  gplv3: 'GPL-3.0-only',
  bsd: 'BSD-3-Clause',
  'mit-license': 'MIT',
};

/** Licences by identifier: those made for data first, then the SPDX list in its order, then collective names. */
export const LICENSES: readonly License[] = allLicenses();

/** By identifier and by identifier in lower case. `ODC-BY-1.0` and SPDX's `ODC-By-1.0` are one licence. */
const BY_NAME: ReadonlyMap<string, License> = new Map([
  ...LICENSES.map((license) => [license.name.toLowerCase(), license] as const),
  ...LICENSES.map((license) => [license.name, license] as const),
]);

/**
 * The licence that an identifier of SPDX or of the Open Definition stands for. Case does not matter (SPDX
 * specification, annex D), so `name` of the answer may be written differently.
 */
export function licenseByName(name: string): License | undefined {
  return BY_NAME.get(name) ?? BY_NAME.get(name.toLowerCase());
}

/** The licence that someone most likely means by a name that is no identifier: `cc-by`, `odbl`, `GPLv3`. */
export function licenseByAlias(name: string): License | undefined {
  const written = name.trim().toLowerCase().replace(/[ _]/g, '-');
  const alias = Object.hasOwn(ALIASES, written) ? ALIASES[written] : undefined;
  return alias === undefined ? undefined : licenseByName(alias);
}

function allLicenses(): License[] {
  const spdx = SPDX_LINES.trim()
    .split('\n')
    .map((line) => line.split('|'));
  const spdxNames = new Set(spdx.map(([name = '']) => name));
  const forData = new Set(FOR_DATA.map(([name]) => name));
  return [
    ...FOR_DATA.map(([name, title, path]) => ({ name, title, path, spdx: spdxNames.has(name) })),
    ...spdx.flatMap(([name = '', title = '', deprecated]) => {
      const path = `https://spdx.org/licenses/${name}.html`;
      const license = { name, title, path, spdx: true, ...(deprecated && { deprecated: true as const }) };
      return forData.has(name) ? [] : [license];
    }),
    ...WITHOUT_ADDRESS.map(([name, title]) => ({ name, title, path: '', spdx: false })),
  ];
}
