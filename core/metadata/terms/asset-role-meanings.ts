/** A word for what an asset is for. */
export interface AssetRole {
  readonly name: string;
  readonly meaning: string;
}

/**
 * Roles of assets, the most usual first: those of the best practices (best-practices.md, List of Asset Roles), then
 * those of the extensions eo, sar, sat, view and others. `name|meaning`
 */
const LINES = `
data|The data itself, without its metadata.
metadata|A file that describes the data, such as the metadata file of the producer.
thumbnail|A small picture for lists, at most some 600 pixels wide, which a web browser can show: PNG, JPEG, GIF, WebP.
overview|A picture of the whole extent in medium resolution, for people to look at.
visual|A picture of the whole extent in full or high resolution, for people to look at.
date|For each pixel, the time when it was taken.
graphic|A plot, an illustration or a graph.
data-mask|For each pixel, whether it is valid and what is wrong with it.
snow-ice|For each pixel, whether it is snow or ice.
land-water|For each pixel, whether it is land or water.
water-mask|For each pixel, whether it is water, as in a map of a flood.
iso-19115|Metadata by ISO 19115.
reflectance|Values are reflectances; goes with "data".
temperature|Values are temperatures.
saturation|For each pixel, whether a band is saturated.
cloud|For each pixel, whether it is a cloud.
cloud-shadow|For each pixel, whether it is the shadow of a cloud.
terrain-shadow|For each pixel, whether terrain shades it.
terrain-occlusion|For each pixel, whether terrain hides it.
terrain-illumination|For each pixel, how terrain lights it.
incidence-angle|For each pixel, the incidence angle.
azimuth|For each pixel, the azimuth of the view.
sun-azimuth|For each pixel, the azimuth of the sun.
sun-elevation|For each pixel, the elevation of the sun.
local-incidence-angle|For each pixel of a radar image, the incidence angle on the terrain.
ellipsoid-incidence-angle|For each pixel of a radar image, the incidence angle on the ellipsoid.
noise-power|For each pixel of a radar image, the power of the noise.
amplitude|A radar image of amplitudes.
magnitude|A radar image of magnitudes.
sigma0|Radar backscatter by area on the ground.
beta0|Radar brightness by area in slant range.
gamma0|Radar backscatter by area across the line of sight.
date-offset|For each pixel of a radar image, the days since a date.
covmat|A covariance matrix of radar data.
prd|Polarimetric radar decomposition.
calibration|Values to calibrate the data by.
confidence|For each pixel, how sure its value is.
quality-mask|For each pixel, its quality.
classification|For each pixel, the class that it belongs to.
labels|Labels, as for machine learning.
source|What the other assets were made of.
archive|Several of the files in one, such as a ZIP file.
index|An index of the content of other assets.
report|A report about the data.
documentation|Documentation for people.
checksum|Checksums of the other assets.
legend|What the colours of a map mean.
colormap|The colours that values are shown in.
tiles|Tiles of a map.
stac-items|Many STAC items in one file, such as STAC GeoParquet.
`;

export const ASSET_ROLE_MEANINGS: readonly AssetRole[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [name = '', meaning = ''] = line.split('|');
    return { name, meaning };
  });

const BY_NAME = new Map(ASSET_ROLE_MEANINGS.map((each) => [each.name, each]));

/** The role of a name, if its meaning is known. */
export function assetRole(name: string): AssetRole | undefined {
  return BY_NAME.get(name);
}
