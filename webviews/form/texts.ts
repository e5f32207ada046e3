/** Every sentence and label of the form, in one place. Property names are those of the standard. */
export interface Texts {
  readonly form: string;
  readonly general: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly homepage: string;
  readonly keywords: string;
  readonly licences: string;
  readonly licence: string;
  readonly contributors: string;
  readonly contributor: string;
  readonly sources: string;
  readonly source: string;
  readonly resources: string;
  readonly resource: string;
  readonly path: string;
  readonly paths: string;
  readonly email: string;
  readonly organization: string;
  readonly roles: string;
  readonly mediatype: string;
  readonly encoding: string;
  readonly format: string;
  readonly type: string;
  readonly fields: string;
  readonly field: string;
  readonly required: string;
  readonly unique: string;
  readonly noType: string;
  readonly primaryKey: string;
  readonly notText: string;
  readonly showText: string;
  readonly elsewhere: string;
  readonly readOnly: string;
  readonly dismiss: string;
  readonly waiting: string;
  readonly actions: string;
  add(noun: string): string;
  remove(name: string): string;
  removed(noun: string): string;
  moveUp(name: string): string;
  moveDown(name: string): string;
  nth(noun: string, index: number): string;
  schemaFile(path: string): string;
  inlineData: string;
  showMore(more: number): string;
  summary(resources: number, errors: number, warnings: number): string;
  trouble(errors: number, warnings: number): string;
}

export function textsFor(language: string): Texts {
  const format = new Intl.NumberFormat(Intl.NumberFormat.supportedLocalesOf(language)[0] ?? 'en');
  const count = (value: number, one: string, many: string) =>
    `${format.format(value)} ${value === 1 ? one : many}`;
  const trouble = (errors: number, warnings: number) =>
    [
      ...(errors > 0 ? [count(errors, 'error', 'errors')] : []),
      ...(warnings > 0 ? [count(warnings, 'warning', 'warnings')] : []),
    ].join(', ');
  return {
    form: 'Data package',
    general: 'Package',
    name: 'Name',
    title: 'Title',
    description: 'Description',
    version: 'Version',
    homepage: 'Homepage',
    keywords: 'Keywords, separated by commas',
    licences: 'Licences',
    licence: 'licence',
    contributors: 'Contributors',
    contributor: 'contributor',
    sources: 'Sources',
    source: 'source',
    resources: 'Resources',
    resource: 'resource',
    path: 'Path or address',
    paths: 'Paths or addresses, separated by commas',
    email: 'Email',
    organization: 'Organization',
    roles: 'Roles, separated by commas',
    mediatype: 'Media type',
    encoding: 'Encoding',
    format: 'Format',
    type: 'Type',
    fields: 'Fields',
    field: 'field',
    required: 'Required',
    unique: 'Unique',
    noType: '(none)',
    primaryKey: 'Primary key, fields separated by commas',
    notText: 'Only the text editor can change this value',
    showText: 'Show in text',
    elsewhere: 'Findings about parts that this form does not show',
    readOnly: 'This descriptor can only be read.',
    dismiss: 'Dismiss',
    waiting: 'Reading the descriptor…',
    actions: 'Actions',
    add: (noun) => `Add ${noun}`,
    remove: (name) => `Remove ${name}`,
    removed: (noun) => `Removed the ${noun}.`,
    moveUp: (name) => `Move ${name} up`,
    moveDown: (name) => `Move ${name} down`,
    nth: (noun, index) => `${noun} ${format.format(index + 1)}`,
    schemaFile: (path) => `The fields are described in ${path}.`,
    inlineData: 'The data is written in the descriptor.',
    showMore: (more) => `Show ${format.format(more)} more fields`,
    summary: (resources, errors, warnings) =>
      [count(resources, 'resource', 'resources'), trouble(errors, warnings) || 'no errors or warnings'].join(
        ', ',
      ),
    trouble,
  };
}
