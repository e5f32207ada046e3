/** Units of measured values as UDUNITS-2 and UCUM write them, with their names: `unit|name`. */
const LINES = `
1|no unit: a fraction, a ratio, an index
%|per cent
m|metre
km|kilometre
cm|centimetre
mm|millimetre
µm|micrometre
nm|nanometre
K|kelvin
°C|degree Celsius
degC|degree Celsius
Pa|pascal
hPa|hectopascal
m s-1|metre per second
m/s|metre per second
km/h|kilometre per hour
m2|square metre
km2|square kilometre
ha|hectare
m3|cubic metre
s|second
min|minute
h|hour
d|day
a|year
kg|kilogram
g|gram
t|tonne
kg m-2|kilogram per square metre
kg/m2|kilogram per square metre
g m-3|gram per cubic metre
t/ha|tonne per hectare
mg m-3|milligram per cubic metre
mol m-2|mole per square metre
ppm|parts per million
ppb|parts per billion
DU|Dobson unit
W m-2|watt per square metre
J m-2|joule per square metre
W.m-2.sr-1.um-1|watt per square metre, steradian and micrometre: spectral radiance
W m-2 sr-1 µm-1|watt per square metre, steradian and micrometre: spectral radiance
dB|decibel
dBZ|decibel of radar reflectivity
Hz|hertz
GHz|gigahertz
rad|radian
deg|degree of an angle
°|degree of an angle
m-1|per metre
mm h-1|millimetre per hour
mm/h|millimetre per hour
psu|practical salinity unit
lx|lux
`;

/** The units that data of the earth mostly has. */
export const USUAL_UNITS: readonly { readonly unit: string; readonly name: string }[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [unit = '', name = ''] = line.split('|');
    return { unit, name };
  });

const BY_UNIT = new Map(USUAL_UNITS.map(({ unit, name }) => [unit, name]));

/** What a unit is called. */
export function nameOfUnit(unit: string): string | undefined {
  return BY_UNIT.get(unit);
}
