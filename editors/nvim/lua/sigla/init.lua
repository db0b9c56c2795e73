--- Sigla in Neovim: `require('sigla').setup()` is all that is needed.

local M = {}

--- Starts the server for each document from now on. The options are those of `vim.lsp.config`, such as
--- `{ cmd = { '/path/to/sigla', 'lsp' }, init_options = { sigla = { inlayHints = { names = true } } } }`.
function M.setup(options)
  require('sigla.server').enable(options or {})
end

return M
