-- How a buffer of Sigla is shown: it is prose, and `%%` begins a comment.

vim.bo.commentstring = '%% %s'
vim.wo.linebreak = true

-- The parser is compiled by hand (see README.md); without it the server's colours are left.
if vim.treesitter.language.add('sigla') then
  vim.treesitter.start()
end
