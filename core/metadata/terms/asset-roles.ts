/** Roles of assets that the best practices of STAC list (best-practices.md, List of Asset Roles). */
const COMMON: readonly string[] = [
  ...['data', 'metadata', 'thumbnail', 'overview', 'visual', 'date', 'graphic', 'data-mask', 'snow-ice'],
  ...['land-water', 'water-mask', 'iso-19115'],
];

/** Roles that extensions define or that large catalogues use. */
const OTHERS = `
  reflectance temperature saturation cloud cloud-shadow incidence-angle azimuth sun-azimuth sun-elevation
  terrain-shadow terrain-occlusion terrain-illumination local-incidence-angle ellipsoid-incidence-angle noise-power
  amplitude magnitude sigma0 beta0 gamma0 date-offset covmat prd calibration noise angle viewing-angle index source
  archive image mask masks asset tiles tile quality quality-mask confidence classification labels label raster vector
  documentation report preview quicklook browse analytic udm udm2 pan sr toa metadata-pdi safe-manifest manifest
  product-metadata granule-metadata tileinfo virtual reference references kerchunk zarr mosaic profile ml-model
  ml-model:training-runtime ml-model:inference-runtime mlm:model mlm:weights mlm:checkpoint mlm:source_code code
  checksum browse-image download example schema style notebook collection stac-items surface-reflectance
  interferogram coherence dem elevation bathymetry slope aspect statistics histogram legend colormap gcp
`;

/** All roles that are known: what is none of them may be misspelt. */
export const ASSET_ROLES: ReadonlySet<string> = new Set([...COMMON, ...OTHERS.trim().split(/\s+/)]);
