/** A data package as an author has it before them: tables with a path and a schema of 20 fields each. */
export function largePackage(resources: number, fields = 20): object {
  const types = ['string', 'integer', 'number', 'boolean', 'date', 'datetime'];
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'large',
    title: 'A package of many tables',
    licenses: [{ name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/' }],
    resources: Array.from({ length: resources }, (_, table) => ({
      name: `table-${table}`,
      path: `data/table-${table}.csv`,
      schema: {
        fields: Array.from({ length: fields }, (_, field) => ({
          name: `field_${field}`,
          type: types[field % types.length],
        })),
        primaryKey: ['field_0'],
      },
    })),
  };
}

/** The same as YAML is mostly written: in blocks, without quotes where none are needed. */
export function blockYaml(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    return value.map((item) => `${indent}- ${blockYaml(item, `${indent}  `).trimStart()}`).join('');
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([key, member]) =>
        typeof member === 'object'
          ? `${indent}${key}:\n${blockYaml(member, `${indent}  `)}`
          : `${indent}${key}: ${member}\n`,
      )
      .join('');
  }
  return `${indent}${String(value)}\n`;
}
