-- What is Sigla: files that end in .sigla, and the registers beside a sigla.toml, which the server knows by their names.

local registers = { 'places.tsv', 'persons.tsv', 'glossary.tsv', 'archives.tsv' }

if vim.fn.has('nvim-0.8') == 1 then
  local filename = {}
  for _, name in ipairs(registers) do
    filename[name] = 'sigla-register'
  end
  vim.filetype.add({ extension = { sigla = 'sigla' }, filename = filename })
else
  local function detect(pattern, filetype)
    vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, { pattern = pattern, command = 'setfiletype ' .. filetype })
  end
  detect('*.sigla', 'sigla')
  detect(registers, 'sigla-register')
end
