/** Code that reads and writes a source, for a screen to begin with. */
export const readSample = (name: string) => `Fliplet.Page.onRemoteExecution(async function () {
  const connection = await Fliplet.DataSources.connectByName(${JSON.stringify(name)});

  await connection.insert({ Name: 'Ada', Office: 'London' });

  return connection.find({
    where: { Office: 'London' },
    order: [['data.Name', 'ASC']],
  });
});
`;

/** Code that creates a source by itself. */
export const CREATE_SAMPLE = `Fliplet.Page.onRemoteExecution(async function () {
  await Fliplet.DataSources.create({
    name: 'People',
    columns: ['Name', 'Office'],
    entries: [{ Name: 'Ada', Office: 'London' }],
  });
});
`;
