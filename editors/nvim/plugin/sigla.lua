-- The command `:Sigla`, and colours: of the classes of brackets, as the server tells them, and of the views. A colour scheme
-- may set its own.

if vim.g.loaded_sigla then
  return
end
vim.g.loaded_sigla = true

local groups = {
  Special = { 'OtherName', 'Term' },
  String = { 'Supplied', 'Completion', 'Expansion', 'Correction' },
  WarningMsg = { 'Sic', 'Query', 'Doubtful' },
  Type = { 'Mark', 'PageBreak' },
  Comment = { 'Gap', 'Blank', 'Omission', 'Redacted', 'Furniture', 'Note', 'Editor', 'Comment', 'ReviewComment' },
  Identifier = { 'Role', 'Key' },
  Title = { 'Title', 'Heading' },
  Delimiter = { 'Marker', 'NoteReference' },
  Normal = { 'Source' },
}
for group, names in pairs(groups) do
  for _, name in ipairs(names) do
    vim.api.nvim_set_hl(0, 'Sigla' .. name, { link = group, default = true })
  end
end

local marks = {
  Deleted = { strikethrough = true },
  Added = { underline = true },
  Underlined = { underline = true },
  Bold = { bold = true },
  Superior = { italic = true },
  Inferior = { italic = true },
  ReviewAdded = { underline = true },
  ReviewDeleted = { strikethrough = true },
}
for name, look in pairs(marks) do
  look.default = true
  vim.api.nvim_set_hl(0, 'Sigla' .. name, look)
end

-- Semantic tokens have such names since 0.9.
if vim.fn.has('nvim-0.9') == 1 then
  for _, class in ipairs(require('sigla.classes')) do
    vim.api.nvim_set_hl(0, ('@lsp.type.%s.sigla'):format(class.name), { link = class.group, default = true })
  end
end

vim.api.nvim_create_user_command('Sigla', function(command)
  require('sigla.commands').run(command)
end, {
  nargs = '+',
  range = true,
  complete = function(start, line)
    return require('sigla.commands').complete(start, line)
  end,
  desc = 'Preview, outline and more of a document of Sigla',
})

-- The lenses of the server carry this command: it lists places.
vim.lsp.commands['sigla.showReferences'] = function(command, context)
  require('sigla.commands').show_references(command.arguments, context)
end
