/** A coordinate reference system as `proj:code` names it. */
export interface ReferenceSystem {
  /** Authority and code: `EPSG:32632`. */
  readonly code: string;
  readonly name: string;
  readonly unit: 'degrees' | 'metres' | 'US survey feet';
  /** Where it is for, in a few words. */
  readonly area: string;
}

const UNITS = { d: 'degrees', m: 'metres', f: 'US survey feet' } as const;

/**
 * The systems that data is mostly in: `code|name|unit|area`, the code of EPSG where no authority is named. Names and
 * codes are facts of the EPSG Dataset (https://epsg.org), of Esri and of OGC.
 */
const LINES = `
4326|WGS 84|d|the world
3857|WGS 84 / Pseudo-Mercator|m|the world but for the poles: web maps
OGC:CRS84|WGS 84, longitude before latitude|d|the world
4979|WGS 84, with heights|d|the world
OGC:CRS84h|WGS 84, longitude before latitude, with heights|d|the world
3395|WGS 84 / World Mercator|m|the world but for the poles
4087|WGS 84 / World Equidistant Cylindrical|m|the world
6933|WGS 84 / NSIDC EASE-Grid 2.0 Global|m|the world but for the poles, equal area
6931|WGS 84 / NSIDC EASE-Grid 2.0 North|m|northern hemisphere, equal area
6932|WGS 84 / NSIDC EASE-Grid 2.0 South|m|southern hemisphere, equal area
8857|WGS 84 / Equal Earth Greenwich|m|the world, equal area
ESRI:54009|World Mollweide|m|the world, equal area
ESRI:54008|World Sinusoidal|m|the world, equal area
ESRI:54012|World Eckert IV|m|the world, equal area
ESRI:54030|World Robinson|m|the world
ESRI:54034|World Cylindrical Equal Area|m|the world, equal area
3408|NSIDC EASE-Grid North|m|northern hemisphere, equal area
3409|NSIDC EASE-Grid South|m|southern hemisphere, equal area
3410|NSIDC EASE-Grid Global|m|the world but for the poles, equal area
3413|WGS 84 / NSIDC Sea Ice Polar Stereographic North|m|the Arctic
3976|WGS 84 / NSIDC Sea Ice Polar Stereographic South|m|the Antarctic
3411|NSIDC Sea Ice Polar Stereographic North|m|the Arctic
3412|NSIDC Sea Ice Polar Stereographic South|m|the Antarctic
3995|WGS 84 / Arctic Polar Stereographic|m|the Arctic
3996|WGS 84 / IBCAO Polar Stereographic|m|the Arctic
3031|WGS 84 / Antarctic Polar Stereographic|m|the Antarctic
3571|WGS 84 / North Pole LAEA Bering Sea|m|north of 45°N, equal area
3572|WGS 84 / North Pole LAEA Alaska|m|north of 45°N, equal area
3573|WGS 84 / North Pole LAEA Canada|m|north of 45°N, equal area
3574|WGS 84 / North Pole LAEA Atlantic|m|north of 45°N, equal area
3575|WGS 84 / North Pole LAEA Europe|m|north of 45°N, equal area
3576|WGS 84 / North Pole LAEA Russia|m|north of 45°N, equal area
5041|WGS 84 / UPS North (E,N)|m|the Arctic
5042|WGS 84 / UPS South (E,N)|m|the Antarctic
32661|WGS 84 / UPS North (N,E)|m|the Arctic
32761|WGS 84 / UPS South (N,E)|m|the Antarctic
4258|ETRS89|d|Europe
3035|ETRS89-extended / LAEA Europe|m|Europe, equal area
3034|ETRS89-extended / LCC Europe|m|Europe
27700|OSGB36 / British National Grid|m|Great Britain
4277|OSGB36|d|Great Britain
2157|IRENET95 / Irish Transverse Mercator|m|Ireland
29902|TM65 / Irish Grid|m|Ireland
29903|TM75 / Irish Grid|m|Ireland
2154|RGF93 v1 / Lambert-93|m|France
4171|RGF93 v1|d|France
27572|NTF (Paris) / Lambert zone II|m|France
28992|Amersfoort / RD New|m|Netherlands
7415|Amersfoort / RD New + NAP height|m|Netherlands
31370|BD72 / Belgian Lambert 72|m|Belgium
3812|ETRS89 / Belgian Lambert 2008|m|Belgium
2169|LUREF / Luxembourg TM|m|Luxembourg
2056|CH1903+ / LV95|m|Switzerland, Liechtenstein
21781|CH1903 / LV03|m|Switzerland, Liechtenstein
31287|MGI / Austria Lambert|m|Austria
3416|ETRS89 / Austria Lambert|m|Austria
31466|DHDN / 3-degree Gauss-Kruger zone 2|m|Germany, west
31467|DHDN / 3-degree Gauss-Kruger zone 3|m|Germany
31468|DHDN / 3-degree Gauss-Kruger zone 4|m|Germany, Bavaria and east
31469|DHDN / 3-degree Gauss-Kruger zone 5|m|Germany, east
5243|ETRS89 / LCC Germany (E-N)|m|Germany
5514|S-JTSK / Krovak East North|m|Czechia, Slovakia
2180|ETRF2000-PL / CS92|m|Poland
23700|HD72 / EOV|m|Hungary
3844|Pulkovo 1942(58) / Stereo70|m|Romania
3765|HTRS96 / Croatia TM|m|Croatia
3794|Slovenia 1996 / Slovene National Grid|m|Slovenia
2100|GGRS87 / Greek Grid|m|Greece
3763|ETRS89 / Portugal TM06|m|Portugal
7794|RDN2008 / Italy zone (E-N)|m|Italy
3003|Monte Mario / Italy zone 1|m|Italy, west
3004|Monte Mario / Italy zone 2|m|Italy, east
3006|SWEREF99 TM|m|Sweden
4619|SWEREF99|d|Sweden
3067|ETRS89 / TM35FIN(E,N)|m|Finland
3301|Estonian Coordinate System of 1997|m|Estonia
3059|LKS-92 / Latvia TM|m|Latvia
3346|LKS94 / Lithuania TM|m|Lithuania
5253|TUREF / TM27|m|Turkey
5254|TUREF / TM30|m|Turkey
5255|TUREF / TM33|m|Turkey
4269|NAD83|d|North America
4267|NAD27|d|North America
6318|NAD83(2011)|d|United States
4617|NAD83(CSRS)|d|Canada
5070|NAD83 / Conus Albers|m|contiguous United States, equal area
6350|NAD83(2011) / Conus Albers|m|contiguous United States, equal area
5071|NAD83(HARN) / Conus Albers|m|contiguous United States, equal area
9311|NAD27 / US National Atlas Equal Area|m|United States, equal area
3338|NAD83 / Alaska Albers|m|Alaska, equal area
3310|NAD83 / California Albers|m|California, equal area
3082|NAD83 / Texas Centric Lambert Conformal|m|Texas
3083|NAD83 / Texas Centric Albers Equal Area|m|Texas, equal area
2227|NAD83 / California zone 3 (ftUS)|f|California
2229|NAD83 / California zone 5 (ftUS)|f|California
2230|NAD83 / California zone 6 (ftUS)|f|California
2231|NAD83 / Colorado North (ftUS)|f|Colorado
2232|NAD83 / Colorado Central (ftUS)|f|Colorado
2236|NAD83 / Florida East (ftUS)|f|Florida
2263|NAD83 / New York Long Island (ftUS)|f|New York
2264|NAD83 / North Carolina (ftUS)|f|North Carolina
2272|NAD83 / Pennsylvania South (ftUS)|f|Pennsylvania
2277|NAD83 / Texas Central (ftUS)|f|Texas
2283|NAD83 / Virginia North (ftUS)|f|Virginia
2285|NAD83 / Washington North (ftUS)|f|Washington
3978|NAD83 / Canada Atlas Lambert|m|Canada
3979|NAD83(CSRS) / Canada Atlas Lambert|m|Canada
3347|NAD83 / Statistics Canada Lambert|m|Canada
3005|NAD83 / BC Albers|m|British Columbia, equal area
6372|Mexico ITRF2008 / LCC|m|Mexico
6362|Mexico ITRF92 / LCC|m|Mexico
4674|SIRGAS 2000|d|Central and South America
5880|SIRGAS 2000 / Brazil Polyconic|m|Brazil
5641|SIRGAS 2000 / Brazil Mercator|m|Brazil, off the coast
4283|GDA94|d|Australia
7844|GDA2020|d|Australia
3577|GDA94 / Australian Albers|m|Australia, equal area
9473|GDA2020 / Australian Albers|m|Australia, equal area
3112|GDA94 / Geoscience Australia Lambert|m|Australia
3308|GDA94 / NSW Lambert|m|New South Wales
3111|GDA94 / Vicgrid|m|Victoria, Australia
7899|GDA2020 / Vicgrid|m|Victoria, Australia
4167|NZGD2000|d|New Zealand
2193|NZGD2000 / New Zealand Transverse Mercator 2000|m|New Zealand
27200|NZGD49 / New Zealand Map Grid|m|New Zealand
4490|China Geodetic Coordinate System 2000|d|China
2326|Hong Kong 1980 Grid System|m|Hong Kong
3826|TWD97 / TM2 zone 121|m|Taiwan
3825|TWD97 / TM2 zone 119|m|Penghu
4612|JGD2000|d|Japan
6668|JGD2011|d|Japan
5179|KGD2002 / Unified CS|m|South Korea
5186|KGD2002 / Central Belt 2010|m|South Korea
4737|KGD2002|d|South Korea
3414|SVY21 / Singapore TM|m|Singapore
3405|VN-2000 / UTM zone 48N|m|Vietnam, west
3406|VN-2000 / UTM zone 49N|m|Vietnam, east
7755|WGS 84 / India NSF LCC|m|India
2039|Israel 1993 / Israeli TM Grid|m|Israel
6991|Israeli Grid 05/12|m|Israel
4148|Hartebeesthoek94|d|South Africa
2048|Hartebeesthoek94 / Lo19|m|South Africa
2052|Hartebeesthoek94 / Lo27|m|South Africa
4322|WGS 72|d|the world
4230|ED50|d|Europe
4978|WGS 84, geocentric|m|the world
IAU_2015:30100|Moon (2015), sphere|d|the Moon
IAU_2015:49900|Mars (2015), sphere|d|Mars
`;

/** Systems of numbered zones, whose codes follow each other: the code of the first zone, the zones, the name before. */
const ZONES: readonly (readonly [code: number, first: number, last: number, name: string, after: string])[] =
  [
    [32601, 1, 60, 'WGS 84 / UTM zone', 'N'],
    [32701, 1, 60, 'WGS 84 / UTM zone', 'S'],
    [25828, 28, 37, 'ETRS89 / UTM zone', 'N'],
    [26901, 1, 23, 'NAD83 / UTM zone', 'N'],
    [6330, 1, 19, 'NAD83(2011) / UTM zone', 'N'],
    [2955, 11, 13, 'NAD83(CSRS) / UTM zone', 'N'],
    [2958, 17, 21, 'NAD83(CSRS) / UTM zone', 'N'],
    [3154, 7, 10, 'NAD83(CSRS) / UTM zone', 'N'],
    [3158, 14, 16, 'NAD83(CSRS) / UTM zone', 'N'],
    [31965, 11, 22, 'SIRGAS 2000 / UTM zone', 'N'],
    [31977, 17, 25, 'SIRGAS 2000 / UTM zone', 'S'],
    [28348, 48, 58, 'GDA94 / MGA zone', ''],
    [7846, 46, 59, 'GDA2020 / MGA zone', ''],
    [23028, 28, 38, 'ED50 / UTM zone', 'N'],
    [26701, 1, 22, 'NAD27 / UTM zone', 'N'],
    [32201, 1, 60, 'WGS 72 / UTM zone', 'N'],
    [32301, 1, 60, 'WGS 72 / UTM zone', 'S'],
  ];

/** The usual systems, those of the world first, then all zones of the usual grids. */
export const REFERENCE_SYSTEMS: readonly ReferenceSystem[] = [
  ...LINES.trim().split('\n').map(system),
  ...ZONES.flatMap(zones),
];

const BY_CODE: ReadonlyMap<string, ReferenceSystem> = new Map(
  REFERENCE_SYSTEMS.map((each) => [each.code, each]),
);

/** The system of a code such as `EPSG:32632`, in any case. */
export function referenceSystem(code: string): ReferenceSystem | undefined {
  return BY_CODE.get(code) ?? BY_CODE.get(code.toUpperCase());
}

/** The UTM zone (WGS 84) of a place in degrees. Norway and Svalbard have wider zones, which are not looked at. */
export function utmZoneOf(longitude: number, latitude: number): ReferenceSystem | undefined {
  const zone = Math.min(60, Math.floor((longitude + 180) / 6) + 1);
  return Math.abs(latitude) <= 84 && zone >= 1
    ? BY_CODE.get(`EPSG:${(latitude < 0 ? 32700 : 32600) + zone}`)
    : undefined;
}

function system(line: string): ReferenceSystem {
  const [code = '', name = '', unit = '', area = ''] = line.split('|');
  const known = unit === 'd' || unit === 'f' ? unit : 'm';
  return { code: code.includes(':') ? code : `EPSG:${code}`, name, unit: UNITS[known], area };
}

function zones([code, first, last, name, after]: (typeof ZONES)[number]): ReferenceSystem[] {
  return Array.from({ length: last - first + 1 }, (_, index): ReferenceSystem => {
    const zone = first + index;
    const half = after === 'S' || after === '' ? 'south' : 'north';
    return {
      code: `EPSG:${code + index}`,
      name: `${name} ${zone}${after}`,
      unit: 'metres',
      area: `${degrees(zone * 6 - 186)} to ${degrees(zone * 6 - 180)}, ${half} of the equator`,
    };
  });
}

function degrees(longitude: number): string {
  return longitude === 0 ? '0°' : `${Math.abs(longitude)}°${longitude < 0 ? 'W' : 'E'}`;
}
