-- How a document is shown: it is prose, and `%%` begins a comment.

vim.bo.commentstring = '%% %s'
vim.bo.comments = ':%%'
vim.wo.linebreak = true
vim.b.undo_ftplugin = 'setlocal commentstring< comments< linebreak<'

require('sigla.parser').start(0)
require('sigla.server').expect()
