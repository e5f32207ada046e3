/** The files that may describe a package, in the order in which tools look for them; the first is the published one. */
export const DESCRIPTOR_NAMES = ['datapackage.json', 'datapackage.yaml', 'datapackage.yml'] as const;
