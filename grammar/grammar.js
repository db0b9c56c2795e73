export default grammar({ name: 'sigla', rules: { document: $ => repeat(/[^\n]+|\n/) } });
