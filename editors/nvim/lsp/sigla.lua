-- The language server; `vim.lsp.enable('sigla')` starts it.

return {
  cmd = { 'sigla', 'lsp' },
  filetypes = { 'sigla', 'sigla-register' },
  root_markers = { 'sigla.toml', '.git' },
}
