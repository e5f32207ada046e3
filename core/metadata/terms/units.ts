/**
 * Units by their UCUM codes and their UDUNITS-2 symbols and names, which take a prefix. UDUNITS takes plurals of names.
 */
const WITH_PREFIX = new Set(
  `m g s A K mol cd rad sr Hz N Pa J W C V F Ohm ohm S Wb T H lm lx Bq Gy Sv kat L l t b B bit By eV u bar ar pc
  Cel degC Np dyn erg P St Gal cal Bi Ci R rem RAD Oe Mx G Lmb st mho Wh
  meter metre gram second ampere kelvin mole candela radian steradian hertz newton pascal joule watt coulomb volt
  farad siemens weber tesla henry lumen lux becquerel gray sievert katal liter litre tonne bel byte electronvolt
  parsec are bars calorie dyne watthour gauss poise stokes atm`.split(/\s+/),
);
const ALONE = new Set(
  `1 % ‰ ppm ppb ppt ppmv ppbv ppth deg degree arcdeg ° ' " '' arcmin arcsec arcminute arcsecond min h d a yr wk mo
  hr hour minute day week month year common_year sidereal_day century decade millennium fortnight
  a_j a_t a_g a_c mo_j mo_s mo_g degF degR degK degreeK degreesK degreeC degree_C degree_c degrees_C degreesC degrees_c
  celsius Celsius fahrenheit Fahrenheit °C °F °K ℃ ℉ degC degree_Celsius degrees_Celsius
  degree_north degrees_north degree_N degrees_N degreeN degreesN degree_south degrees_south degree_S degrees_S
  degree_east degrees_east degree_E degrees_E degreeE degreesE degree_west degrees_west degree_W degrees_W
  degree_true degrees_true percent count turn circle cycle revolution rotation ha acr hectare acre barn
  gon grade dB dBZ dBz B[W] psu PSU pH DU dobson AU ly inch in ft foot feet yd yard mi mile nmi nautical_mile knot kn
  kt kts lb pound oz ounce ton pt gal gallon psi mmHg inHg torr Torr millibar sv Sv unitless_1 pi geopotential
  standard_atmosphere atmosphere fathom micron bits bytes octet bp pixel pixels px dots`.split(/\s+/),
);
const PREFIXES =
  'yotta zetta exa peta tera giga mega kilo hecto deca deka deci centi milli micro nano pico femto atto zepto yocto Y Z E P T G M k h da d c m u µ μ n p f a z y Ki Mi Gi Ti'.split(
    ' ',
  );

const MAX_LENGTH = 200;

/** Whether a text is a unit of UCUM or UDUNITS-2, as far as these lists go. Takes time in proportion to the text. */
export function isUnit(text: string): boolean {
  if (text.length > MAX_LENGTH) {
    return false;
  }
  const bare = text
    .trim()
    .replace(/\{[^{}]*\}/g, ' 1 ')
    .replace(/^(\S+) (?:since|after|from|ref) .*$/, '$1')
    .replace(/\b(?:square|cubic)_/g, '')
    .replace(/[²]/g, '2')
    .replace(/[³]/g, '3')
    .replace(/⁻/g, '-')
    .replace(/¹/g, '1');
  return (
    bare !== '' && bare.split(/[\s./*·×()]+|(?<=[a-z])\^\^/i).every((part) => part === '' || isFactor(part))
  );
}

/** A number, or a unit with a power. */
function isFactor(part: string): boolean {
  if (
    /^[+-]?\d{1,20}(?:e[+-]?\d{1,3})?$/i.test(part) ||
    /^10[*^][+-]?\d{1,3}$/.test(part) ||
    part === 'per'
  ) {
    return true;
  }
  const [, name = '', power] = /^(.*?[^\d^+-])((?:\^|\*\*)?[+-]?\d{1,2})?$/.exec(part) ?? [];
  return (
    (isNamed(name) && power !== '') ||
    /^\[[\w' -]{1,40}\]$/.test(name) ||
    /^[+-]?\d{1,2}$/.test(part.replace(/^\^/, ''))
  );
}

function isNamed(name: string): boolean {
  if (ALONE.has(name) || takesPrefix(name)) {
    return true;
  }
  return PREFIXES.some((prefix) => name.startsWith(prefix) && takesPrefix(name.slice(prefix.length)));
}

function takesPrefix(name: string): boolean {
  return WITH_PREFIX.has(name) || (name.length > 3 && name.endsWith('s') && isWord(name.slice(0, -1)));
}

function isWord(name: string): boolean {
  return WITH_PREFIX.has(name) || ALONE.has(name);
}
