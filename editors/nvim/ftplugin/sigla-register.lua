-- How a register is shown: a table with a tabulator between two columns, which must stay one.

vim.bo.expandtab = false
vim.bo.tabstop = 20
vim.wo.wrap = false
vim.b.undo_ftplugin = 'setlocal expandtab< tabstop< wrap<'
