-- What is Sigla.

vim.filetype.add({ extension = { sigla = 'sigla' } })
