/** A word for what a contributor did. */
export interface ContributorRole {
  readonly name: string;
  readonly title: string;
}

/** The values that version 1 recommends for `role` (v1 data-package, contributors). */
export const CONTRIBUTOR_ROLES: readonly ContributorRole[] = [
  { name: 'author', title: 'Created or maintains the package, not necessarily the data in it' },
  { name: 'publisher', title: 'Makes the package available' },
  { name: 'maintainer', title: 'Keeps the package working and up to date' },
  { name: 'wrangler', title: 'Brought the data into its form' },
  { name: 'contributor', title: 'Helped in another way; the default' },
];

/** The values that version 2 calls useful for `roles`; of DataCite but for the first two. */
const USEFUL_ROLES: readonly ContributorRole[] = [
  { name: 'creator', title: 'Created or maintains the package, not necessarily the data in it' },
  { name: 'contact', title: 'Answers questions about the package' },
  { name: 'rightsHolder', title: 'Holds the rights to the data' },
  { name: 'dataCurator', title: 'Reviews, improves and keeps the data' },
];

/** contributorType of the DataCite Metadata Schema 4.4, in the lower camel case that version 2 uses. */
const DATACITE: readonly string[] = [
  'contactPerson',
  'dataCollector',
  'dataManager',
  'distributor',
  'editor',
  'hostingInstitution',
  'producer',
  'projectLeader',
  'projectManager',
  'projectMember',
  'registrationAgency',
  'registrationAuthority',
  'relatedPerson',
  'researcher',
  'researchGroup',
  'sponsor',
  'supervisor',
  'workPackageLeader',
];

/** The fourteen roles of CRediT (ANSI/NISO Z39.104). */
const CREDIT: readonly string[] = [
  'conceptualization',
  'data-curation',
  'formal-analysis',
  'funding-acquisition',
  'investigation',
  'methodology',
  'project-administration',
  'resources',
  'software',
  'supervision',
  'validation',
  'visualization',
  'writing-original-draft',
  'writing-review-editing',
];

/** The values that version 2 names or refers to for an entry of `roles`, the most useful first. */
export const CONTRIBUTOR_ROLES_2: readonly ContributorRole[] = [
  ...USEFUL_ROLES,
  ...DATACITE.map((name) => ({ name, title: 'DataCite contributor type' })),
  ...CREDIT.map((name) => ({ name, title: 'CRediT contributor role' })),
];

/** The known role of a name, for the version of a document. */
export function roleByName(name: string, version: string): ContributorRole | undefined {
  const roles = version === '1.0' ? CONTRIBUTOR_ROLES : CONTRIBUTOR_ROLES_2;
  return roles.find((role) => role.name === name);
}
