-- What is Sigla.

vim.filetype.add({ extension = { sigla = 'sigla' } })

-- The registers beside sigla.toml, which the server knows by their names.
vim.filetype.add({
  filename = { ['places.tsv'] = 'sigla-register', ['persons.tsv'] = 'sigla-register', ['glossary.tsv'] = 'sigla-register' },
})
