-- The language server, for `vim.lsp.enable('sigla')` of Neovim 0.11 and newer.

return require('sigla.server').config
